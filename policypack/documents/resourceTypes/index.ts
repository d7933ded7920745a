/** The table of resource types with policy documents, under the names of every provider. */

import { cloudFormation, nativeOf, nativeToken } from "./cloudFormation";
import type { DocumentProperties, PropertyContent, ResourceTypeTable } from "../values/types";
import { identityPolicies } from "./identityPolicies";
import { ignoredTypes } from "./ignored";
import { permissions, type PermissionFields } from "./permissions";
import { resourcePolicies } from "./resourcePolicies";

/** Every type in the table, under the names of every provider. */
export const resourceTypes: ResourceTypeTable = {
    ...identityPolicies,
    ...resourcePolicies,
    ...ignoredTypes,
    ...nativeOf(ignoredTypes),
    ...cloudFormation,
    ...nativeOf(cloudFormation),
};

/** Types whose properties express a statement; the entries already use the native provider's property names. */
export const fieldsOfTypes: Readonly<Record<string, PermissionFields>> = {
    ...permissions,
    ...Object.fromEntries(
        Object.entries(permissions)
            .filter(([type]) => type.startsWith("AWS::"))
            .map(([type, fields]) => [nativeToken(type), fields]),
    ),
};

/** The entry of a type. Uses `hasOwn`, because a type may be named like an inherited member of every object. */
export const propertiesOf = (type: string): DocumentProperties | undefined =>
    Object.hasOwn(resourceTypes, type) ? resourceTypes[type] : undefined;

/** The permission fields of a type. */
export const fieldsOf = (type: string): PermissionFields | undefined =>
    Object.hasOwn(fieldsOfTypes, type) ? fieldsOfTypes[type] : undefined;

const topOf = (path: string): string => path.split(/[.[]/, 1)[0] ?? path;

/** Whether a property is a policy document. A document that names a policy, as in a condition, does not attach it. */
export const isDocument = (type: string, property: string): boolean =>
    Object.entries<PropertyContent>(propertiesOf(type) ?? {}).some(
        ([path, content]) => content !== "detected" && content !== "template" && topOf(path) === property,
    );
