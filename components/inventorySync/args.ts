import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/**
 * The bucket that collects inventory data: encrypted, without public access and without Object Lock, which resource
 * data syncs do not support. Defines who may deliver to it.
 */
export interface InventoryBucket {
    /**
     * Name of the bucket: 3 to 63 lower-case letters, digits, `.` or `-`. With a fixed name, a replacement deletes the
     * old bucket before it creates the new one.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    bucketName?: string;
    /**
     * IDs (12 digits) of the accounts whose syncs may deliver, each below its own prefix: 1 to 30. At most one of
     * `accountIds` and `organizationId`.
     *
     * @default - the account of this stack, unless `organizationId` is set.
     */
    accountIds?: Input<string>[];
    /**
     * ID of the organization whose accounts may all deliver, such as `o-a1b2c3d4e5`. The requests identify only the
     * organization, so each of its accounts can write below the prefix of another. At most one of `accountIds` and
     * `organizationId`.
     *
     * @default - the accounts of `accountIds`.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html
     */
    organizationId?: Input<string>;
    /**
     * Codes of the Regions whose syncs may deliver, such as `eu-west-1`. Ignored with `organizationId`.
     *
     * @default - the Region of this stack.
     */
    syncRegions?: Input<string>[];
    /**
     * Key prefix of the inventory data, without a leading or trailing slash.
     *
     * @default - no prefix.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of an existing KMS key that encrypts the bucket. Its key policy must contain the statement of the output
     * `keyPolicy`. At most one of `kmsKeyArn` and `createKey`.
     *
     * @default - the key of `createKey`, else SSE-S3.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Create a KMS key that encrypts the bucket. At most one of `kmsKeyArn` and `createKey`.
     *
     * @default - the key of `kmsKeyArn`, else SSE-S3.
     */
    createKey?: boolean;
    /**
     * Remove the source condition from the statement that allows Systems Manager to read the bucket ACL. The value is
     * the reason, 10 to 500 characters. The component and the preview accept the violation with this reason, but the
     * policy pack still reports it: where the pack is enforced, add an exemption too.
     *
     * @default - Systems Manager may read the ACL on behalf of the delivering accounts only.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html
     */
    acceptUnguardedAclCheck?: string;
}

/** The resource data sync of this account and Region, and its destination. Any change replaces the sync. */
export interface InventoryDestination {
    /**
     * Name of the sync: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    syncName?: string;
    /**
     * Name of an existing bucket, in this account or another. Not with `bucket`.
     *
     * @default - the bucket that the component creates.
     */
    bucketName?: Input<string>;
    /**
     * Region of the existing bucket, such as `eu-west-1`. Not with `bucket`.
     *
     * @default - the Region of this stack.
     */
    bucketRegion?: Input<string>;
    /**
     * Key prefix in the existing bucket, without a leading or trailing slash. Not with `bucket`.
     *
     * @default - the prefix of `bucket`, else none.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the KMS key that encrypts the existing bucket, in the bucket's Region. Not with `bucket`.
     *
     * @default - the key of `bucket`, else none.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Share the data with the organization: required if the bucket policy allows the organization instead of the
     * account.
     *
     * @default - `true` if `bucket` has an `organizationId`.
     * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ResourceDataSyncDestinationDataSharing.html
     */
    organization?: boolean;
}

/** Who may create and delete the sync. */
export interface InventoryAdministrators extends AccessLevelArgs {
    /**
     * Principals that may create and delete the sync.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
}

/** Who may read inventory data: of the Region in Systems Manager, and all data in the created bucket. */
export interface InventoryReaders extends AccessLevelArgs {
    /**
     * Principals that may read inventory data.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
}

/**
 * Inventory data collected in one bucket: the bucket, the sync that delivers to it, and who may read it. Requires at
 * least one of `bucket` and `sync`.
 */
export interface InventorySyncArgs extends PatternArgs {
    /**
     * The bucket to create.
     *
     * @default - the component creates no bucket.
     */
    bucket?: InventoryBucket;
    /**
     * The resource data sync of this account and Region.
     *
     * @default - the component creates no sync.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html
     */
    sync?: InventoryDestination;
    /**
     * Who may create and delete the sync. Requires `sync`.
     *
     * @default - no administrator policy is created.
     */
    administrators?: InventoryAdministrators;
    /**
     * Who may read inventory data.
     *
     * @default - no reader policy is created.
     */
    readers?: InventoryReaders;
}
