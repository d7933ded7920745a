import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/**
 * The bucket that inventories are gathered in, made here without public access and with encryption, and who may deliver to it.
 * Systems Manager delivers to no bucket with Object Lock.
 */
export interface InventoryBucket {
    /**
     * The bucket's name: 3 to 63 lower-case letters, digits, `.` or `-`. A fixed name means that a replacement deletes the
     * bucket before it makes the new one.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    bucketName?: string;
    /**
     * The 12 digits of each account whose syncs deliver, each below a prefix of its own. At most one of `accountIds` and
     * `organizationId`.
     *
     * @default - the account of this stack, unless there is an `organizationId`.
     */
    accountIds?: Input<string>[];
    /**
     * Id of the organization all of whose accounts deliver, such as `o-a1b2c3d4e5`. AWS tells them apart by no more than the
     * organization, so any of them could write below the prefix of another.
     *
     * @default - by `accountIds`.
     */
    organizationId?: Input<string>;
    /**
     * Regions whose syncs deliver.
     *
     * @default - the Region of this stack.
     */
    syncRegions?: Input<string>[];
    /**
     * Prefix of the keys, without a slash at its ends.
     *
     * @default - inventories stand at the root of the bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of an existing key to encrypt with. Its policy needs the statement of the output `keyPolicy`. At most one of
     * `kmsKeyArn` and `createKey`.
     *
     * @default - by `createKey`, else with keys of Amazon S3.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Make a key to encrypt with.
     *
     * @default - by `kmsKeyArn`, else with keys of Amazon S3.
     */
    createKey?: boolean;
    /**
     * Leaves the source out of the statement that lets Systems Manager look at the bucket's access list, for the reason given
     * in 10 to 500 characters. The finding of the policy pack stays, accepted with this reason; where the pack is enforced,
     * its exemption must be added too.
     *
     * @default - Systems Manager looks on behalf of the delivering accounts only.
     */
    acceptUnguardedAclCheck?: string;
}

/** A sync of this account and Region, and where it delivers. AWS replaces a sync to change anything of it. */
export interface InventoryDestination {
    /**
     * The sync's name: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    syncName?: string;
    /**
     * Name of an existing bucket, of this account or another.
     *
     * @default - the bucket made here.
     */
    bucketName?: Input<string>;
    /**
     * The Region of that bucket.
     *
     * @default - the Region of this stack.
     */
    bucketRegion?: Input<string>;
    /**
     * Prefix of the keys in that bucket, without a slash at its ends.
     *
     * @default - that of the bucket made here, else none.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the key that the bucket encrypts with, in the bucket's Region.
     *
     * @default - that of the bucket made here, else no key.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Deliver to a bucket whose policy knows the organization and not the account.
     *
     * @default - whether the bucket made here has an `organizationId`.
     */
    organization?: boolean;
}

/** Who may make and delete the sync. */
export interface InventoryAdministrators {
    /** Who may make and delete syncs. */
    grantees: Grantees;
}

/** Who reads inventories: of the Region by Systems Manager, and of all deliveries in the bucket made here. */
export interface InventoryReaders {
    /** Who may read the inventory. */
    grantees: Grantees;
}

/** Inventories gathered in one bucket: the bucket, the sync that delivers to it, who sees them. A bucket or a sync at least. */
export interface InventorySyncArgs extends PatternArgs {
    /**
     * The bucket made here.
     *
     * @default - no bucket is made.
     */
    bucket?: InventoryBucket;
    /**
     * The sync of this account and Region.
     *
     * @default - no sync is made.
     */
    sync?: InventoryDestination;
    /**
     * Who may make and delete the sync.
     *
     * @default - nobody.
     */
    administrators?: InventoryAdministrators;
    /**
     * Who reads inventories.
     *
     * @default - nobody.
     */
    readers?: InventoryReaders;
}
