import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { PatternArgs, SeveralRegionsArgs } from "../pattern/args";
import type { SessionPreferences } from "./preferencesArgs";
import type { SessionUsers } from "./usersArgs";

/**
 * Who may change the preferences. A shell profile runs in every session, so administrators can use the permissions of
 * every session user on every node.
 */
export interface SessionAdministrators extends AccessLevelArgs {
    /**
     * Principals that may change the preferences.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Allow deleting the preferences document, which disables logging and encryption.
     *
     * @default false
     */
    deletePreferences?: boolean;
}

/** The bucket, or the prefix in it, with the session logs that may be read. */
export interface SessionRecords {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Key prefix, without a leading or trailing slash.
     *
     * @default - the whole bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the KMS key that encrypts the bucket.
     *
     * @default - the bucket uses SSE-S3.
     */
    kmsKeyArn?: Input<string>;
    /**
     * ID (12 digits) of the account that owns the bucket.
     *
     * @default - the account of this stack.
     */
    accountId?: Input<string>;
}

/** Who may list sessions and read their logs. Logs contain everything that users typed and saw, including secrets. */
export interface SessionAuditors extends AccessLevelArgs {
    /**
     * Principals that may list sessions and read their logs.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Names of the session log groups that auditors may read, without wildcards.
     *
     * @default - auditors may read no log group.
     */
    logGroupNames?: Input<string>[];
    /**
     * The bucket with session logs that auditors may read.
     *
     * @default - auditors may read no bucket.
     */
    records?: SessionRecords;
}

/**
 * Session Manager: who may start sessions, the session preferences, who may change them, and who may audit sessions.
 * Requires at least one of `users`, `preferences`, `administrators` and `auditors`.
 */
export interface SessionAccessArgs extends PatternArgs, SeveralRegionsArgs {
    /**
     * Who may start sessions.
     *
     * @default - no user policy is created.
     */
    users?: SessionUsers;
    /**
     * The session preferences document to create. If the Region already has the document, for example because someone
     * saved preferences in the console, import it.
     *
     * @default - the component creates no document.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
     */
    preferences?: SessionPreferences;
    /**
     * Who may change the preferences document.
     *
     * @default - no administrator policy is created.
     */
    administrators?: SessionAdministrators;
    /**
     * Who may list sessions and read their logs.
     *
     * @default - no auditor policy is created.
     */
    auditors?: SessionAuditors;
}
