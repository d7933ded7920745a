import { allow, deny, doc, each, single, type Case } from "./case";

const role = "arn:aws:iam::123456789012:role/app";
const under = (Condition?: unknown): unknown =>
    single(allow("iam:PassRole", role, Condition === undefined ? {} : { Condition }));
const key = "iam:PassedToService";
const at = (operator: string): string => `Statement.Condition.${operator}.${key}`;

/** Action prefixes, each with the service that it implies for a passed role. */
const impliedServices: Readonly<Record<string, string>> = {
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
            Object.entries(impliedServices).map(([prefix, service]) => [
                `a role for ${service} with actions of ${prefix}`,
                doc(allow(`${prefix}:*`, "*"), allow("iam:PassRole", role)),
            ]),
        ),
    ),
    ...each("grant", ["Statement[2].Resource"], {
        "a role for an ambiguous service with actions of two": doc(
            allow("ssm:StartAutomationExecution", "*"),
            allow("ec2:RunInstances", "*"),
            allow("iam:PassRole", role),
        ),
        "a role with a Deny of another service's actions": doc(
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
        "iam:* on a role": single(allow("iam:*", role)),
        "every role": single(allow("iam:PassRole", "*")),
        "a pattern of roles": single(allow("iam:PassRole", "arn:aws:iam::123456789012:role/app-*")),
    }),
    ...each("grant", [at("StringNotEquals")], {
        "a negated operator": under({ StringNotEquals: { [key]: "ec2.amazonaws.com" } }),
    }),
    ...each("grant", [at("ArnEquals")], {
        "an ARN operator": under({ ArnEquals: { [key]: "ssm.amazonaws.com" } }),
    }),
    ...each("grant", [at("StringEqualsIfExists")], {
        "IfExists alone": under({ StringEqualsIfExists: { [key]: "ssm.amazonaws.com" } }),
    }),
    ...each("grant", [at("ForAllValues:StringEquals")], {
        "ForAllValues alone": under({ "ForAllValues:StringEquals": { [key]: "ssm.amazonaws.com" } }),
    }),
    ...each("grant", [at("Null")], { "Null alone": under({ Null: { [key]: "false" } }) }),
    ...each("grant", [at("StringLike")], {
        "a wildcard": under({ StringLike: { [key]: "*" } }),
        "a wildcard of one character or more": under({ StringLike: { [key]: "?*" } }),
        "every service": under({ StringLike: { [key]: "*.amazonaws.com" } }),
        "every service of one character": under({ StringLike: { [key]: "?.amazonaws.com" } }),
        "every service of six characters": under({ StringLike: { [key]: "??????.amazonaws.com" } }),
        "a pattern of services": under({ StringLike: { [key]: "ec2.amazonaws.com*" } }),
        "a variable": under({ StringLike: { [key]: "${aws:PrincipalTag/service}" } }),
    }),
    ...each("grant", [`${at("StringLike")}[1]`], {
        "a wildcard next to a service": under({ StringLike: { [key]: ["ssm.amazonaws.com", "*"] } }),
    }),
    ...each("grant", [at("StringEqualsIfExists")], {
        "IfExists with a Null that is always true": under({
            StringEqualsIfExists: { [key]: "ssm.amazonaws.com" },
            Null: { [key]: ["true", "false"] },
        }),
    }),
    ...each("grant", ["Statement.Resource[0]"], {
        "one violation for two roles": single(allow("iam:PassRole", [role, `${role}2`])),
    }),
    ...each("grant", ["Statement[0].Resource", "Statement[1].Resource"], {
        "one violation per statement": doc(allow("iam:PassRole", role), allow("iam:passrole", `${role}2`)),
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
        "IfExists with a Boolean Null": under({
            StringEqualsIfExists: { [key]: "ssm.amazonaws.com" },
            Null: { [key]: false },
        }),
        "ForAllValues with Null": under({
            "ForAllValues:StringEquals": { [key]: "ssm.amazonaws.com" },
            Null: { [key]: "false" },
        }),
        "IfExists with a wildcard that requires the key": under({
            StringEqualsIfExists: { [key]: "ssm.amazonaws.com" },
            StringLike: { [key]: "*" },
        }),
        "a wildcard condition and a restrictive one": under({
            StringLike: { [key]: "*" },
            StringEquals: { [key]: "ssm.amazonaws.com" },
        }),
        "the key among other keys": under({
            StringEquals: { [key]: "ssm.amazonaws.com", "aws:RequestedRegion": "eu-west-1" },
        }),
        "a Deny of every other service": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", { Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny of every other service with IfExists": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", { Condition: { StringNotEqualsIfExists: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny of every other service on two resources": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", ["*", role], { Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny with ForAnyValue that is true for an absent key": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", {
                Condition: { "ForAnyValue:StringNotEqualsIfExists": { [key]: "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny with ForAnyValue where the key is required": doc(
            allow("iam:PassRole", role, { Condition: { Null: { [key]: "false" } } }),
            deny("iam:PassRole", "*", {
                Condition: { "ForAnyValue:StringNotEquals": { [key]: "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny of PassRole": doc(allow("iam:PassRole", role), deny("iam:PassRole", "*")),
        "a value that is never equal": under({ StringEquals: { [key]: "*" } }),
        "service-linked roles": single(
            allow("iam:PassRole", "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/*"),
        ),
        "a resource that is not a role": single(allow("iam:PassRole", "arn:aws:s3:::b")),
        "another action": single(allow("iam:GetRole", "*")),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "a Deny of all but one service without MFA": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", {
                Condition: {
                    StringNotEquals: { [key]: "ssm.amazonaws.com" },
                    Bool: { "aws:MultiFactorAuthPresent": "false" },
                },
            }),
        ),
        "a Deny of all but one service on another role": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", `${role}2`, { Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } } }),
        ),
        "a Deny of all but one service on all other roles": doc(allow("iam:PassRole", role), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: role,
            Condition: { StringNotEquals: { [key]: "ssm.amazonaws.com" } },
        }),
        "a Deny of all but any service": doc(
            allow("iam:PassRole", role),
            deny("iam:PassRole", "*", { Condition: { StringNotLike: { [key]: "*" } } }),
        ),
        "a Deny with ForAnyValue that is false for an absent key": doc(
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
    ...each("boundary", [], { "a permissions boundary": under() }),
];
