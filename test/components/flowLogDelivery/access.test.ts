import * as assert from "node:assert/strict";
import type { FlowLogDeliveryArgs } from "../../../components/flowLogDelivery/args";
import type { Unwrap } from "../../../components/pattern/args";
import { flowLogDelivery } from "../../../components/flowLogDelivery/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    assumedBy,
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type Context,
    type Request,
} from "../../support/oracle";
import { creators, everything } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<FlowLogDeliveryArgs>;

const role = "arn:aws:iam::123456789012:role/flow";
const people = "arn:aws:iam::123456789012:group/network";
const documents = (args: Args) =>
    planDocuments(flowLogDelivery, namingScope("FlowLogDelivery"), { ...args, roleName: "flow" });
const ec2 = (resource: string): string => `arn:aws:ec2:eu-west-1:123456789012:${resource}`;
const flowLog = ec2("vpc-flow-log/fl-0123456789abcdef0");

for (const [title, flowLogIds, other] of [
    ["any flow log", undefined, ec2("vpc/vpc-0123456789abcdef0")],
    ["one flow log", ["fl-0123456789abcdef0"], `${flowLog}1`],
] as const) {
    describeAccess(
        `the delivery role of ${title}`,
        () => ({
            trusts: {
                [role]:
                    documents({ logGroup: {}, ...(flowLogIds && { flowLogIds: [...flowLogIds] }) }).trust?.document ??
                    assert.fail(),
            },
        }),
        [
            ...assumedBy("vpc-flow-logs.amazonaws.com", role, {
                account: "123456789012",
                arn: flowLog,
                otherArns: [inOtherRegion(flowLog), inOtherAccount(flowLog), other],
            }),
            mayNot("be assumed by EC2", {
                principal: "ec2.amazonaws.com",
                action: "sts:AssumeRole",
                resource: role,
                context: { "aws:SourceAccount": "123456789012", "aws:SourceArn": flowLog },
            }),
        ],
    );
}

const group = "arn:aws:logs:eu-west-1:123456789012:log-group:/acme/flow";
const publish = (resource: string, action = "logs:PutLogEvents"): Request => ({ principal: role, action, resource });
const stream = `${group}:log-stream:eni-0123456789abcdef0-all`;

describeAccess(
    "the delivery role",
    () => ({
        grants: {
            [role]: [
                documents({ logGroup: { existingLogGroupName: "/acme/flow" } }).publish?.document ?? assert.fail(),
            ],
        },
    }),
    [
        may("publish to the log group", publish(stream)),
        mayNot("publish to a log group with the same name prefix", publish(stream.replace("flow:", "flow2:"))),
        mayNot("publish to the log group in another Region", publish(inOtherRegion(stream))),
        may("describe log streams", publish(group, "logs:DescribeLogStreams")),
        mayNot("describe log streams in another Region", publish(inOtherRegion(group), "logs:DescribeLogStreams")),
        mayNot("describe log streams of another log group", publish(`${group}2`, "logs:DescribeLogStreams")),
        may("create the log group", publish(group, "logs:CreateLogGroup")),
        mayNot("create another log group", publish(`${group}2`, "logs:CreateLogGroup")),
        mayNot("create the log group in another Region", publish(inOtherRegion(group), "logs:CreateLogGroup")),
        may("create the log group, authorized on its streams", publish(`${group}:log-stream:`, "logs:CreateLogGroup")),
        mayNot(
            "create it, authorized on its streams, in another Region",
            publish(inOtherRegion(`${group}:log-stream:`), "logs:CreateLogGroup"),
        ),
        may("describe log groups", publish("*", "logs:DescribeLogGroups")),
        mayNot("read log events", publish(group, "logs:FilterLogEvents")),
        mayNot("delete the log group", publish(group, "logs:DeleteLogGroup")),
    ],
    { resources: true },
);

