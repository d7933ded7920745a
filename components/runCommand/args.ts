import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/**
 * Which documents may be sent to which nodes. AWS judges documents and nodes apart, so whoever holds several such grants may
 * send each document of any of them to each node of any of them.
 */
export interface CommandArgs {
    /**
     * Systems Manager documents, each by name or ARN, without a wildcard. Whoever may update one of them decides what
     * it runs as root.
     */
    documents: Input<string>[];
    /**
     * Nodes by tag: a node must carry every key, with one of its values. EC2 instances and managed instances alike.
     * Whoever may tag nodes widens the grant.
     *
     * @example { Environment: ["prod"], PatchGroup: ["web", "batch"] }
     * @default - none by tag.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by id: `i-…` is an EC2 instance, `mi-…` a managed instance.
     *
     * @default - none by id.
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

/** Trusted power users: whoever may run an AWS-owned document is an administrator of the node. */
export interface RunCommandAdministrator extends CommandArgs {
    /** Who gets the level. */
    grantees: Grantees;
}

/** People who run own documents for single tasks on the nodes named by tag or id. */
export interface RunCommandOperator extends CommandArgs {
    /** Who gets the level. */
    grantees: Grantees;
    /**
     * The AWS-owned documents among `documents`, each accepted by name. Every one of them can be made to run any code
     * as root, not only `AWS-RunShellScript` and `AWS-RunPowerShellScript`.
     *
     * @default - an operator gets no AWS-owned document.
     */
    acceptRootDocuments?: Input<string>[];
}

/** People who see documents, nodes and commands. */
export interface RunCommandReader {
    /** Who gets the level. */
    grantees: Grantees;
    /**
     * Also show what commands printed, which may hold secrets.
     *
     * @default false
     */
    commandOutput?: boolean;
}

/** Who may use Run Command, at which of three levels. At least one level is asked for. */
export interface RunCommandAccessArgs extends PatternArgs {
    /**
     * May send the named documents, AWS-owned ones too, to all nodes of the Region or to those named.
     *
     * @default - nobody is an administrator.
     */
    administrator?: RunCommandAdministrator;
    /**
     * May send own documents to the nodes named by tag or id.
     *
     * @default - nobody is an operator.
     */
    operator?: RunCommandOperator;
    /**
     * May list and read documents, nodes and commands; no parameters, no access tokens, no output of commands.
     *
     * @default - nobody is a reader.
     */
    reader?: RunCommandReader;
}
