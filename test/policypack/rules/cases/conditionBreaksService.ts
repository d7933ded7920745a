import { account, doc, each, single, trust, type Case } from "./case";

const on = (service: string, Condition?: unknown): unknown =>
    single(trust({ Service: `${service}.amazonaws.com` }, Condition));
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
