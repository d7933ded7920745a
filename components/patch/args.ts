import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/** Who decides which patches are approved, for all nodes that the baselines stand for. */
export interface PatchAdministrators {
    /** Who may decide which patches are approved. */
    grantees: Grantees;
    /**
     * Ids of the account's own baselines, such as `pb-0123456789abcdef0`. At most one of `baselineIds` and `baselineTags`.
     *
     * @default - by `baselineTags`, else every baseline of the account in the Region.
     */
    baselineIds?: Input<string>[];
    /**
     * The account's own baselines by tag: a baseline must carry every key, with one of its values.
     *
     * @default - by `baselineIds`, else every baseline of the account in the Region.
     */
    baselineTags?: Record<string, Input<string>[]>;
    /**
     * Also allow to create baselines. Administrators of named or tagged baselines could not change what they make.
     *
     * @default false
     */
    createBaselines?: boolean;
    /**
     * Also allow to say which baseline stands for which patch group. AWS knows no limit on the group.
     *
     * @default false
     */
    patchGroups?: boolean;
    /**
     * Also allow to make a baseline the default, which stands for every node without a patch group.
     *
     * @default false
     */
    defaultBaseline?: boolean;
    /**
     * ARNs of the predefined baselines of AWS that may be used so too, such as
     * `arn:aws:ssm:eu-west-1:075727635805:patchbaseline/pb-0123456789abcdef0`. Nobody but AWS changes them.
     *
     * @default - only the account's own.
     */
    predefinedBaselineArns?: Input<string>[];
}

/** Who patches, and which nodes. */
export interface Patchers {
    /** Who may patch the nodes. */
    grantees: Grantees;
    /**
     * Documents of Patch Manager that they send: `AWS-RunPatchBaseline`, `AWS-RunPatchBaselineAssociation`,
     * `AWS-RunPatchBaselineWithHooks`; or own ones, each by name or ARN, without a wildcard.
     *
     * @default ["AWS-RunPatchBaseline"]
     */
    documents?: Input<string>[];
    /**
     * Accept `AWS-RunPatchBaselineWithHooks`: its sender names further documents, which run as root on the node.
     *
     * @default false
     */
    acceptHooks?: boolean;
    /**
     * Nodes by tag: a node must carry every key, with one of its values. EC2 instances and managed instances alike.
     * Exactly one of `targetTags` and `nodeIds`. Whoever may tag nodes widens the grant.
     *
     * @example { PatchGroup: ["web", "batch"] }
     * @default - by `nodeIds`.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by id: `i-…` is an EC2 instance, `mi-…` a managed instance.
     *
     * @default - by `targetTags`.
     */
    nodeIds?: Input<string>[];
    /**
     * Name of the bucket that commands may name for their output.
     *
     * @default - commands name no bucket.
     */
    outputBucketName?: Input<string>;
    /**
     * ARNs of the roles that commands may name to publish their notifications. Passed to Systems Manager only.
     *
     * @default - commands send no notification.
     */
    notificationRoleArns?: Input<string>[];
    /**
     * Also allow to cancel commands. Systems Manager cannot limit this to one's own commands.
     *
     * @default false
     */
    cancel?: boolean;
}

/** Who sees baselines, patch groups, and which patches which nodes have. */
export interface PatchReaders {
    /** Who may see what is approved and what is missing. */
    grantees: Grantees;
    /**
     * ARNs of the predefined baselines of AWS that they read too.
     *
     * @default - only the account's own.
     */
    predefinedBaselineArns?: Input<string>[];
}

/** Who decides on patches, who installs them, who looks at them. At least one of the three. */
export interface PatchAccessArgs extends PatternArgs {
    /**
     * Who changes baselines.
     *
     * @default - nobody.
     */
    administrators?: PatchAdministrators;
    /**
     * Who patches nodes.
     *
     * @default - nobody.
     */
    patchers?: Patchers;
    /**
     * Who sees baselines and the state of nodes.
     *
     * @default - nobody.
     */
    readers?: PatchReaders;
}
