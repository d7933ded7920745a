/** Buckets of AWS that nodes read from, by the form of their names. */

/**
 * `{Region}` stands for the Region, `{suffix}` for what AWS appends there. Bucket names are global: a name of another
 * Region that AWS has not taken can be a stranger's.
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
