/** The suffixes of the names of AWS-owned patch buckets in one Region. At least one is required. */
export interface AwsBucketSuffixes {
    /**
     * Suffix of `aws-patch-manager-REGION-…` and `aws-patchmanager-macos-REGION-…`: 1 to 32 lower-case letters or
     * digits.
     *
     * @default - the suffix that AWS lists; in a Region that AWS does not list, these buckets are not allowed.
     */
    patchManager?: string;
    /**
     * Suffix of `patch-baseline-snapshot-REGION-…`: 1 to 32 lower-case letters or digits.
     *
     * @default - the suffix that AWS lists; no suffix in most Regions and in those that AWS does not list.
     */
    patchBaselineSnapshot?: string;
}

/**
 * AWS-owned buckets from which SSM Agent downloads its updates, document modules, packages and patch baselines. They
 * are public: nodes need permissions only if they reach Amazon S3 through a VPC endpoint.
 *
 * Every bucket name includes the Region, never a wildcard in its place: buckets of other accounts would match it.
 */
export interface AwsBuckets {
    /**
     * The set of buckets. `current`: the buckets that the user guide lists on the page about SSM Agent since 2026.
     * `guide`: the older list on the page about instance permissions, with the buckets for Distributor and document
     * attachments, and without those for Patch Manager.
     *
     * @default "current"
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions
     */
    bucketSet?: string;
    /**
     * The Regions of the buckets, such as `eu-west-1`, in the partition of the component.
     *
     * @default - the Region of the component.
     */
    regions?: string[];
    /**
     * Also allow the Patch Manager bucket for macOS.
     *
     * @default false
     */
    macOS?: boolean;
    /**
     * Suffixes of bucket names by Region, for Regions that AWS does not list or whose list is out of date.
     *
     * @default - the suffixes that AWS lists.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html
     */
    suffixes?: Record<string, AwsBucketSuffixes>;
}
