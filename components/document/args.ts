import type { Input } from "@pulumi/pulumi";
import type { PatternArgs, SeveralRegionsArgs } from "../pattern/args";
import type { AccessLevelArgs } from "../pattern/granteesArgs";

/** Documents of the account. Requires at least one of `names` and `namePrefixes`. */
export interface OwnDocumentsArgs {
    /**
     * Full names of documents, which need not exist yet: 3 to 128 letters, digits, `.`, `_` or `-`. Names of AWS
     * (`AWS-…`, `Amazon…`) are rejected.
     *
     * @default - no documents by name.
     */
    names?: Input<string>[];
    /**
     * The first 3 to 127 characters of names, such as `Acme-Web-`: all documents whose names begin so, existing or not.
     * The prefix `Acme-Web` also covers `Acme-Website`.
     *
     * @default - no documents by prefix.
     */
    namePrefixes?: Input<string>[];
}

/** A bucket with the files of packages, or with other attachments of documents. */
export interface AttachmentSource {
    /** The name of the bucket. */
    bucketName: Input<string>;
    /**
     * The folder of the files, without a leading or trailing slash.
     *
     * @default - the whole bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the customer managed KMS key that encrypts the files. Grantees may use it via Amazon S3 only.
     *
     * @default - no key.
     */
    kmsKeyArn?: Input<string>;
    /**
     * The account that owns the bucket: 12 digits.
     *
     * @default - the account of the component.
     */
    accountId?: Input<string>;
}

/**
 * Who may write documents. What they write runs as root on every node that somebody sends the documents to, and with the
 * role of every automation that uses them.
 */
export interface DocumentAuthors extends OwnDocumentsArgs, AccessLevelArgs {
    /**
     * The types of documents that they may create and change, such as `Command`, `Automation`, `Package` or
     * `ChangeCalendar`. AWS supports the condition in the partitions `aws`, `aws-cn` and `aws-us-gov` only.
     *
     * @default - documents of every type, including session preferences and approval policies with matching names.
     * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
     */
    documentTypes?: Input<string>[];
    /**
     * Buckets with the files that packages and other documents attach. Systems Manager reads them with the permissions of
     * the author.
     *
     * @default - no buckets.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/distributor-working-with-packages-create.html
     */
    attachmentSources?: AttachmentSource[];
    /**
     * Allow choosing the default version of the documents. Without it, an update takes effect only where its version is
     * requested, until somebody else makes it the default version.
     *
     * @default false
     */
    setDefaultVersion?: boolean;
    /**
     * Allow deleting the documents. An author who can also create them can replace a document, default version included.
     *
     * @default false
     */
    deleteDocuments?: boolean;
    /**
     * Allow tagging the documents, including on creation. Anyone who can tag a document can change which tag-based
     * policies apply to it.
     *
     * @default false
     */
    tagDocuments?: boolean;
}

/**
 * Who may share documents. AWS has no condition for the accounts that a document is shared with, so they can share it with
 * any account; with everybody too, unless `blockPublicSharing` is set.
 */
export interface DocumentSharers extends OwnDocumentsArgs, AccessLevelArgs {}

/** Who may read documents. Requires at least one of `documents` and `namePrefixes`. */
export interface DocumentReaders extends AccessLevelArgs {
    /**
     * Documents, each by name or ARN, without wildcards. A document that another account shares has an ARN of that account.
     *
     * @default - no single documents.
     */
    documents?: Input<string>[];
    /**
     * The first 3 to 127 characters of names: all documents of the account whose names begin so, and all of AWS if it is
     * a prefix of AWS such as `AWS-`.
     *
     * @default - no documents by prefix.
     */
    namePrefixes?: Input<string>[];
}

/**
 * Who may write, share and read documents. Requires at least one of `authors`, `sharers`, `readers` and
 * `blockPublicSharing`.
 */
export interface DocumentAccessArgs extends PatternArgs, SeveralRegionsArgs {
    /**
     * Who may write documents.
     *
     * @default - no author policy is created.
     */
    authors?: DocumentAuthors;
    /**
     * Who may share documents with other accounts.
     *
     * @default - no sharer policy is created.
     */
    sharers?: DocumentSharers;
    /**
     * Who may read documents, which show what runs on nodes.
     *
     * @default - no reader policy is created.
     */
    readers?: DocumentReaders;
    /**
     * Blocks sharing of documents with everybody, for the whole account in the component's Region. Each account has the
     * setting once in each Region, so only one component can set it. Documents that are public already stay so. Deleting
     * the component resets the setting, which then allows public sharing again.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html
     */
    blockPublicSharing?: boolean;
}
