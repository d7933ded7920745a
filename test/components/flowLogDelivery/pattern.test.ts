import * as assert from "node:assert/strict";
import type { FlowLogDeliveryArgs } from "../../../components/flowLogDelivery/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { flowLogDelivery, flowLogDestination } from "../../../components/flowLogDelivery/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { home } from "../../support/deploy";
import { describeIssues } from "../describeIssues";
import { creators, everything } from "./fixture";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<FlowLogDeliveryArgs>;

const scope = namingScope("FlowLogDelivery", {}, "network");
const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    planDocuments(flowLogDelivery, namingScope("FlowLogDelivery", location, "network"), args);

const groupArns = (name: string): readonly string[] =>
    ["", ":*"].map((end) => `arn:aws:logs:eu-west-1:123456789012:log-group:${name}${end}`);

describe("FlowLogDelivery documents", () => {
    it("trust all flow logs of the account and Region, or the given ones", () => {
        const trusting = (id: string) => ({
            kind: "trust",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "TrustService",
                        Effect: "Allow",
                        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                        Action: ["sts:AssumeRole"],
                        Condition: {
                            StringEquals: { "aws:SourceAccount": "123456789012" },
                            ArnLike: { "aws:SourceArn": [`arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/${id}`] },
                        },
                    },
                ],
            },
        });
        assert.deepEqual(documents({ logGroup: {} }).trust, trusting("*"));
        const flowLogIds = ["fl-0123456789abcdef0"];
        assert.deepEqual(documents({ logGroup: {}, flowLogIds }).trust, trusting("fl-0123456789abcdef0"));
    });

    it("allow publishing to one log group, created or existing", () => {
        const existingLogGroupName = "/acme/flow";
        assert.deepEqual(documents({ logGroup: { existingLogGroupName } }).publish?.document.Statement, [
            {
                Sid: "PublishFlowLogs",
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                Resource: groupArns(existingLogGroupName),
            },
            {
                Sid: "CreateLogGroup",
                Effect: "Allow",
                Action: ["logs:CreateLogGroup"],
                Resource: groupArns(existingLogGroupName),
            },
            { Sid: "FindLogGroups", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
        ]);
        const [statement, ...others] =
            documents({ logGroup: { logGroupName: "flow", createLogGroup: false } }).publish?.document.Statement ?? [];
        assert.deepEqual(statement?.Resource, groupArns("flow"));
        assert.deepEqual(
            others.map(({ Sid }) => Sid),
            ["FindLogGroups"],
        );
        const computed = flowLogDelivery.names(scope, { logGroup: {} }).logGroup;
        assert.deepEqual(
            documents({ logGroup: {} }).publish?.document.Statement[0]?.Resource,
            groupArns(computed.name),
        );
    });

    it("allow log delivery below the account's own prefix, from the given Regions", () => {
        assert.deepEqual(documents(everything).bucketPolicy, {
            kind: "resource",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AWSLogDeliveryWrite",
                        Effect: "Allow",
                        Principal: { Service: "delivery.logs.amazonaws.com" },
                        Action: ["s3:PutObject"],
                        Resource: ["arn:aws:s3:::acme-flow-logs/network/AWSLogs/123456789012/*"],
                        Condition: {
                            StringEquals: {
                                "aws:SourceAccount": "123456789012",
                                "s3:x-amz-acl": "bucket-owner-full-control",
                            },
                            ArnLike: {
                                "aws:SourceArn": [
                                    "arn:aws:logs:eu-west-1:123456789012:*",
                                    "arn:aws:logs:eu-west-2:123456789012:*",
                                ],
                            },
                        },
                    },
                    {
                        Sid: "AWSLogDeliveryAclCheck",
                        Effect: "Allow",
                        Principal: { Service: "delivery.logs.amazonaws.com" },
                        Action: ["s3:GetBucketAcl"],
                        Resource: ["arn:aws:s3:::acme-flow-logs"],
                        Condition: {
                            StringEquals: { "aws:SourceAccount": "123456789012" },
                            ArnLike: {
                                "aws:SourceArn": [
                                    "arn:aws:logs:eu-west-1:123456789012:*",
                                    "arn:aws:logs:eu-west-2:123456789012:*",
                                ],
                            },
                        },
                    },
                ],
            },
        });
        const [write] =
            documents({ bucket: { bucketName: "acme", hivePrefixes: true } }).bucketPolicy?.document.Statement ?? [];
        assert.deepEqual(write?.Resource, ["arn:aws:s3:::acme/AWSLogs/aws-account-id=123456789012/*"]);
        assert.deepEqual(write.Condition?.ArnLike, { "aws:SourceArn": ["arn:aws:logs:eu-west-1:123456789012:*"] });
        const [withoutAcl] =
            documents({ bucket: { bucketName: "acme", requireAcl: false } }).bucketPolicy?.document.Statement ?? [];
        assert.deepEqual(withoutAcl?.Condition, {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": ["arn:aws:logs:eu-west-1:123456789012:*"] },
        });
    });

    it("allow creators to create flow logs of the given resources and to pass the delivery role", () => {
        const ec2 = (resource: string): string => `arn:aws:ec2:eu-west-1:123456789012:${resource}`;
        const statements = (args: Args) => documents(args).creators?.document.Statement ?? [];
        assert.deepEqual(statements({ ...everything, roleName: "flow", path: "/network/" }), [
            {
                Sid: "CreateFlowLogs",
                Effect: "Allow",
                Action: ["ec2:CreateFlowLogs"],
                Resource: [
                    "vpc-flow-log/*",
                    "vpc/vpc-0123456789abcdef0",
                    "subnet/subnet-0123456789abcdef0",
                    "network-interface/eni-0123456789abcdef0",
                    "natgateway/nat-0123456789abcdef0",
                    "transit-gateway/tgw-0123456789abcdef0",
                    "transit-gateway-attachment/tgw-attach-0123456789abcdef0",
                ].map(ec2),
            },
            {
                Sid: "DeleteFlowLogs",
                Effect: "Allow",
                Action: ["ec2:DeleteFlowLogs"],
                Resource: [ec2("vpc-flow-log/*")],
            },
            { Sid: "FindFlowLogs", Effect: "Allow", Action: ["ec2:DescribeFlowLogs"], Resource: ["*"] },
            {
                Sid: "DeliverToBuckets",
                Effect: "Allow",
                Action: ["logs:CreateLogDelivery", "logs:DeleteLogDelivery"],
                Resource: ["*"],
            },
            {
                Sid: "PassDeliveryRole",
                Effect: "Allow",
                Action: ["iam:PassRole"],
                Resource: ["arn:aws:iam::123456789012:role/network/flow"],
                Condition: { StringEquals: { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" } },
            },
        ]);
        const few = { ...creators, deleteFlowLogs: false };
        assert.deepEqual(
            statements({ logGroup: {}, creators: few }).map(({ Sid }) => Sid),
            ["CreateFlowLogs", "FindFlowLogs", "PassDeliveryRole"],
        );
        assert.deepEqual(
            statements({ bucket: { bucketName: "acme" }, creators: few }).map(({ Sid }) => Sid),
            ["CreateFlowLogs", "FindFlowLogs", "DeliverToBuckets"],
        );
    });

    it("contain no role without a log group, and no bucket policy without a bucket", () => {
        const { trust, publish, bucketPolicy, creators: people } = documents({ bucket: { bucketName: "acme" } });
        assert.deepEqual([trust, publish, people], [undefined, undefined, undefined]);
        assert.notEqual(bucketPolicy, undefined);
        assert.equal(documents({ logGroup: {} }).bucketPolicy, undefined);
    });
});

