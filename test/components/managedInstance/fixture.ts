import type { ManagedInstanceAccessArgs } from "../../../components/managedInstance/args";
import type { Unwrap } from "../../../components/pattern/args";

type Args = Unwrap<ManagedInstanceAccessArgs>;

/** The ARN of a key whose ID begins with the digit, eight times. */
export const keyArn = (digit: string, region = "eu-west-1"): string =>
    `arn:aws:kms:${region}:123456789012:key/${digit.repeat(8)}-1111-2222-3333-444444444444`;

/** All features of a node. */
export const features = {
    parameters: { paths: ["/app"], names: ["/shared/license", "flat"], kmsKeyArns: [keyArn("a")] },
    cloudWatchAgent: { configurationParameterNames: ["AmazonCloudWatch-linux"], traces: true },
    directoryIds: ["d-1234567890"],
    logs: { logGroupNames: ["/aws/ssm/Acme"], createLogGroups: true, setRetention: true },
    outputBuckets: [
        { bucketName: "acme-output", keyPrefix: "runs", kmsKeyArn: keyArn("b", "eu-central-1") },
        { bucketName: "acme-archive", accountId: "210987654321" },
    ],
    sessions: {
        kmsKeyArn: keyArn("c"),
        logGroupName: "acme/sessions",
        bucket: { bucketName: "acme-sessions", keyPrefix: "web" },
    },
    sourceBuckets: [
        { bucketName: "acme-scripts", keys: ["baselines/override.json"], keyPrefix: "web", kmsKeyArn: keyArn("d") },
        { bucketName: "aws-quicksetup-patchpolicy-210987654321-a1b2c", accountId: "210987654321" },
    ],
    awsBuckets: {
        regions: ["eu-west-1", "me-south-1", "us-gov-west-1"],
        macOS: true,
        suffixes: { "us-gov-west-1": { patchManager: "0a1b2c3d4" } },
    },
    patchBaselines: ["pb-0123456789abcdef0", "arn:aws:ssm:eu-west-1:075727635805:patchbaseline/pb-0fedcba9876543210"],
    restrictReports: true,
};

/** An instance with all features. */
export const everything: Args = {
    ec2Messages: true,
    ...features,
    launchers: { grantees: { groups: ["ops"] }, console: true },
};
