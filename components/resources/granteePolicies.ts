import type * as pulumi from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { managedPolicy } from "./managedPolicy";

/** The inputs of the grantees' policies, by the arg that has the grantees. */
interface GranteePolicies<Holder extends string> {
    readonly names: pulumi.Output<Readonly<Record<Holder, NamedResource>>>;
    readonly documents: pulumi.Output<Readonly<Record<Holder, PlannedDocument | undefined>>>;
    /** Must not change after a release: changing the description of a policy replaces it. */
    readonly descriptions: Readonly<Record<Holder, string>>;
    readonly args: PatternArgs & Readonly<Partial<Record<Holder, { readonly grantees: Grantees }>>>;
}

/** Creates a policy for each holder that the args contain. The ARN resolves once all grantees have the policy. */
export const granteePolicies = <Holder extends string>(
    owner: pulumi.ComponentResource,
    name: string,
    holders: readonly Holder[],
    { names, documents, descriptions, args }: GranteePolicies<NoInfer<Holder>>,
): Readonly<Partial<Record<Holder, pulumi.Output<string>>>> => {
    const policies: Partial<Record<Holder, pulumi.Output<string>>> = {};
    for (const holder of holders) {
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
