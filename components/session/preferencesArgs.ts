import type { Input } from "@pulumi/pulumi";

/** The log group that receives session logs. It must exist, and nodes need permission to write to it. */
export interface SessionLogGroup {
    /** Name of the log group, without a wildcard. */
    logGroupName: Input<string>;
    /**
     * Reject sessions unless the log group is encrypted with a KMS key.
     *
     * @default true
     */
    encrypted?: Input<boolean>;
    /**
     * Stream each line as JSON while the session runs. If `false`, the whole session is written as text when it ends.
     *
     * @default true
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging-cwl-streaming.html
     */
    streaming?: Input<boolean>;
}

/**
 * The bucket that receives the log of each session when it ends. It must exist, and nodes need permission to write to
 * it.
 */
export interface SessionBucket {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Key prefix of the logs, without a leading or trailing slash.
     *
     * @default - no prefix.
     */
    keyPrefix?: Input<string>;
    /**
     * Reject sessions unless the bucket is encrypted.
     *
     * @default true
     */
    encrypted?: Input<boolean>;
}

/** Commands that run at the start of a shell session, with the session's permissions. Their output is logged. */
export interface SessionShellProfile {
    /**
     * Commands for Linux and macOS: at most 512 characters.
     *
     * @default - no commands.
     */
    linux?: Input<string>;
    /**
     * Commands for Windows Server: at most 512 characters.
     *
     * @default - no commands.
     */
    windows?: Input<string>;
}

/** A session document of the Region: session duration, logging, encryption and operating system user. */
export interface SessionPreferences {
    /**
     * Name of the document: 3 to 128 letters, digits, `.`, `_` or `-`. A document with a name other than the default
     * applies only to sessions that specify it.
     *
     * @default "SSM-SessionManagerRunShell"
     */
    documentName?: string;
    /**
     * Idle timeout of a session, in minutes: 1 to 60.
     *
     * @default 20
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-timeout.html
     */
    idleSessionTimeoutMinutes?: Input<number>;
    /**
     * Maximum duration of a session, in minutes: 1 to 1440.
     *
     * @default - sessions last until the user ends them or the idle timeout expires.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-max-timeout.html
     */
    maxSessionDurationMinutes?: Input<number>;
    /**
     * ARN of the KMS key, in the component's Region, that encrypts session data in addition to TLS. Both users and
     * nodes need permission to use it.
     *
     * @default - session data is encrypted by TLS only.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html
     */
    kmsKeyArn?: Input<string>;
    /**
     * The CloudWatch Logs log group for session logs.
     *
     * @default - no logs in CloudWatch Logs.
     */
    logGroup?: SessionLogGroup;
    /**
     * The Amazon S3 bucket for session logs.
     *
     * @default - no logs in Amazon S3.
     */
    bucket?: SessionBucket;
    /**
     * Run sessions on Linux and macOS as the operating system user in the `SSMSessionRunAs` tag of the IAM user or
     * role, instead of `ssm-user`, which can become root. A session fails if both the tag and `runAsDefaultUser` are
     * missing.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html
     */
    runAs?: Input<boolean>;
    /**
     * Operating system user if the tag `SSMSessionRunAs` is missing: 1 to 32 lower-case letters, digits, `_`, `.` or
     * `-`, starting with a letter or `_`. Requires `runAs`. Session Manager rejects `root`.
     *
     * @default - no default user.
     */
    runAsDefaultUser?: Input<string>;
    /**
     * Commands that run at the start of a shell session.
     *
     * @default - no commands.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-shell-config.html
     */
    shellProfile?: SessionShellProfile;
}
