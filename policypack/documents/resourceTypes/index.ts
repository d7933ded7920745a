/** Every type whose properties hold documents, under every provider's names. */

import { cloudFormation, nativeOf, nativeToken } from "./cloudFormation";
import type { Holder, Holders } from "../values/types";
import { identity } from "./identityPolicies";
import { lookAlikes } from "./ignored";
import { permissions, type PermissionFields } from "./permissions";
import { resourcePolicies } from "./resourcePolicies";

/** Every type the table knows, under every provider's names. */
export const holders: Holders = {
    ...identity,
    ...resourcePolicies,
    ...lookAlikes,
    ...nativeOf(lookAlikes),
    ...cloudFormation,
    ...nativeOf(cloudFormation),
};

/** Every type whose fields are a statement; the rows already have the native provider's field names. */
export const fieldsOfTypes: Readonly<Record<string, PermissionFields>> = {
    ...permissions,
    ...Object.fromEntries(
        Object.entries(permissions)
            .filter(([type]) => type.startsWith("AWS::"))
            .map(([type, fields]) => [nativeToken(type), fields]),
    ),
};

/** The row of a type, which may be named like a member of every object; only the table's own rows count. */
export const holderOf = (type: string): Holder | undefined =>
    Object.hasOwn(holders, type) ? holders[type] : undefined;
