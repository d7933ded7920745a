import type * as pulumi from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import type { NamedResource } from "../pattern/pattern";
import { managedPolicy } from "./managedPolicy";

/** The inputs of the grantees' policies, by the arg that has the grantees. */
interface GranteePolicies<AccessLevel extends string> {
    readonly names: pulumi.Output<Readonly<Record<AccessLevel, NamedResource>>>;
    /** Compliant documents as JSON. */
    readonly policies: Readonly<Record<AccessLevel, pulumi.Output<string>>>;
    /** Must not change after a release: changing the description of a policy replaces it. */
    readonly descriptions: Readonly<Record<AccessLevel, string>>;
    readonly args: PatternArgs & Readonly<Partial<Record<AccessLevel, { readonly grantees: Grantees }>>>;
}

/** Creates a policy for each access level that the args contain. The ARN resolves once all grantees have the policy. */
export const granteePolicies = <AccessLevel extends string>(
    owner: pulumi.ComponentResource,
    name: string,
    accessLevels: readonly AccessLevel[],
    { names, policies, descriptions, args }: GranteePolicies<NoInfer<AccessLevel>>,
): Readonly<Partial<Record<AccessLevel, pulumi.Output<string>>>> => {
    const arns: Partial<Record<AccessLevel, pulumi.Output<string>>> = {};
    for (const holder of accessLevels) {
        const access = args[holder];
        if (access !== undefined) {
            arns[holder] = managedPolicy(owner, `${name}-${holder}`, {
                resource: names.apply((known) => known[holder]),
                policy: policies[holder],
                description: descriptions[holder],
                grantees: access.grantees,
                args,
            });
        }
    }
    return arns;
};
