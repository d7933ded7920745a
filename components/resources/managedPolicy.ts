import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import { attachments } from "./attachments";
import type { NamedResource } from "../pattern/pattern";
import { resolveAfter } from "./resolveAfter";

/** The inputs of a customer managed policy. */
interface ManagedPolicy {
    readonly resource: pulumi.Output<NamedResource>;
    /** The compliant document as JSON. */
    readonly policy: pulumi.Output<string>;
    /** Must not change after a release: changing the description of a policy replaces it. */
    readonly description: string;
    /** @default - no grantees: the caller attaches the policy. */
    readonly grantees?: Grantees;
    readonly args: PatternArgs;
}

/** Creates a customer managed policy and its attachments. The ARN resolves once all grantees have the policy. */
export const managedPolicy = (
    owner: pulumi.ComponentResource,
    child: string,
    { resource, policy, description, grantees = {}, args }: ManagedPolicy,
): pulumi.Output<string> => {
    const childOptions = { parent: owner };
    const arn = resource.apply((known) => known.arn);
    const managed = new iam.Policy(
        child,
        {
            name: resource.apply((known) => known.name),
            path: args.path,
            description,
            policy,
            tags: args.tags,
        },
        childOptions,
    );
    return resolveAfter(arn, [managed, ...attachments(child, resolveAfter(arn, [managed]), grantees, childOptions)]);
};
