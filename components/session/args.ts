import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import type { SessionPreferences } from "./preferencesArgs";
import type { SessionUsers } from "./usersArgs";

/** Who may change the preferences. A shell profile runs in every session, so it is everybody's rights on every node. */
export interface SessionAdministrators {
    /** Who may change the preferences. */
    grantees: Grantees;
    /**
     * Also allow to delete the document, and with it logging and encryption.
     *
     * @default false
     */
    deletePreferences?: boolean;
}

/** A bucket, or a prefix of it, whose records may be read. */
export interface SessionRecords {
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
export interface SessionAuditors {
    /** Who may see sessions and read their logs. */
    grantees: Grantees;
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
    records?: SessionRecords;
}

/** Sessions: who opens them, how they are kept, who may change that, who looks at them. At least one of the four. */
export interface SessionAccessArgs extends PatternArgs {
    /**
     * Who may open sessions.
     *
     * @default - nobody.
     */
    users?: SessionUsers;
    /**
     * The session document made here. Where the Region has the document already, as it has once somebody saved preferences
     * in the console, import it.
     *
     * @default - no document is made.
     */
    preferences?: SessionPreferences;
    /**
     * Who may change the preferences.
     *
     * @default - nobody.
     */
    administrators?: SessionAdministrators;
    /**
     * Who may see sessions and read their logs.
     *
     * @default - nobody.
     */
    auditors?: SessionAuditors;
}
