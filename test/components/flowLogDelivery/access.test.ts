import * as assert from "node:assert/strict";
import type { FlowLogDeliveryArgs } from "../../../components/flowLogDelivery/args";
import type { Unwrap } from "../../../components/pattern/args";
import { flowLogDelivery } from "../../../components/flowLogDelivery/pattern";
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
    flowLogDelivery.documents(namingScope("FlowLogDelivery"), { ...args, roleName: "flow" });
const ec2 = (resource: string): string => `arn:aws:ec2:eu-west-1:123456789012:${resource}`;
const flowLog = ec2("vpc-flow-log/fl-0123456789abcdef0");

for (const [title, flowLogIds, other] of [
    ["any flow log", undefined, ec2("vpc/vpc-0123456789abcdef0")],
    ["one flow log", ["fl-0123456789abcdef0"], `${flowLog}1`],
] as const) {
    describeAccess(
        `the role that delivers ${title}`,
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
    "what the role publishes",
    () => ({
        grants: {
            [role]: [
                documents({ logGroup: { existingLogGroupName: "/acme/flow" } }).publish?.document ?? assert.fail(),
            ],
        },
    }),
    [
        may("publish to the log group", publish(stream)),
        mayNot("publish to a group that begins so", publish(stream.replace("flow:", "flow2:"))),
        mayNot("publish to that of another Region", publish(inOtherRegion(stream))),
        may("look for streams", publish(group, "logs:DescribeLogStreams")),
        mayNot("look for streams in another Region", publish(inOtherRegion(group), "logs:DescribeLogStreams")),
        mayNot("look for streams of another group", publish(`${group}2`, "logs:DescribeLogStreams")),
        may("create the group", publish(group, "logs:CreateLogGroup")),
        mayNot("create another", publish(`${group}2`, "logs:CreateLogGroup")),
        mayNot("create it in another Region", publish(inOtherRegion(group), "logs:CreateLogGroup")),
        may("create it, as AWS asks for its streams too", publish(`${group}:log-stream:`, "logs:CreateLogGroup")),
        mayNot("create that in another Region", publish(inOtherRegion(`${group}:log-stream:`), "logs:CreateLogGroup")),
        may("look for groups", publish("*", "logs:DescribeLogGroups")),
        mayNot("read what was logged", publish(group, "logs:FilterLogEvents")),
        mayNot("delete the group", publish(group, "logs:DeleteLogGroup")),
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
const own = "network/AWSLogs/123456789012/vpcflowlogs/eu-west-1/a.log.gz";
const check = (context: Context): Request => ({
    principal: "delivery.logs.amazonaws.com",
    action: "s3:GetBucketAcl",
    resource: bucket,
    context,
});

describeAccess(
    "the bucket that flow logs are delivered to",
    () => ({ resourcePolicies: { [bucket]: documents(everything).bucketPolicy?.document ?? assert.fail() } }),
    [
        may("take flow logs of the own account", deliver(own, { ...from(), ...full })),
        may("take those of the other Region that is named", deliver(own, { ...from("eu-west-2"), ...full })),
        mayNot("take those of a Region that is not", deliver(own, { ...from("eu-north-1"), ...full })),
        mayNot("take those of another account", deliver(own, { ...from("eu-west-1", "210987654321"), ...full })),
        mayNot(
            "take what names another account's ARN",
            deliver(own, {
                ...from("eu-west-1", "210987654321"),
                "aws:SourceAccount": "123456789012",
                ...full,
            }),
        ),
        mayNot(
            "take what names another account beside the ARN",
            deliver(own, {
                ...from(),
                "aws:SourceAccount": "210987654321",
                ...full,
            }),
        ),
        mayNot(
            "take what names another service's ARN",
            deliver(own, {
                ...from(),
                "aws:SourceArn": "arn:aws:ssm:eu-west-1:123456789012:x",
                ...full,
            }),
        ),
        mayNot("take what names no ARN", deliver(own, { "aws:SourceAccount": "123456789012", ...full })),
        mayNot(
            "take what names no account",
            deliver(own, { "aws:SourceArn": String(from()["aws:SourceArn"]), ...full }),
        ),
        mayNot("take objects that it would not own", deliver(own, { ...from(), "s3:x-amz-acl": "private" })),
        mayNot("take objects without a word on who owns them", deliver(own, from())),
        mayNot("take objects beside the prefix", deliver(own.replace("network/", ""), { ...from(), ...full })),
        mayNot(
            "take objects of another account's prefix",
            deliver(own.replace("123456789012", "210987654321"), { ...from(), ...full }),
        ),
        mayNot("take objects of another service", deliver(own, { ...from(), ...full }, "config.amazonaws.com")),
        mayNot(
            "take what names another account's ARN in the other Region",
            deliver(own, {
                ...from("eu-west-2", "210987654321"),
                "aws:SourceAccount": "123456789012",
                ...full,
            }),
        ),
        mayNot(
            "be checked for another account's ARN in the other Region",
            check({ ...from("eu-west-2", "210987654321"), "aws:SourceAccount": "123456789012" }),
        ),
        may("be checked", check(from())),
        may("be checked from the other Region", check(from("eu-west-2"))),
        mayNot("be checked from a Region that is not named", check(from("eu-north-1"))),
        mayNot("be checked for another account", check(from("eu-west-1", "210987654321"))),
        mayNot(
            "be checked for another account's ARN",
            check({ ...from("eu-west-1", "210987654321"), "aws:SourceAccount": "123456789012" }),
        ),
        mayNot(
            "be checked for another account beside the ARN",
            check({ ...from(), "aws:SourceAccount": "210987654321" }),
        ),
        mayNot(
            "be checked for another service",
            check({ ...from(), "aws:SourceArn": "arn:aws:ssm:eu-west-1:123456789012:x" }),
        ),
        mayNot("be checked without an ARN", check({ "aws:SourceAccount": "123456789012" })),
        mayNot("be checked without an account", check({ "aws:SourceArn": String(from()["aws:SourceArn"]) })),
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
    "who makes flow logs",
    () => ({ grants: { [people]: [documents({ ...everything, creators }).creators?.document ?? assert.fail()] } }),
    [
        ...named.flatMap((on) => [
            may(`make flow logs of ${on}`, create(on)),
            mayNot(`make flow logs of ${on}1`, create(`${on}1`)),
            mayNot(`make flow logs of ${on} in another Region`, create(inOtherRegion(on))),
        ]),
        mayNot("make flow logs in another Region", create(named[0] ?? "", inOtherRegion(ec2("vpc-flow-log/*")))),
        may("delete flow logs", ask("ec2:DeleteFlowLogs", flowLog)),
        mayNot("delete those of another Region", ask("ec2:DeleteFlowLogs", inOtherRegion(flowLog))),
        may("look for flow logs", ask("ec2:DescribeFlowLogs", "*")),
        may("have them delivered", ask("logs:CreateLogDelivery", "*")),
        mayNot("write the bucket's policy", ask("s3:PutBucketPolicy", bucket)),
        may(
            "pass the role to flow logs",
            ask("iam:PassRole", role, { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" }),
        ),
        mayNot("pass it to another service", ask("iam:PassRole", role, { "iam:PassedToService": "ec2.amazonaws.com" })),
        mayNot("pass it to no service in particular", ask("iam:PassRole", role)),
        mayNot(
            "pass another role",
            ask("iam:PassRole", `${role}2`, { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" }),
        ),
        mayNot("make a role", ask("iam:CreateRole", role)),
    ],
    { resources: true },
);