describe("FlowLogDelivery names", () => {
    it("include the bucket's ARN only if the policy is attached", () => {
        const named = (bucket: Args["bucket"]) => flowLogDelivery.names(scope, { ...(bucket && { bucket }) });
        assert.deepEqual(named({ bucketName: "acme" }).bucketPolicy, { name: "acme", arn: "arn:aws:s3:::acme" });
        assert.equal(named({ bucketName: "acme", attachPolicy: false }).bucketPolicy.arn, undefined);
        assert.equal(named(undefined).bucketPolicy.arn, undefined);
    });

    it("include the role's ARN only if the role is created", () => {
        const bucket = { bucketName: "acme" };
        assert.equal(flowLogDelivery.names(scope, { bucket }).role.arn, undefined);
        assert.equal(
            flowLogDelivery.names(scope, { bucket, logGroup: {}, roleName: "flow" }).role.arn,
            "arn:aws:iam::123456789012:role/flow",
        );
    });

    it("include the log group's ARN only if the log group is created", () => {
        const named = (logGroup: Args["logGroup"]) =>
            flowLogDelivery.names(scope, { ...(logGroup && { logGroup }) }).logGroup;
        assert.match(
            named({}).arn ?? "",
            /^arn:aws:logs:eu-west-1:123456789012:log-group:acme-test-network-flow-\w{8}$/,
        );
        assert.equal(named({ logGroupName: "/acme/flow" }).name, "/acme/flow");
        assert.equal(named({ existingLogGroupName: "/acme/flow" }).arn, undefined);
        assert.equal(named(undefined).arn, undefined);
    });

    it("format the bucket as a flow log destination", () => {
        assert.equal(flowLogDestination(home, { bucketName: "acme" }), "arn:aws:s3:::acme");
        assert.equal(flowLogDestination(home, { bucketName: "acme", keyPrefix: "a/b" }), "arn:aws:s3:::acme/a/b/");
    });
});

