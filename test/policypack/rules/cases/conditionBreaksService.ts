import { account, doc, each, single, trust, type Case } from "./case";

const on = (service: string, Condition?: unknown): unknown =>
    single(trust({ Service: `${service}.amazonaws.com` }, Condition));
const own = { StringEquals: { "aws:SourceAccount": account } };
const at = ["Statement.Condition.StringEquals.aws:SourceAccount"];

export const conditionBreaksService: readonly Case[] = [
    ...each("trust", at, {
        ec2: on("ec2", own),
        lambda: on("lambda", own),
        elastictranscoder: on("elastictranscoder", own),
        "ec2 with TLS": on("ec2", { ...own, Bool: { "aws:SecureTransport": "true" } }),
        "ec2 beside others": single(trust({ Service: ["ssm.amazonaws.com", "ec2.amazonaws.com"] }, own)),
    }),
    ...each("trust", ["Statement.Condition.ArnLike.aws:SourceArn"], {
        "ec2 by ARN": on("ec2", { ArnLike: { "aws:SourceArn": `arn:aws:ec2:*:${account}:*` } }),
    }),
    ...each("trust", ["Statement.Condition.ArnLike.aws:SourceArn"], {
        "a schedule, where only groups are sent": on("scheduler", {
            ...own,
            ArnLike: { "aws:SourceArn": `arn:aws:scheduler:eu-west-1:${account}:schedule/default/x` },
        }),
        "a cluster, which is not sent": on("ecs-tasks", {
            ...own,
            ArnLike: { "aws:SourceArn": `arn:aws:ecs:eu-west-1:${account}:cluster/x` },
        }),
    }),
    ...each("trust", ["Statement[1].Condition.StringNotEquals.aws:SourceAccount"], {
        "a Deny of all but the account": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { StringNotEquals: { "aws:SourceAccount": account } }, { Effect: "Deny" }),
        ),
    }),
    ...each("trust", [], {
        "ec2 without a guard": on("ec2"),
        "ec2 if the key is there": on("ec2", { StringEqualsIfExists: { "aws:SourceAccount": account } }),
        "ec2 with another key": on("ec2", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }),
        "a Deny for ec2 alone": single(trust({ Service: "ec2.amazonaws.com" }, own, { Effect: "Deny" })),
        "ec2 for another action": single(trust({ Service: "ec2.amazonaws.com" }, own, { Action: "sts:TagSession" })),
        "a federation that is called so": single(trust({ Federated: "ec2.amazonaws.com" }, own, { Action: "sts:*" })),
        "ec2 denied": doc(trust({ Service: "ec2.amazonaws.com" }), trust("*", undefined, { Effect: "Deny" })),
        "a Deny of ec2 without TLS": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny" }),
        ),
        "a Deny of all but the account without TLS": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account }, Bool: { "aws:SecureTransport": "false" } },
                { Effect: "Deny" },
            ),
        ),
        "a Deny of a stranger": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { StringEquals: { "aws:SourceAccount": "999999999999" } }, { Effect: "Deny" }),
        ),
        "a Deny of other Regions": doc(
            trust({ Service: "ec2.amazonaws.com" }),
            trust("*", { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } }, { Effect: "Deny" }),
        ),
        "ssm by ARN": on("ssm", { ...own, ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a schedule's ARN under another key": on("scheduler", {
            ...own,
            StringLike: { "aws:PrincipalTag/x": `arn:aws:scheduler:eu-west-1:${account}:schedule/default/x` },
        }),
        ssm: on("ssm", own),
        "an unlisted service": on("glue", own),
        "cloudtrail, where reports differ": on("cloudtrail", own),
        "a schedule group": on("scheduler", {
            ...own,
            ArnLike: { "aws:SourceArn": `arn:aws:scheduler:eu-west-1:${account}:schedule-group/default` },
        }),
        ECS: on("ecs-tasks", { ...own, ArnLike: { "aws:SourceArn": `arn:aws:ecs:eu-west-1:${account}:*` } }),
    }),
    ...each("trust", at, { "moved to unsupported": on("glue", own) }, { services: { glue: "unsupported" } }),
    ...each("trust", [], { "moved to required": on("ec2", own) }, { services: { ec2: "required" } }),
];
