import type { GoodRow, RejectedCase } from "./case";
import { accountId, document } from "./documents";

export const good: readonly GoodRow[] = [
    [
        "aws:kms/key:Key",
        () => ({
            deletionWindowInDays: 7,
            policy: document({
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${accountId}:root` },
                Action: "kms:*",
                Resource: "*",
            }),
        }),
    ],
    ["aws:kms/alias:Alias", (made) => ({ name: "alias/sessions", targetKeyId: made["aws:kms/key:Key"]?.id ?? "" })],
    ["aws:s3/bucket:Bucket", () => ({ bucket: "session-logs-example" })],
    ["aws:s3/bucketV2:BucketV2", () => ({ bucket: "session-logs-older" })],
    [
        "aws:s3/bucketPolicy:BucketPolicy",
        () => ({
            bucket: "session-logs-example",
            policy: document({
                Sid: "Only over TLS",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: ["arn:aws:s3:::session-logs-example", "arn:aws:s3:::session-logs-example/*"],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            }),
        }),
    ],
    [
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        () => ({ bucket: "session-logs-example", blockPublicAcls: true }),
    ],
    ...["", "V2"].map((suffix): GoodRow => [
        `aws:s3/bucketVersioning${suffix}:BucketVersioning${suffix}`,
        () => ({ bucket: "session-logs-example", versioningConfiguration: { status: "Enabled" } }),
    ]),
    ...["", "V2"].map((suffix): GoodRow => [
        `aws:s3/bucketServerSideEncryptionConfiguration${suffix}:BucketServerSideEncryptionConfiguration${suffix}`,
        () => ({
            bucket: "session-logs-example",
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
        }),
    ]),
    [
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        () => ({ bucket: "session-logs-example", rule: { objectOwnership: "BucketOwnerEnforced" } }),
    ],
    [
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        () => ({
            bucket: "session-logs-example",
            rules: [{ id: "expire", status: "Enabled", expiration: { days: 90 } }],
        }),
    ],
    [
        "aws:ssm/resourceDataSync:ResourceDataSync",
        () => ({ name: "inventory", s3Destination: { bucketName: "inventory-of-another", region: "eu-west-1" } }),
    ],
];

/** AWS KMS, Amazon S3, and resource data syncs of Systems Manager. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a key policy that locks the account out",
        type: "aws:kms/key:Key",
        change: {
            policy: document({
                Effect: "Allow",
                Principal: { Service: "logs.amazonaws.com" },
                Action: "kms:Encrypt",
                Resource: "*",
            }),
        },
        rejected: /update the key policy in the future/,
    },
    {
        name: "an alias with the reserved prefix alias/aws/",
        type: "aws:kms/alias:Alias",
        change: { name: "alias/aws/ssm" },
        rejected: /not of alias\/aws/,
    },
    {
        name: "a duplicate alias",
        type: "aws:kms/alias:Alias",
        change: {},
        rejected: /AlreadyExistsException/,
        keepName: true,
    },
    {
        name: "an alias of a key that does not exist",
        type: "aws:kms/alias:Alias",
        change: { targetKeyId: "none" },
        rejected: /Key none does not exist/,
    },
    {
        name: "a bucket name with upper-case letters",
        type: "aws:s3/bucket:Bucket",
        change: { bucket: "Logs" },
        rejected: /bucket must be lower-case/,
    },
    {
        name: "a duplicate bucket",
        type: "aws:s3/bucket:Bucket",
        change: {},
        rejected: /BucketAlreadyOwnedByYou/,
        keepName: true,
    },
    {
        name: "a policy of a bucket that does not exist",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        change: { bucket: "none" },
        rejected: /NoSuchBucket/,
    },
    {
        name: "a bucket policy with another bucket as its resource",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        change: {
            policy: document({
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::other/*",
            }),
        },
        rejected: /invalid resource/,
    },
    {
        name: "a bucket policy with an action of another service",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        change: { policy: document({ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" }) },
        rejected: /invalid action: sns:Publish/,
    },
    {
        name: "a bucket policy of more than 20 KB",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        change: {
            policy: document(
                ...Array.from({ length: 300 }, () => ({
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: "arn:aws:s3:::session-logs-example",
                })),
            ),
        },
        rejected: /limited to 20 KB/,
    },
    {
        name: "a duplicate resource data sync",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        change: {},
        rejected: /ResourceDataSyncAlreadyExists/,
        keepName: true,
    },
    {
        name: "a resource data sync to a bucket in another Region",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        change: { s3Destination: { bucketName: "session-logs-example", region: "eu-central-1" } },
        rejected: /is in eu-west-1, not in eu-central-1/,
    },
    {
        name: "a resource data sync to a bucket that Systems Manager may not write to",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        change: { s3Destination: { bucketName: "session-logs-example", region: "eu-west-1" } },
        rejected: /S3 write failed/,
    },
    {
        name: "a resource data sync in an unknown format",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        change: { s3Destination: { bucketName: "inventory-of-another", region: "eu-west-1", syncFormat: "Csv" } },
        rejected: /syncFormat must be one of JsonSerDe/,
    },
];
