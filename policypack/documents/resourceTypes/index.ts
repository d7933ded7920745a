/** Every type whose properties hold documents, under every provider's names. */

import { cloudFormation, nativeOf, nativeToken } from "./cloudFormation";
import type { DocumentProperties, ResourceTypeTable } from "../values/types";
import { identityPolicies } from "./identityPolicies";
import { ignoredTypes } from "./ignored";
import { permissions, type PermissionFields } from "./permissions";
import { resourcePolicies } from "./resourcePolicies";

/** Every type the table knows, under every provider's names. */
export const resourceTypes: ResourceTypeTable = {
    ...identityPolicies,
    ...resourcePolicies,
    ...ignoredTypes,
    ...nativeOf(ignoredTypes),
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
export const propertiesOf = (type: string): DocumentProperties | undefined =>
    Object.hasOwn(resourceTypes, type) ? resourceTypes[type] : undefined;
