import type * as pulumi from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { managedPolicy } from "./managedPolicy";

/** What the policies of a component's grantees are made of, by the arg that names the grantees. */
interface GranteePolicies<Holder extends string> {
    readonly names: pulumi.Output<Readonly<Record<Holder, NamedResource>>>;
    readonly documents: pulumi.Output<Readonly<Record<Holder, PlannedDocument | undefined>>>;
    /** Never changed once released: AWS replaces a policy to change its description. */
    readonly descriptions: Readonly<Record<Holder, string>>;
    readonly args: PatternArgs & Readonly<Partial<Record<Holder, { readonly grantees: Grantees }>>>;
}

/** A policy for each of the holders that the args ask for; its ARN resolves once every grantee has it. */
export const granteePolicies = <Holder extends string>(
    owner: pulumi.ComponentResource,
    name: string,
    holders: readonly Holder[],
    { names, documents, descriptions, args }: GranteePolicies<NoInfer<Holder>>,
): Readonly<Partial<Record<Holder, pulumi.Output<string>>>> => {
    const policies: Partial<Record<Holder, pulumi.Output<string>>> = {};
    for (const holder of holders) {
        const held = args[holder];
        if (held !== undefined) {
            policies[holder] = managedPolicy(owner, `${name}-${holder}`, {
                planned: names.apply((known) => known[holder]),
                document: documents.apply((known) => known[holder]),
                description: descriptions[holder],
                grantees: held.grantees,
                args,
            });
        }
    }
    return policies;
};
