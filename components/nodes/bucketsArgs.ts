import type { Input } from "@pulumi/pulumi";

/** A bucket, or a prefix of it, that nodes can write to but not read from. */
export interface NodeBucket {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Prefix of the object keys, without a leading or trailing slash: `runs` allows `runs/…`, but not `runs2/…` or the
     * root.
     *
     * @default - the whole bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the KMS key that encrypts the bucket.
     *
     * @default - the bucket is encrypted with Amazon S3 managed keys.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Whether the bucket has default encryption, so that nodes can read its encryption configuration before they write.
     * For session logs they always can.
     *
     * @default - true with `kmsKeyArn`, otherwise false.
     */
    encrypted?: boolean;
    /**
     * The 12-digit ID of the account that owns the bucket. For another account, nodes can also set the object ACL, to
     * give it control of the objects. Writing to a bucket of any other owner is denied, so that nobody can recreate a
     * deleted bucket and receive the data.
     *
     * @default - the account of the component.
     */
    accountId?: Input<string>;
}

/**
 * A bucket, or part of it, that nodes can read from but not write to: scripts, patch baseline overrides, Quick Setup
 * patch policies (`aws-quicksetup-patchpolicy-…`) or Chef InSpec profiles.
 */
export interface NodeSourceBucket {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Keys of single objects, such as `baselines/override.json`, without a wildcard.
     *
     * @default - no single objects.
     */
    keys?: Input<string>[];
    /**
     * Prefix of the object keys, without a leading or trailing slash: `scripts` allows `scripts/…`, but not
     * `scripts2/…`.
     *
     * @default - the whole bucket, unless `keys` is set.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the KMS key that encrypts the objects.
     *
     * @default - the objects are encrypted with Amazon S3 managed keys.
     */
    kmsKeyArn?: Input<string>;
    /**
     * The 12-digit ID of the account that owns the bucket. Reading from a bucket of any other owner is denied, so that
     * nobody can recreate a deleted bucket and have nodes run their code.
     *
     * @default - the account of the component.
     */
    accountId?: Input<string>;
}
