/** What AWS appends to the names of its patch buckets in one Region. */
export interface AwsBucketSuffixes {
    /**
     * Of `aws-patch-manager-REGION-…` and `aws-patchmanager-macos-REGION-…`: lower-case letters and digits.
     *
     * @default - as AWS lists it; a Region that AWS does not list has no such bucket.
     */
    patchManager?: string;
    /**
     * Of `patch-baseline-snapshot-REGION-…`: lower-case letters and digits.
     *
     * @default - as AWS lists it; none in most Regions, nor in those that AWS does not list.
     */
    patchBaselineSnapshot?: string;
}

/**
 * Buckets of AWS that the agent fetches itself, modules of documents, packages and patch baselines from. They are public:
 * nodes need a permission only where they reach Amazon S3 through a VPC endpoint.
 *
 * Each is named with its Region, never with a wildcard in its place: strangers own buckets that would match.
 */
export interface AwsBuckets {
    /**
     * `current`: what the guide's page on the agent lists since 2026. `guide`: the older list of its page on instance
     * permissions, with the buckets of Distributor and of documents' attachments, and without those of Patch Manager.
     *
     * @default "current"
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions
     */
    bucketSet?: string;
    /**
     * The Regions whose buckets the nodes fetch from, such as `eu-west-1`, in the partition of the stack.
     *
     * @default - the Region of the component.
     */
    regions?: string[];
    /**
     * Also allow the bucket of Patch Manager for macOS.
     *
     * @default false
     */
    macOS?: boolean;
    /**
     * By Region, what its bucket names end in where AWS's list is silent or out of date.
     *
     * @default - as AWS lists them.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html
     */
    suffixes?: Record<string, AwsBucketSuffixes>;
}