describeIssues("FlowLogDelivery validation", flowLogDelivery, scope, [
    ["all args", everything],
    ["a log group only", { logGroup: {} }],
    ["no destination", {}, /^ has neither "logGroup" nor "bucket"$/],
    [
        "both an existing and a new log group",
        { logGroup: { existingLogGroupName: "a", logGroupName: "b" } },
        /^logGroup has "existingLogGroupName" and "logGroupName"$/,
    ],
    [
        "retention and key of an existing log group",
        { logGroup: { existingLogGroupName: "a", retentionDays: 7, kmsKeyArn: keyArn("a") } },
        /^logGroup\.retentionDays applies only to a log group that the component creates/,
        /^logGroup\.kmsKeyArn applies only to a log group that the component creates/,
    ],
    ["an unsupported retention", { logGroup: { retentionDays: 100 } }, /^logGroup\.retentionDays is not a retention/],
    ["an unlimited retention", { logGroup: { retentionDays: 0 } }],
    [
        "a retention of half a day",
        { logGroup: { retentionDays: 0.5 } },
        /^logGroup\.retentionDays is not a whole number of days/,
    ],
    [
        "a wildcard in a log group name",
        { logGroup: { existingLogGroupName: "/acme/*" } },
        /^logGroup\.existingLogGroupName is not the name of one log group/,
    ],
    [
        "a key in another Region",
        { logGroup: { kmsKeyArn: keyArn("a", "us-east-1") } },
        /^logGroup\.kmsKeyArn is in Region us-east-1, but the log group is in eu-west-1$/,
    ],
    [
        "a reserved key prefix",
        { bucket: { bucketName: "acme", keyPrefix: "AWSLogs/mine" } },
        /^bucket\.keyPrefix is not .*not starting with "AWSLogs"$/,
    ],
    ["a key prefix that only starts like the reserved one", { bucket: { bucketName: "acme", keyPrefix: "AWSLogs2" } }],
    [
        "wildcards in a Region and a bucket name",
        { bucket: { bucketName: "acme-*", sourceRegions: ["*"] } },
        /^bucket\.bucketName is not a bucket name/,
        /^bucket\.sourceRegions\[0\] is not a Region code/,
    ],
    [
        "args of the role without a log group",
        { bucket: { bucketName: "acme" }, roleName: "flow", flowLogIds: ["fl-0123456789abcdef0"] },
        /^roleName applies only to the role that writes to a log group/,
        /^flowLogIds applies only to the role/,
    ],
    ["a wildcard flow log ID", { logGroup: {}, flowLogIds: ["*"] }, /^flowLogIds\[0\] is not the ID of a flow log/],
    [
        "an instance ID and a wildcard among the resources",
        { logGroup: {}, creators: { ...creators, resourceIds: ["i-0123456789abcdef0", "vpc-*"] } },
        /^creators\.resourceIds\[0\] is not the ID of a VPC/,
        /^creators\.resourceIds\[1\] is not the ID of a VPC/,
    ],
    [
        "creators in another account",
        { logGroup: {}, creators: { ...creators, grantees: { roles: ["arn:aws:iam::210987654321:role/a"] } } },
        /^creators\.grantees\.roles\[0\] is in account 210987654321/,
    ],
]);
