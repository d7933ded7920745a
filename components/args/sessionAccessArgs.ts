import type { Input } from "@pulumi/pulumi";
import type { GranteesArgs } from "./granteesArgs";
import type { PatternArgs } from "./patternArgs";

/**
 * Who may open which kinds of session on which nodes. At least one kind: `documents`, `ssh`, `portForwarding` or
 * `remotePortForwarding`. AWS judges documents and nodes apart, so whoever holds several such grants may open each kind of
 * any of them on each node of any of them.
 */
export interface SessionUsersArgs {
    /** Who may. They resume and end their own sessions, and nobody else's. */
    grantees: GranteesArgs;
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

/** The log group that sessions are written to. It must exist, and nodes need the right to write to it. */
export interface SessionLogGroupArgs {
    /** Name of the log group, without a wildcard. */
    logGroupName: Input<string>;
    /**
     * Refuse sessions while the log group is not encrypted with a key.
     *
     * @default true
     */
    encrypted?: Input<boolean>;
    /**
     * Write each line as it comes, as JSON; `false` writes the whole session as text when it ends.
     *
     * @default true
     */
    streaming?: Input<boolean>;
}

/** The bucket that sessions are recorded in when they end. It must exist, and nodes need the right to write to it. */
export interface SessionBucketArgs {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Prefix of the keys, without a slash at its ends.
     *
     * @default - records stand at the root of the bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * Refuse sessions while the bucket does not encrypt.
     *
     * @default true
     */
    encrypted?: Input<boolean>;
}

/** What a shell runs when a session begins. It runs with the rights of the session, and what it prints is logged. */
export interface SessionShellProfileArgs {
    /**
     * Commands for Linux and macOS: at most 512 characters.
     *
     * @default - none.
     */
    linux?: Input<string>;
    /**
     * Commands for Windows Server: at most 512 characters.
     *
     * @default - none.
     */
    windows?: Input<string>;
}

/** A session document of the Region: how long sessions last, how they are logged and encrypted, as whom they run. */
export interface SessionPreferencesArgs {
    /**
     * The document's name: 3 to 128 letters, digits, `.`, `_` or `-`. Any other than the default is used only by sessions
     * that name it.
     *
     * @default "SSM-SessionManagerRunShell"
     */
    documentName?: string;
    /**
     * Minutes without input after which a session ends, from 1 to 60.
     *
     * @default 20
     */
    idleSessionTimeoutMinutes?: Input<number>;
    /**
     * Minutes after which a session ends in any case, from 1 to 1440.
     *
     * @default - sessions last until they are ended or idle.
     */
    maxSessionDurationMinutes?: Input<number>;
    /**
     * ARN of the key that encrypts the data of sessions on top of TLS. Users need it, and so do nodes.
     *
     * @default - sessions are encrypted by TLS only.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Where sessions are logged as they go.
     *
     * @default - no log group.
     */
    logGroup?: SessionLogGroupArgs;
    /**
     * Where sessions are recorded when they end.
     *
     * @default - no bucket.
     */
    bucket?: SessionBucketArgs;
    /**
     * Run sessions on Linux and macOS as the user of the operating system that the tag `SSMSessionRunAs` of the IAM user or
     * role names, not as `ssm-user`, who may become root. Where the tag is missing and `runAsDefaultUser` too, the session
     * fails.
     *
     * @default false
     */
    runAs?: Input<boolean>;
    /**
     * The user of the operating system where the tag names none; not `root`, which Session Manager refuses.
     *
     * @default - none.
     */
    runAsDefaultUser?: Input<string>;
    /**
     * What a shell runs when a session begins.
     *
     * @default - nothing.
     */
    shellProfile?: SessionShellProfileArgs;
}

/** Who may change the preferences. A shell profile runs in every session, so it is everybody's rights on every node. */
export interface SessionAdministratorsArgs {
    /** Who may change the preferences. */
    grantees: GranteesArgs;
    /**
     * Also allow to delete the document, and with it logging and encryption.
     *
     * @default false
     */
    deletePreferences?: boolean;
}

/** A bucket, or a prefix of it, whose records may be read. */
export interface SessionRecordsArgs {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Prefix of the keys, without a slash at its ends.
     *
     * @default - the whole bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the key that the bucket encrypts with.
     *
     * @default - the bucket encrypts with keys of Amazon S3.
     */
    kmsKeyArn?: Input<string>;
    /**
     * The 12 digits of the account that owns the bucket, where it is another one.
     *
     * @default - the account of this stack.
     */
    accountId?: Input<string>;
}

/** Who may see sessions and what was done in them. Logs hold what users typed and saw, secrets included. */
export interface SessionAuditorsArgs {
    /** Who may see sessions and read their logs. */
    grantees: GranteesArgs;
    /**
     * Names of the log groups of sessions that they read.
     *
     * @default - they read no log group.
     */
    logGroupNames?: Input<string>[];
    /**
     * The records of sessions that they read.
     *
     * @default - they read no bucket.
     */
    records?: SessionRecordsArgs;
}

/** Sessions: who opens them, how they are kept, who may change that, who looks at them. At least one of the four. */
export interface SessionAccessArgs extends PatternArgs {
    /**
     * Who may open sessions.
     *
     * @default - nobody.
     */
    users?: SessionUsersArgs;
    /**
     * The session document made here. Where the Region has the document already, as it has once somebody saved preferences
     * in the console, import it.
     *
     * @default - no document is made.
     */
    preferences?: SessionPreferencesArgs;
    /**
     * Who may change the preferences.
     *
     * @default - nobody.
     */
    administrators?: SessionAdministratorsArgs;
    /**
     * Who may see sessions and read their logs.
     *
     * @default - nobody.
     */
    auditors?: SessionAuditorsArgs;
}
