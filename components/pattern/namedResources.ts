/** The roles and customer managed policies that patterns make, by name and ARN. */
import { physicalName, type Identity } from "./naming";
import { nameOf, policyArn, roleArn } from "./location";
import type { ExplicitNames, Planned } from "./pattern";

/** A role of a pattern: the one that exists already where the args name it, else one to be made. */
export const plannedRole = (
    identity: Identity,
    child: string,
    { existingRoleArn, roleName, path }: Pick<ExplicitNames, "existingRoleArn" | "roleName" | "path">,
): Planned => {
    if (existingRoleArn !== undefined) {
        return { name: nameOf(existingRoleArn), arn: existingRoleArn };
    }
    const name = roleName ?? physicalName(identity, child, "role");
    return { name, arn: roleArn(identity.place, name, path) };
};

/** A customer managed policy to be made. */
export const plannedPolicy = (identity: Identity, child: string, { path }: Pick<ExplicitNames, "path">): Planned => {
    const name = physicalName(identity, child, "policy");
    return { name, arn: policyArn(identity.place, name, path) };
};

/** Customer managed policies to be made, by child. */
export const plannedPolicies = <Child extends string>(
    identity: Identity,
    children: readonly Child[],
    explicit: Pick<ExplicitNames, "path">,
): Readonly<Record<Child, Planned>> =>
    Object.fromEntries(children.map((child) => [child, plannedPolicy(identity, child, explicit)])) as Record<
        Child,
        Planned
    >;
