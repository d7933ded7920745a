/** The names and ARNs of the roles and customer managed policies that patterns create. */
import { physicalName, type NamingScope } from "./naming";
import { nameOf, policyArn, roleArn } from "./location";
import type { NamedResource, PathArgs } from "./pattern";

/** The args that set the name of a role, or use an existing one. */
export interface RoleNameArgs extends PathArgs {
    readonly roleName?: string;
    readonly existingRoleArn?: string;
}

/** The existing role if the args name one, otherwise the role to create. */
export const namedRole = (
    scope: NamingScope,
    child: string,
    { existingRoleArn, roleName, path }: RoleNameArgs,
): NamedResource => {
    if (existingRoleArn !== undefined) {
        return { name: nameOf(existingRoleArn), arn: existingRoleArn };
    }
    const name = roleName ?? physicalName(scope, child, "role");
    return { name, arn: roleArn(scope.location, name, path) };
};

/** A customer managed policy to create. */
export const namedPolicy = (scope: NamingScope, child: string, { path }: PathArgs): NamedResource => {
    const name = physicalName(scope, child, "policy");
    return { name, arn: policyArn(scope.location, name, path) };
};

/** Customer managed policies to create, by child. */
export const namedPolicies = <Child extends string>(
    scope: NamingScope,
    children: readonly Child[],
    explicit: PathArgs,
): Readonly<Record<Child, NamedResource>> =>
    Object.fromEntries(children.map((child) => [child, namedPolicy(scope, child, explicit)])) as Record<
        Child,
        NamedResource
    >;
