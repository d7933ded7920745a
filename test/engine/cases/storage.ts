import type { GoodRow, RefusalCase } from "./case";
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

/** KMS, S3, and what Systems Manager puts there. */
export const refusals: readonly RefusalCase[] = [
    {
        name: "a key that locks its owner out",
        type: "aws:kms/key:Key",
        spoil: {
            policy: document({
                Effect: "Allow",
                Principal: { Service: "logs.amazonaws.com" },
                Action: "kms:Encrypt",
                Resource: "*",
            }),
        },
        refused: /update the key policy in the future/,
    },
    {
        name: "an alias of AWS's own",
        type: "aws:kms/alias:Alias",
        spoil: { name: "alias/aws/ssm" },
        refused: /not of alias\/aws/,
    },
    {
        name: "a second alias",
        type: "aws:kms/alias:Alias",
        spoil: {},
        refused: /AlreadyExistsException/,
        keepName: true,
    },
    {
        name: "an alias of a missing key",
        type: "aws:kms/alias:Alias",
        spoil: { targetKeyId: "none" },
        refused: /Key none does not exist/,
    },
    {
        name: "a bucket in capitals",
        type: "aws:s3/bucket:Bucket",
        spoil: { bucket: "Logs" },
        refused: /bucket must be lower-case/,
    },
    {
        name: "a second bucket",
        type: "aws:s3/bucket:Bucket",
        spoil: {},
        refused: /BucketAlreadyOwnedByYou/,
        keepName: true,
    },
    {
        name: "a policy of a missing bucket",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        spoil: { bucket: "none" },
        refused: /NoSuchBucket/,
    },
    {
        name: "a policy on another bucket",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        spoil: {
            policy: document({
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::other/*",
            }),
        },
        refused: /invalid resource/,
    },
    {
        name: "a bucket's policy on another service",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        spoil: { policy: document({ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" }) },
        refused: /invalid action: sns:Publish/,
    },
    {
        name: "a bucket's policy of more than 20 KB",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        spoil: {
            policy: document(
                ...Array.from({ length: 300 }, () => ({
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: "arn:aws:s3:::session-logs-example",
                })),
            ),
        },
        refused: /limited to 20 KB/,
    },
    {
        name: "a second sync of the name",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        spoil: {},
        refused: /ResourceDataSyncAlreadyExists/,
        keepName: true,
    },
    {
        name: "a sync to a bucket that is elsewhere",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        spoil: { s3Destination: { bucketName: "session-logs-example", region: "eu-central-1" } },
        refused: /is in eu-west-1, not in eu-central-1/,
    },
    {
        name: "a sync to a bucket that does not let Systems Manager write",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        spoil: { s3Destination: { bucketName: "session-logs-example", region: "eu-west-1" } },
        refused: /S3 write failed/,
    },
    {
        name: "a sync in another format",
        type: "aws:ssm/resourceDataSync:ResourceDataSync",
        spoil: { s3Destination: { bucketName: "inventory-of-another", region: "eu-west-1", syncFormat: "Csv" } },
        refused: /syncFormat must be one of JsonSerDe/,
    },
];
