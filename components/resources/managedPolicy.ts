import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { maximumOf } from "../../policypack/iam";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import { attachments } from "./attachments";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { compliantPolicy } from "./compliantPolicy";
import { resolveAfter } from "./resolveAfter";

/** The inputs of a customer managed policy. */
interface ManagedPolicy {
    readonly resource: pulumi.Output<NamedResource>;
    readonly document: pulumi.Output<PlannedDocument | undefined>;
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
    { resource, document, description, grantees = {}, args }: ManagedPolicy,
): pulumi.Output<string> => {
    const childOptions = { parent: owner };
    const arn = resource.apply((known) => known.arn);
    const policy = new iam.Policy(
        child,
        {
            name: resource.apply((known) => known.name),
            path: args.path,
            description,
            policy: compliantPolicy(document, owner, maximumOf.managedPolicy),
            tags: args.tags,
        },
        childOptions,
    );
    return resolveAfter(arn, [policy, ...attachments(child, resolveAfter(arn, [policy]), grantees, childOptions)]);
};
