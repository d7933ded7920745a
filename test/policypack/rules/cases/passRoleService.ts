import { allow, deny, doc, each, single, type Case } from "./case";

const role = "arn:aws:iam::123456789012:role/app";
const under = (Condition?: unknown): unknown =>
    single(allow("iam:PassRole", role, Condition === undefined ? {} : { Condition }));
const key = "iam:PassedToService";
const at = (operator: string): string => `Statement.Condition.${operator}.${key}`;

/** The prefixes of actions that tell which service a role is for, each with that service. */
const told: Readonly<Record<string, string>> = {
    ssm: "ssm",
    ec2: "ec2",
    lambda: "lambda",
    events: "events",
    scheduler: "scheduler",
    pipes: "pipes",
    states: "states",
    cloudformation: "cloudformation",
    ecs: "ecs-tasks",
    codebuild: "codebuild",
    codepipeline: "codepipeline",
    glue: "glue",
    sagemaker: "sagemaker",
    batch: "batch",
    "ssm-incidents": "ssm-incidents",
    s3: "SERVICE",
};

export const passRoleService: readonly Case[] = [
    ...each(
        "grant",
        ["Statement[1].Resource"],
        Object.fromEntries(
            Object.entries(told).map(([prefix, service]) => [
                `a role for ${service} beside actions of ${prefix}`,
                doc(allow(`${prefix}:*`, "*"), allow("iam:PassRole", role)),
            ]),
        ),
    ),
    ...each("grant", ["Statement[2].Resource"], {
        "a role for no one service beside actions of two": doc(
            allow("ssm:StartAutomationExecution", "*"),
            allow("ec2:RunInstances", "*"),
            allow("iam:PassRole", role),
        ),
        "a role beside a Deny of another service's actions": doc(
            allow("ssm:StartAutomationExecution", "*"),
            deny("ec2:RunInstances", "*"),
            allow("iam:PassRole", role),
        ),
    }),
    ...each("grant", ["Statement.Resource"], {
        "no Condition": under(),
        "an empty Condition": under({}),
        "another key": under({ StringEquals: { "aws:RequestedRegion": "eu-west-1" } }),
        "a key that does not exist": under({ StringEquals: { "aws:PassedToService": "ssm.amazonaws.com" } }),
        "hidden in a star": single(allow("iam:*", role)),
        "every role": single(allow("iam:PassRole", "*")),
        "a pattern": single(allow("iam:PassRole", "arn:aws:iam::123456789012:role/app-*")),
    }),
    ...each("grant", [at("StringNotEquals")], {
        "a negated operator": under({ StringNotEquals: { [key]: "ec2.amazonaws.com" } }),
    }),
    ...each("grant", [at("ArnEquals")], {
        "an operator of ARNs": under({ ArnEquals: { [key]: "ssm.amazonaws.com" } }),
    }),
    ...each("grant", [at("StringEqualsIfExists")], {
        "IfExists alone": under({ StringEqualsIfExists: { [key]: "ssm.amazonaws.com" } }),
    }),
    ...each("grant", [at("ForAllValues:StringEquals")], {
        "ForAllValues alone": under({ "ForAllValues:StringEquals": { [key]: "ssm.amazonaws.com" } }),
    }),
    ...each("grant", [at("Null")], { "Null alone": under({ Null: { [key]: "false" } }) }),
    ...each("grant", [at("StringLike")], {
        "a star": under({ StringLike: { [key]: "*" } }),
        "a star of one letter or more": under({ StringLike: { [key]: "?*" } }),
        "every service": under({ StringLike: { [key]: "*.amazonaws.com" } }),
        "every service of one letter": under({ StringLike: { [key]: "?.amazonaws.com" } }),
        "every service of six letters": under({ StringLike: { [key]: "??????.amazonaws.com" } }),
        "a pattern of services": under({ StringLike: { [key]: "ec2.amazonaws.com*" } }),
        "a variable": under({ StringLike: { [key]: "${aws:PrincipalTag/service}" } }),
    }),
    ...each("grant", [`${at("StringLike")}[1]`], {
        "one wide value of two": under({ StringLike: { [key]: ["ssm.amazonaws.com", "*"] } }),
    }),
    ...each("grant", [at("StringEqualsIfExists")], {
        "IfExists with an idle Null": under({
            StringEqualsIfExists: { [key]: "ssm.amazonaws.com" },
            Null: { [key]: ["true", "false"] },
        }),
    }),
    ...each("grant", ["Statement.Resource[0]"], {
        "one finding for two roles": single(allow("iam:PassRole", [role, `${role}2`])),
    }),
    ...each("grant", ["Statement[0].Resource", "Statement[1].Resource"], {
        "two statements, each once": doc(allow("iam:PassRole", role), allow("iam:passrole", `${role}2`)),
    }),
    ...each("grant", ["Statement[1].Resource"], {
        "the second statement": doc(
            allow("iam:PassRole", role, { Condition: { StringEquals: { [key]: "ssm.amazonaws.com" } } }),
            allow("iam:PassRole", role),
        ),
    }),
    ...each("grant", [], {
        StringEquals: under({ StringEquals: { [key]: "ssm.amazonaws.com" } }),
        "two services": under({ StringEquals: { [key]: ["ssm.amazonaws.com", "ec2.amazonaws.com"] } }),
        "StringLike of a name": under({ StringLike: { [key]: "ssm.amazonaws.com" } }),
        StringEqualsIgnoreCase: under({ StringEqualsIgnoreCase: { [key]: "SSM.amazonaws.com" } }),
        ForAnyValue: under({ "ForAnyValue:StringEquals": { [key]: "ssm.amazonaws.com" } }),
        "the key in lower case": under({ StringEquals: { "iam:passedtoservice": "ssm.amazonaws.com" } }),
        "the key in upper case": under({ StringEquals: { "IAM:PASSEDTOSERVICE": "ssm.amazonaws.com" } }),
        "IfExists with Null": under({ StringEqualsIfExists: { [key]: "ssm.amazonaws.com" }, Null: { [key]: "false" } }),
        "IfExists with Null as truth": under({
            StringEqualsIfExists: { [key]: "ssm.amazonaws.com" },
            Null: { [key]: false },
        }),
        "ForAllValues with Null": under({
            "ForAllValues:StringEquals": { [key]: "ssm.amazonaws.com" },
            Null: { [key]: "false" },
        }),
        "IfExists with a star that needs the key": under({
            StringEqualsIfExists: { [key]: "ssm.amazonaws.com" },
            StringLike: { [key]: "*" },
        }),
        "a wide clause beside a narrow one": under({
            StringLike: { [key]: "*" },
            StringEquals: { [key]: "ssm.amazonaws.com" },
        }),
        "bound, among other keys": under({
            StringEquals: { [key]: "ssm.amazonaws.com", "aws:RequestedRegion": "eu-west-1" },
        }),
        "a Deny of every other service": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", { Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny of every other service, if named": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", { Condition: { StringNotEqualsIfExists: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny of every other service, for all and for one": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", ["*", role], { Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny under ForAnyValue, true when absent": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", {
                Condition: { "ForAnyValue:StringNotEqualsIfExists": { [key]: "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny under ForAnyValue, where the key is asked for": doc(
            allow("iam:PassRole", role, { Condition: { Null: { [key]: "false" } } }),
            deny("iam:PassRole", "*", {
                Condition: { "ForAnyValue:StringNotEquals": { [key]: "ssm.amazonaws.com" } },
            }),
        ),
        denied: doc(allow("iam:PassRole", role), deny("iam:PassRole", "*")),
        "a value nothing equals": under({ StringEquals: { [key]: "*" } }),
        "service-linked roles": single(
            allow("iam:PassRole", "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/*"),
        ),
        "no role": single(allow("iam:PassRole", "arn:aws:s3:::b")),
        "no PassRole": single(allow("iam:GetRole", "*")),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "a Deny of all but one service, without MFA": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", {
                Condition: {
                    StringNotEquals: { [key]: "ssm.amazonaws.com" },
                    Bool: { "aws:MultiFactorAuthPresent": "false" },
                },
            }),
        ),
        "a Deny of all but one service, for another role": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", `${role}2`, { Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny of all but one service, for all roles but this": doc(allow("iam:PassRole", role), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: role,
            Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } },
        }),
        "a Deny of all but some service": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", { Condition: { StringNotLike: { [key]: "*" } } }),
        ),
        "a Deny under ForAnyValue, false when absent": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", {
                Condition: { "ForAnyValue:StringNotEquals": { [key]: "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny of one service": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", { Condition: { StringEquals: { [key]: "ec2.amazonaws.com" } } }),
        ),
    }),
    ...each("boundary", [], { "a boundary": under() }),
];
