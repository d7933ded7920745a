import type { Input } from "@pulumi/pulumi";

/** A bucket, or a prefix of it, that nodes write to. They read nothing from it. */
export interface NodeBucket {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Prefix of the keys, without a slash at its ends: `runs` allows `runs/…` and neither `runs2/…` nor the root.
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
     * Whether the bucket is set to encrypt, so that nodes ask how before they write. The record of sessions asks always.
     *
     * @default - true with `kmsKeyArn`, false without.
     */
    encrypted?: boolean;
    /**
     * The 12 digits of the account that owns the bucket, where it is another one. Objects are then handed over to it by
     * their access list. A bucket of any other account is denied, so that nobody can take the name of a deleted bucket
     * and receive what is written to it.
     *
     * @default - the account of this stack.
     */
    accountId?: Input<string>;
}

/**
 * A bucket, or part of it, that nodes read from and do not write to: scripts, patch baseline overrides, the patch
 * policies of Quick Setup (`aws-quicksetup-patchpolicy-…`), profiles of Chef InSpec.
 */
export interface NodeSourceBucket {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Keys of single objects, such as `baselines/override.json`, without a wildcard.
     *
     * @default - none by key.
     */
    keys?: Input<string>[];
    /**
     * Prefix of the keys, without a slash at its ends: `scripts` allows `scripts/…` and not `scripts2/…`.
     *
     * @default - the whole bucket, where `keys` names nothing.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the key that the objects are encrypted with.
     *
     * @default - they are encrypted with keys of Amazon S3.
     */
    kmsKeyArn?: Input<string>;
    /**
     * The 12 digits of the account that owns the bucket, where it is another one. Nothing is fetched from a bucket of
     * any other account, so that nobody can take the name of a deleted bucket and have nodes run what he puts there.
     *
     * @default - the account of this stack.
     */
    accountId?: Input<string>;
}
