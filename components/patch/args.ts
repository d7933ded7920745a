import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { PatternArgs, SeveralRegionsArgs } from "../pattern/args";

/** Who may change patch baselines, and thereby approve patches for all nodes that use them. */
export interface PatchAdministrators extends AccessLevelArgs {
    /**
     * Principals that may change the baselines.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * IDs of the account's custom baselines, such as `pb-0123456789abcdef0`. At most one of `baselineIds` and
     * `baselineTags`.
     *
     * @default - the baselines of `baselineTags`, else every custom baseline of the account in the Region.
     */
    baselineIds?: Input<string>[];
    /**
     * Tags that select the account's custom baselines: a baseline must have every key, with one of the key's values. At
     * most one of `baselineIds` and `baselineTags`.
     *
     * @default - the baselines of `baselineIds`, else every custom baseline of the account in the Region.
     */
    baselineTags?: Record<string, Input<string>[]>;
    /**
     * Allow creating baselines. Not with `baselineIds` or `baselineTags`: these administrators could not change the
     * baselines that they create.
     *
     * @default false
     */
    createBaselines?: boolean;
    /**
     * Allow assigning baselines to patch groups. AWS cannot limit the permission to certain patch groups.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-patch-groups.html
     */
    patchGroups?: boolean;
    /**
     * Allow setting the default baseline, which applies to every node without a patch group.
     *
     * @default false
     */
    defaultBaseline?: boolean;
    /**
     * ARNs of AWS's predefined baselines that may be read, assigned and set as default too, such as
     * `arn:aws:ssm:eu-west-1:075727635805:patchbaseline/pb-0123456789abcdef0`. Only AWS can change them.
     *
     * @default - only the account's custom baselines.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-predefined-and-custom-patch-baselines.html
     */
    predefinedBaselineArns?: Input<string>[];
}

/** Who may patch which nodes. Requires exactly one of `targetTags` and `nodeIds`. */
export interface Patchers extends AccessLevelArgs {
    /**
     * Principals that may patch the nodes.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Names or ARNs of the documents that patchers may send, without wildcards: `AWS-RunPatchBaseline`,
     * `AWS-RunPatchBaselineAssociation`, `AWS-RunPatchBaselineWithHooks` or documents of the account.
     *
     * @default ["AWS-RunPatchBaseline"]
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-ssm-documents.html
     */
    documents?: Input<string>[];
    /**
     * Accept `AWS-RunPatchBaselineWithHooks`, whose sender can specify further documents that run as root on the node.
     *
     * @default false
     */
    acceptHooks?: boolean;
    /**
     * Tags that select the nodes, both EC2 instances and managed instances: a node must have every key, with one of
     * the key's values. Anyone who can tag nodes can widen this grant. Exactly one of `targetTags` and `nodeIds`.
     *
     * @example { PatchGroup: ["web", "batch"] }
     * @default - the nodes of `nodeIds`.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * IDs of the nodes: `i-…` for an EC2 instance, `mi-…` for a managed instance. Exactly one of `targetTags` and
     * `nodeIds`.
     *
     * @default - the nodes of `targetTags`.
     */
    nodeIds?: Input<string>[];
    /**
     * Name of the S3 bucket that commands may use for their output.
     *
     * @default - commands may use no output bucket.
     */
    outputBucketName?: Input<string>;
    /**
     * ARNs of the roles that commands may use to publish notifications. Patchers may pass them to Systems Manager only.
     *
     * @default - commands may send no notifications.
     */
    notificationRoleArns?: Input<string>[];
    /**
     * Allow canceling commands, including those of others: AWS cannot limit the permission to the caller's own
     * commands.
     *
     * @default false
     */
    cancel?: boolean;
}

/** Who may read baselines, patch groups and the patch state of nodes. */
export interface PatchReaders extends AccessLevelArgs {
    /**
     * Principals that may read the patch state and the baselines.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * ARNs of AWS's predefined baselines that may be read too.
     *
     * @default - only the account's custom baselines.
     */
    predefinedBaselineArns?: Input<string>[];
}

/**
 * Who may define patch baselines, who may patch nodes, and who may read the results. Requires at least one of
 * `administrators`, `patchers` and `readers`.
 */
export interface PatchAccessArgs extends PatternArgs, SeveralRegionsArgs {
    /**
     * Who may change baselines.
     *
     * @default - no administrator policy is created.
     */
    administrators?: PatchAdministrators;
    /**
     * Who may patch nodes.
     *
     * @default - no patcher policy is created.
     */
    patchers?: Patchers;
    /**
     * Who may read baselines and the patch state of nodes.
     *
     * @default - no reader policy is created.
     */
    readers?: PatchReaders;
}
