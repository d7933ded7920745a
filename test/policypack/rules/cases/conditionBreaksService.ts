import { account, doc, each, single, trust, type Case } from "./case";

const on = (service: string, Condition?: unknown): unknown =>
    single(trust({ Service: `${service}.amazonaws.com` }, Condition));
const publishing = (service: string, Condition?: unknown): unknown =>
    trust({ Service: `${service}.amazonaws.com` }, Condition, { Action: "sns:Publish", Resource: "*" });
const publish = (service: string, Condition?: unknown): unknown => single(publishing(service, Condition));
const ownAccount = { StringEquals: { "aws:SourceAccount": account } };
const at = ["Statement.Condition.StringEquals.aws:SourceAccount"];

export const conditionBreaksService: readonly Case[] = [
    ...each("trust", at, {
        ec2: on("ec2", ownAccount),
        lambda: on("lambda", ownAccount),
        elastictranscoder: on("elastictranscoder", ownAccount),
        "ec2 with TLS": on("ec2", { ...ownAccount, Bool: { "aws:SecureTransport": "true" } }),
        "ec2 next to another service": single(
            trust({ Service: ["ssm.amazonaws.com", "ec2.amazonaws.com"] }, ownAccount),
        ),
    }),
    ...each("trust", ["Statement.Condition.ArnLike.aws:SourceArn"], {
        "ec2 with aws:SourceArn": on("ec2", { ArnLike: { "aws:SourceArn": `arn:aws:ec2:*:${account}:*` } }),
    }),
    ...each("trust", ["Statement.Condition.ArnLike.aws:SourceArn"], {
        "a schedule ARN for scheduler, which sends the group's ARN": on("scheduler", {
            ...ownAccount,
            ArnLike: { "aws:SourceArn": `arn:aws:scheduler:eu-west-1:${account}:schedule/default/x` },
        }),
        "a cluster ARN for ecs-tasks": on("ecs-tasks", {
            ...ownAccount,
            ArnLike: { "aws:SourceArn": `arn:aws:ecs:eu-west-1:${account}:cluster/x` },
        }),
    }),
    ...each("trust", ["Statement[1].Condition.StringNotEquals.aws:SourceAccount"], {
        "a Deny of all other accounts": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { StringNotEquals: { "aws:SourceAccount": account } }, { Effect: "Deny" }),
        ),
    }),
    ...each("trust", ["Statement[1].Condition.StringNotEquals.aws:SourceAccount"], {
        "a Deny of all other accounts, which another service needs": doc(
            trust({ Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] }),
            trust("*", { StringNotEquals: { "aws:SourceAccount": account } }, { Effect: "Deny" }),
        ),
    }),
    ...each("trust", [], {
        "ec2 without a guard": on("ec2"),
        "ec2 with IfExists": on("ec2", { StringEqualsIfExists: { "aws:SourceAccount": account } }),
        "ec2 with another key": on("ec2", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }),
        "only a Deny for ec2": single(trust({ Service: "ec2.amazonaws.com" }, ownAccount, { Effect: "Deny" })),
        "ec2 for another action": single(
            trust({ Service: "ec2.amazonaws.com" }, ownAccount, { Action: "sts:TagSession" }),
        ),
        "a federated principal with that name": single(
            trust({ Federated: "ec2.amazonaws.com" }, ownAccount, { Action: "sts:*" }),
        ),
        "ec2 denied": doc(trust({ Service: "ec2.amazonaws.com" }), trust("*", undefined, { Effect: "Deny" })),
        "a Deny of ec2 without TLS": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny" }),
        ),
        "a Deny of all other accounts without TLS": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account }, Bool: { "aws:SecureTransport": "false" } },
                { Effect: "Deny" },
            ),
        ),
        "a Deny of another account": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { StringEquals: { "aws:SourceAccount": "999999999999" } }, { Effect: "Deny" }),
        ),
        "a Deny of other Regions": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } }, { Effect: "Deny" }),
        ),
        "ssm with aws:SourceArn": on("ssm", {
            ...ownAccount,
            ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "a schedule ARN under another key": on("scheduler", {
            ...ownAccount,
            StringLike: { "aws:PrincipalTag/x": `arn:aws:scheduler:eu-west-1:${account}:schedule/default/x` },
        }),
        "ssm with aws:SourceAccount": on("ssm", ownAccount),
        "an unlisted service": on("glue", ownAccount),
        "cloudtrail, with conflicting documentation": on("cloudtrail", ownAccount),
        "a schedule group ARN": on("scheduler", {
            ...ownAccount,
            ArnLike: { "aws:SourceArn": `arn:aws:scheduler:eu-west-1:${account}:schedule-group/default` },
        }),
        "an ECS ARN with a wildcard": on("ecs-tasks", {
            ...ownAccount,
            ArnLike: { "aws:SourceArn": `arn:aws:ecs:eu-west-1:${account}:*` },
        }),
    }),
    ...each("resource", at, {
        "EventBridge on a topic with the source account": publish("events", ownAccount),
        "EventBridge and S3 on a topic with the source account": single(
            trust({ Service: ["s3.amazonaws.com", "events.amazonaws.com"] }, ownAccount, {
                Action: "sns:Publish",
                Resource: "*",
            }),
        ),
    }),
    ...each("resource", ["Statement.Condition.ArnEquals.aws:SourceArn"], {
        "EventBridge on a topic with a rule's ARN": publish("events", {
            ArnEquals: { "aws:SourceArn": `arn:aws:events:eu-west-1:${account}:rule/x` },
        }),
    }),
    ...each("resource", ["Statement.Condition.Bool.aws:SecureTransport"], {
        "EventBridge on a topic with TLS": publish("events", { Bool: { "aws:SecureTransport": "true" } }),
    }),
    ...each("resource", ["Statement[1].Condition.StringNotEquals.aws:SourceAccount"], {
        "EventBridge on a topic with a Deny of all other accounts": doc(
            publishing("events"),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account } },
                { Effect: "Deny", Action: "sns:*", Resource: "*" },
            ),
        ),
    }),
    ...each("resource", [], {
        "EventBridge on a topic (another rule)": publish("events"),
        "EventBridge on a topic with the account if it is sent": publish("events", {
            StringEqualsIfExists: { "aws:SourceAccount": account },
        }),
        "S3 on a topic with the source account": publish("s3", ownAccount),
        "EventBridge on a queue with the source account": single(
            trust({ Service: "events.amazonaws.com" }, ownAccount, { Action: "sqs:SendMessage", Resource: "*" }),
        ),
        "EventBridge on a topic with a Deny without TLS": doc(
            publishing("events"),
            trust("*", { Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny", Action: "*", Resource: "*" }),
        ),
        "only a Deny for EventBridge": single({ ...(publishing("events", ownAccount) as object), Effect: "Deny" }),
        "ec2 in a resource-based policy": single(
            trust({ Service: "ec2.amazonaws.com" }, ownAccount, { Action: "s3:GetObject", Resource: "*" }),
        ),
    }),
    ...each(
        "trust",
        at,
        { "a service configured as unsupported": on("glue", ownAccount) },
        { services: { glue: "unsupported" } },
    ),
    ...each(
        "trust",
        [],
        { "a service configured as required": on("ec2", ownAccount) },
        { services: { ec2: "required" } },
    ),
];