const bucket = "arn:aws:s3:::acme-flow-logs";
const from = (region = "eu-west-1", account = "123456789012"): Context => ({
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:logs:${region}:${account}:delivery-source`,
});
const full = { "s3:x-amz-acl": "bucket-owner-full-control" };
const deliver = (key: string, context: Context, principal = "delivery.logs.amazonaws.com"): Request => ({
    principal,
    action: "s3:PutObject",
    resource: `${bucket}/${key}`,
    context,
});
const ownBucket = "network/AWSLogs/123456789012/vpcflowlogs/eu-west-1/a.log.gz";
const check = (context: Context): Request => ({
    principal: "delivery.logs.amazonaws.com",
    action: "s3:GetBucketAcl",
    resource: bucket,
    context,
});

describeAccess(
    "log delivery to the bucket",
    () => ({ resourcePolicies: { [bucket]: documents(everything).bucketPolicy?.document ?? assert.fail() } }),
    [
        may("write for the own account", deliver(ownBucket, { ...from(), ...full })),
        may("write from the second given Region", deliver(ownBucket, { ...from("eu-west-2"), ...full })),
        mayNot("write from any other Region", deliver(ownBucket, { ...from("eu-north-1"), ...full })),
        mayNot("write for another account", deliver(ownBucket, { ...from("eu-west-1", "210987654321"), ...full })),
        mayNot(
            "write with a source ARN in another account",
            deliver(ownBucket, {
                ...from("eu-west-1", "210987654321"),
                "aws:SourceAccount": "123456789012",
                ...full,
            }),
        ),
        mayNot(
            "write with a source account other than the ARN's",
            deliver(ownBucket, {
                ...from(),
                "aws:SourceAccount": "210987654321",
                ...full,
            }),
        ),
        mayNot(
            "write with another service's source ARN",
            deliver(ownBucket, {
                ...from(),
                "aws:SourceArn": "arn:aws:ssm:eu-west-1:123456789012:x",
                ...full,
            }),
        ),
        mayNot("write without a source ARN", deliver(ownBucket, { "aws:SourceAccount": "123456789012", ...full })),
        mayNot(
            "write without a source account",
            deliver(ownBucket, { "aws:SourceArn": String(from()["aws:SourceArn"]), ...full }),
        ),
        mayNot("write with a private ACL", deliver(ownBucket, { ...from(), "s3:x-amz-acl": "private" })),
        mayNot("write without an ACL", deliver(ownBucket, from())),
        mayNot("write outside the prefix", deliver(ownBucket.replace("network/", ""), { ...from(), ...full })),
        mayNot(
            "write below another account's prefix",
            deliver(ownBucket.replace("123456789012", "210987654321"), { ...from(), ...full }),
        ),
        mayNot("write as another service", deliver(ownBucket, { ...from(), ...full }, "config.amazonaws.com")),
        mayNot(
            "write with a source ARN in another account from the second Region",
            deliver(ownBucket, {
                ...from("eu-west-2", "210987654321"),
                "aws:SourceAccount": "123456789012",
                ...full,
            }),
        ),
        mayNot(
            "read the ACL with a source ARN in another account from the second Region",
            check({ ...from("eu-west-2", "210987654321"), "aws:SourceAccount": "123456789012" }),
        ),
        may("read the ACL", check(from())),
        may("read the ACL from the second given Region", check(from("eu-west-2"))),
        mayNot("read the ACL from any other Region", check(from("eu-north-1"))),
        mayNot("read the ACL for another account", check(from("eu-west-1", "210987654321"))),
        mayNot(
            "read the ACL with a source ARN in another account",
            check({ ...from("eu-west-1", "210987654321"), "aws:SourceAccount": "123456789012" }),
        ),
        mayNot(
            "read the ACL with a source account other than the ARN's",
            check({ ...from(), "aws:SourceAccount": "210987654321" }),
        ),
        mayNot(
            "read the ACL with another service's source ARN",
            check({ ...from(), "aws:SourceArn": "arn:aws:ssm:eu-west-1:123456789012:x" }),
        ),
        mayNot("read the ACL without a source ARN", check({ "aws:SourceAccount": "123456789012" })),
        mayNot("read the ACL without a source account", check({ "aws:SourceArn": String(from()["aws:SourceArn"]) })),
    ],
);

const ask = (action: string, resource: string, context: Context = {}): Request => ({
    principal: people,
    action,
    resource,
    context,
});
const create = (on: string, log = ec2("vpc-flow-log/*")): Request => ({
    principal: people,
    action: "ec2:CreateFlowLogs",
    resource: [{ resource: log.replace("*", "fl-1") }, { resource: on }],
});
const named = ["vpc/vpc", "subnet/subnet", "network-interface/eni", "natgateway/nat", "transit-gateway/tgw"]
    .map((kind) => ec2(`${kind}-0123456789abcdef0`))
    .concat(ec2("transit-gateway-attachment/tgw-attach-0123456789abcdef0"));

describeAccess(
    "creators of flow logs",
    () => ({ grants: { [people]: [documents({ ...everything, creators }).creators?.document ?? assert.fail()] } }),
    [
        ...named.flatMap((on) => [
            may(`create flow logs of ${on}`, create(on)),
            mayNot(`create flow logs of ${on}1`, create(`${on}1`)),
            mayNot(`create flow logs of ${on} in another Region`, create(inOtherRegion(on))),
        ]),
        mayNot("create flow logs in another Region", create(named[0] ?? "", inOtherRegion(ec2("vpc-flow-log/*")))),
        may("delete flow logs", ask("ec2:DeleteFlowLogs", flowLog)),
        mayNot("delete flow logs in another Region", ask("ec2:DeleteFlowLogs", inOtherRegion(flowLog))),
        may("describe flow logs", ask("ec2:DescribeFlowLogs", "*")),
        may("create a log delivery", ask("logs:CreateLogDelivery", "*")),
        mayNot("change the bucket policy", ask("s3:PutBucketPolicy", bucket)),
        may(
            "pass the role to VPC Flow Logs",
            ask("iam:PassRole", role, { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" }),
        ),
        mayNot(
            "pass the role to another service",
            ask("iam:PassRole", role, { "iam:PassedToService": "ec2.amazonaws.com" }),
        ),
        mayNot("pass the role without iam:PassedToService", ask("iam:PassRole", role)),
        mayNot(
            "pass another role",
            ask("iam:PassRole", `${role}2`, { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" }),
        ),
        mayNot("create a role", ask("iam:CreateRole", role)),
    ],
    { resources: true },
);

describeAccess(
    "log delivery to a bucket without requireAcl",
    () => ({
        resourcePolicies: {
            [bucket]:
                documents({
                    ...everything,
                    bucket: {
                        ...(everything.bucket ?? assert.fail()),
                        requireAcl: false,
                        sourceRegions: ["eu-west-1"],
                    },
                }).bucketPolicy?.document ?? assert.fail(),
        },
    }),
    [
        may("write without an ACL", deliver(ownBucket, from())),
        may("write with an ACL", deliver(ownBucket, { ...from(), ...full })),
        may("read the ACL", check(from())),
        mayNot("read the ACL from another Region", check(from("eu-west-2"))),
        mayNot("read the ACL for another source account", check({ ...from(), "aws:SourceAccount": "210987654321" })),
        mayNot("read the ACL without a source account", check({ "aws:SourceArn": String(from()["aws:SourceArn"]) })),
        mayNot("read the ACL without a source ARN", check({ "aws:SourceAccount": "123456789012" })),
        mayNot("write from another Region", deliver(ownBucket, from("eu-west-2"))),
        mayNot(
            "write for another source account",
            deliver(ownBucket, { ...from(), "aws:SourceAccount": "210987654321" }),
        ),
        mayNot(
            "write without a source account",
            deliver(ownBucket, { "aws:SourceArn": String(from()["aws:SourceArn"]) }),
        ),
        mayNot("write without a source ARN", deliver(ownBucket, { "aws:SourceAccount": "123456789012" })),
        mayNot(
            "write with a source ARN in another account",
            deliver(ownBucket, { ...from("eu-west-1", "210987654321"), "aws:SourceAccount": "123456789012" }),
        ),
        mayNot(
            "read the ACL with a source ARN in another account",
            check({ ...from("eu-west-1", "210987654321"), "aws:SourceAccount": "123456789012" }),
        ),
        mayNot("write outside the prefix", deliver(ownBucket.replace("network/", ""), from())),
        mayNot("write as another service", deliver(ownBucket, from(), "config.amazonaws.com")),
    ],
);
