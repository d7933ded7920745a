import type * as pulumi from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { managedPolicy } from "./managedPolicy";

/** The inputs of the grantees' policies, by the arg that has the grantees. */
interface GranteePolicies<AccessLevel extends string> {
    readonly names: pulumi.Output<Readonly<Record<AccessLevel, NamedResource>>>;
    readonly documents: pulumi.Output<Readonly<Record<AccessLevel, PlannedDocument | undefined>>>;
    /** Must not change after a release: changing the description of a policy replaces it. */
    readonly descriptions: Readonly<Record<AccessLevel, string>>;
    readonly args: PatternArgs & Readonly<Partial<Record<AccessLevel, { readonly grantees: Grantees }>>>;
}

/** Creates a policy for each access level that the args contain. The ARN resolves once all grantees have the policy. */
export const granteePolicies = <AccessLevel extends string>(
    owner: pulumi.ComponentResource,
    name: string,
    accessLevels: readonly AccessLevel[],
    { names, documents, descriptions, args }: GranteePolicies<NoInfer<AccessLevel>>,
): Readonly<Partial<Record<AccessLevel, pulumi.Output<string>>>> => {
    const policies: Partial<Record<AccessLevel, pulumi.Output<string>>> = {};
    for (const holder of accessLevels) {
        const access = args[holder];
        if (access !== undefined) {
            policies[holder] = managedPolicy(owner, `${name}-${holder}`, {
                resource: names.apply((known) => known[holder]),
                document: documents.apply((known) => known[holder]),
                description: descriptions[holder],
                grantees: access.grantees,
                args,
            });
        }
    }
    return policies;
};
