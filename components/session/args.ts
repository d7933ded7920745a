import type { Input } from "@pulumi/pulumi";
import type { GranteesArgs } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import type { SessionPreferencesArgs } from "./preferencesArgs";
import type { SessionUsersArgs } from "./usersArgs";

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
