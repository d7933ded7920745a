/** The roles and customer managed policies that patterns make, by name and ARN. */
import { physicalName, type NamingScope } from "./naming";
import { nameOf, policyArn, roleArn } from "./location";
import type { NameOverrides, NamedResource } from "./pattern";

/** A role of a pattern: the one that exists already where the args name it, else one to be made. */
export const namedRole = (
    scope: NamingScope,
    child: string,
    { existingRoleArn, roleName, path }: Pick<NameOverrides, "existingRoleArn" | "roleName" | "path">,
): NamedResource => {
    if (existingRoleArn !== undefined) {
        return { name: nameOf(existingRoleArn), arn: existingRoleArn };
    }
    const name = roleName ?? physicalName(scope, child, "role");
    return { name, arn: roleArn(scope.location, name, path) };
};

/** A customer managed policy to be made. */
export const namedPolicy = (
    scope: NamingScope,
    child: string,
    { path }: Pick<NameOverrides, "path">,
): NamedResource => {
    const name = physicalName(scope, child, "policy");
    return { name, arn: policyArn(scope.location, name, path) };
};

/** Customer managed policies to be made, by child. */
export const namedPolicies = <Child extends string>(
    scope: NamingScope,
    children: readonly Child[],
    explicit: Pick<NameOverrides, "path">,
): Readonly<Record<Child, NamedResource>> =>
    Object.fromEntries(children.map((child) => [child, namedPolicy(scope, child, explicit)])) as Record<
        Child,
        NamedResource
    >;
