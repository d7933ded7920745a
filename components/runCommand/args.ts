import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs } from "../pattern/granteesArgs";
import type { PatternArgs, SeveralRegionsArgs } from "../pattern/args";

/**
 * Documents that may be sent, and the nodes they may be sent to. AWS authorizes documents and nodes separately, so a
 * principal with several of these grants can send any of their documents to any of their nodes.
 */
export interface CommandArgs {
    /**
     * Systems Manager documents, each by name or ARN, without wildcards. Anyone who can update one of them controls
     * what it runs as root.
     */
    documents: Input<string>[];
    /**
     * Nodes by tag: a node must have all of these tags, each with one of its values. Applies to EC2 instances and
     * managed instances. Anyone who can tag nodes can extend the grant.
     *
     * @example { Environment: ["prod"], PatchGroup: ["web", "batch"] }
     * @default - no nodes by tag.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by ID: `i-…` for EC2 instances, `mi-…` for managed instances.
     *
     * @default - no nodes by ID.
     */
    nodeIds?: Input<string>[];
    /**
     * Name of the S3 bucket that commands may write their output to.
     *
     * @default - no output bucket.
     */
    outputBucketName?: Input<string>;
    /**
     * ARNs of the roles that commands may use to publish notifications. They can be passed to Systems Manager only.
     *
     * @default - no notifications.
     */
    notificationRoleArns?: Input<string>[];
    /**
     * Whether to also allow canceling commands. Systems Manager cannot restrict this to a principal's own commands.
     *
     * @default false
     */
    cancel?: boolean;
}

/** Trusted power users. Anyone who can run an AWS-owned document is effectively an administrator of the node. */
export interface RunCommandAdministrator extends CommandArgs, AccessLevelArgs {}

/** Principals that run custom documents for specific tasks on nodes selected by tag or ID. */
export interface RunCommandOperator extends CommandArgs, AccessLevelArgs {
    /**
     * AWS-owned documents in `documents` that are accepted, each by name. Any of them can run arbitrary code as root,
     * not only `AWS-RunShellScript` and `AWS-RunPowerShellScript`.
     *
     * @default - no AWS-owned documents.
     */
    acceptRootDocuments?: Input<string>[];
}

/** Principals that view documents, nodes and commands. */
export interface RunCommandReader extends AccessLevelArgs {
    /**
     * Whether to also allow reading command output, which may contain secrets.
     *
     * @default false
     */
    commandOutput?: boolean;
}

/** Access to Run Command at three levels. Set at least one of them. */
export interface RunCommandAccessArgs extends PatternArgs, SeveralRegionsArgs {
    /**
     * Principals that may send the listed documents, including AWS-owned ones, to the selected nodes or to every node
     * in the Region.
     *
     * @default - no administrators.
     */
    administrator?: RunCommandAdministrator;
    /**
     * Principals that may send custom documents to the nodes selected by tag or ID.
     *
     * @default - no operators.
     */
    operator?: RunCommandOperator;
    /**
     * Principals that may list and read documents, nodes and commands, but no parameters, access tokens or command
     * output.
     *
     * @default - no readers.
     */
    reader?: RunCommandReader;
}
