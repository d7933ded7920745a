import type { Input } from "@pulumi/pulumi";

/** The log group that sessions are written to. It must exist, and nodes need the right to write to it. */
export interface SessionLogGroup {
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
export interface SessionBucket {
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
export interface SessionShellProfile {
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
export interface SessionPreferences {
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
    logGroup?: SessionLogGroup;
    /**
     * Where sessions are recorded when they end.
     *
     * @default - no bucket.
     */
    bucket?: SessionBucket;
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
    shellProfile?: SessionShellProfile;
}
