import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { maximumOf } from "../../policypack/iam";
import type { GranteesArgs } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import { attachments } from "./attachments";
import type { Planned, PlannedDocument } from "../pattern/pattern";
import { lawful } from "./compliantPolicy";
import { once } from "./resolveAfter";

/** What a customer managed policy is made of. */
interface ManagedPolicy {
    readonly planned: pulumi.Output<Planned>;
    readonly document: pulumi.Output<PlannedDocument | undefined>;
    /** Never changed once released: AWS replaces a policy to change its description. */
    readonly description: string;
    /** @default - nobody: what asks for the policy attaches it. */
    readonly grantees?: GranteesArgs;
    readonly args: PatternArgs;
}

/** A customer managed policy and its attachments; the ARN resolves once every grantee has it. */
export const managedPolicy = (
    owner: pulumi.ComponentResource,
    child: string,
    { planned, document, description, grantees = {}, args }: ManagedPolicy,
): pulumi.Output<string> => {
    const own = { parent: owner };
    const arn = planned.apply((known) => known.arn);
    const policy = new iam.Policy(
        child,
        {
            name: planned.apply((known) => known.name),
            path: args.path,
            description,
            policy: lawful(document, owner, maximumOf.managedPolicy),
            tags: args.tags,
        },
        own,
    );
    return once(arn, [policy, ...attachments(child, once(arn, [policy]), grantees, own)]);
};
