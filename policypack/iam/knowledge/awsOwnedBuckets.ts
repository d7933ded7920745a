/** AWS-owned buckets that nodes read from, by name pattern. */

/**
 * `{Region}` is the Region, `{suffix}` the suffix that AWS appends there. Bucket names are global: in a Region where
 * AWS does not use the name, another account can own the bucket.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html
 */
export const awsOwnedBuckets: readonly string[] = [
    "aws-ssm-{Region}",
    "amazon-ssm-{Region}",
    "amazon-ssm-packages-{Region}",
    "aws-windows-downloads-{Region}",
    "aws-ssm-distributor-file-{Region}",
    "aws-ssm-document-attachments-{Region}",
    "patch-baseline-snapshot-{Region}",
    "aws-patch-manager-{Region}-{suffix}",
    "aws-patchmanager-macos-{Region}-{suffix}",
    "{Region}-birdwatcher-prod",
];
