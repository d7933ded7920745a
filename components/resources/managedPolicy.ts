import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { maximumOf } from "../../policypack/iam";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import { attachments } from "./attachments";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { compliantPolicy } from "./compliantPolicy";
import { resolveAfter } from "./resolveAfter";

/** What a customer managed policy is made of. */
interface ManagedPolicy {
    readonly planned: pulumi.Output<NamedResource>;
    readonly document: pulumi.Output<PlannedDocument | undefined>;
    /** Never changed once released: AWS replaces a policy to change its description. */
    readonly description: string;
    /** @default - nobody: what asks for the policy attaches it. */
    readonly grantees?: Grantees;
    readonly args: PatternArgs;
}

/** A customer managed policy and its attachments; the ARN resolves once every grantee has it. */
export const managedPolicy = (
    owner: pulumi.ComponentResource,
    child: string,
    { planned, document, description, grantees = {}, args }: ManagedPolicy,
): pulumi.Output<string> => {
    const childOptions = { parent: owner };
    const arn = planned.apply((known) => known.arn);
    const policy = new iam.Policy(
        child,
        {
            name: planned.apply((known) => known.name),
            path: args.path,
            description,
            policy: compliantPolicy(document, owner, maximumOf.managedPolicy),
            tags: args.tags,
        },
        childOptions,
    );
    return resolveAfter(arn, [policy, ...attachments(child, resolveAfter(arn, [policy]), grantees, childOptions)]);
};
