import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";

/**
 * Who may open which kinds of session on which nodes. At least one kind: `documents`, `ssh`, `portForwarding` or
 * `remotePortForwarding`. AWS judges documents and nodes apart, so whoever holds several such grants may open each kind of
 * any of them on each node of any of them.
 */
export interface SessionUsers {
    /** Who may. They resume and end their own sessions, and nobody else's. */
    grantees: Grantees;
    /**
     * Nodes by tag: a node must carry every key, with one of its values. EC2 instances and managed instances alike.
     * Exactly one of `targetTags` and `nodeIds`. Whoever may tag nodes widens the grant.
     *
     * @example { Environment: ["dev"] }
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
     * Session documents, each by name or ARN, without a wildcard: `SSM-SessionManagerRunShell` is a shell, with the
     * preferences of the Region. A document of commands (`InteractiveCommands`) is all that its users may do.
     *
     * @default - users open no shell and run no commands.
     */
    documents?: Input<string>[];
    /**
     * Also let users tunnel SSH and SCP to the node's SSH server. Session Manager logs nothing of it.
     *
     * @default false
     */
    ssh?: boolean;
    /**
     * Also let users forward ports of the node itself. Session Manager logs nothing of it.
     *
     * @default false
     */
    portForwarding?: boolean;
    /**
     * Also let users forward ports of any host that the node reaches: its network becomes theirs, databases included.
     * Session Manager logs nothing of it.
     *
     * @default false
     */
    remotePortForwarding?: boolean;
    /**
     * Also let users list all nodes and everybody's sessions, which the consoles of Session Manager, Fleet Manager and
     * EC2 need to offer a session.
     *
     * @default false
     */
    console?: boolean;
    /**
     * ARN of the key that the preferences encrypt the data of sessions with.
     *
     * @default - the `kmsKeyArn` of `preferences`, where that is given; else no key.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Ask Systems Manager to judge the document even where a session names none. Such a session opens a shell, and once
     * was judged on its node alone. Users of the command line then name the document: `--document-name`.
     *
     * @default true
     */
    documentAccessCheck?: boolean;
    /**
     * Know users' own sessions by the tag that Systems Manager gives them, not by the beginning of their id. Either is
     * documented. Opening a session's data channel goes by the id in any case, since only that is documented for it.
     *
     * @default false
     */
    ownSessionsByTag?: boolean;
    /**
     * Write the ARN of users' own sessions with any Region and any account, as AWS does, not with those of this stack.
     *
     * @default false
     */
    ownSessionsAnywhere?: boolean;
}
