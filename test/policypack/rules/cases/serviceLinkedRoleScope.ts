import { allow, deny, doc, each, single, type Case } from "./case";

const create = "iam:CreateServiceLinkedRole";
const on = (Resource: unknown, Condition?: unknown): unknown =>
    single(allow(create, Resource, Condition === undefined ? {} : { Condition }));
const linked = (service: string): string => `arn:aws:iam::*:role/aws-service-role/${service}`;

export const serviceLinkedRoleScope: readonly Case[] = [
    ...each("grant", ["Statement"], {
        "every resource": on("*"),
        "every service path": on(linked("*")),
        "a service prefix in the path": on(linked("ssm*/*")),
        "an empty service in the path": on(linked("/x")),
        "a variable for the service in the path": on(linked("${aws:PrincipalTag/service}/*")),
        "a question mark in the service": on(linked("ssm?amazonaws.com/x")),
        "a service without a path separator": on(linked("ssm.amazonaws.com")),
        "NotResource for one service": single({
            Effect: "Allow",
            Action: create,
            NotResource: linked("ssm.amazonaws.com/*"),
        }),
        "a pattern of actions": single(allow("iam:CreateService*", "*")),
        "one of two resources without the service": on([linked("ssm.amazonaws.com/*"), "*"]),
    }),
    ...each("grant", ["Statement[0]"], {
        "a Deny of another action": doc(allow(create, "*"), deny("s3:*", "*")),
        "a Deny that MFA bypasses": doc(
            allow(create, "*"),
            deny(create, "*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
    }),
    ...each("grant", ["Statement.Condition.StringLike.iam:AWSServiceName"], {
        "a wildcard service name": on("*", { StringLike: { "iam:AWSServiceName": "*" } }),
    }),
    ...each("grant", ["Statement.Condition.StringEqualsIfExists.iam:AWSServiceName"], {
        "a service name with IfExists": on("*", {
            StringEqualsIfExists: { "iam:AWSServiceName": "ssm.amazonaws.com" },
        }),
    }),
    ...each("grant", [], {
        "the service name": on("*", { StringEquals: { "iam:AWSServiceName": "ssm.amazonaws.com" } }),
        "the service name under StringLike": on("*", { StringLike: { "iam:AWSServiceName": "ssm.amazonaws.com" } }),
        "the service in the path": on(linked("ssm.amazonaws.com/*")),
        "the full role ARN": on(linked("ssm.amazonaws.com/AWSServiceRoleForAmazonSSM")),
        "a service name that is never equal": on("*", { StringEquals: { "iam:AWSServiceName": "*" } }),
        "only a Deny": single(deny(create, "*")),
        "a pattern of actions with the action denied": doc(allow("iam:CreateService*", "*"), deny(create, "*")),
        "a NotAction of another service": single({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
        "an IAM administrator with read access": single(allow(["s3:GetObject", "iam:*"], "*")),
        "an administrator": single(allow("*", "*")),
        "an IAM administrator": single(allow("iam:*", "*")),
        "another action": single(allow("iam:CreateRole", "*")),
        "a Deny of the action": doc(allow(create, "*"), deny(create, "*")),
        "a Deny of every other service": doc(
            allow(create, "*"),
            deny(create, "*", { Condition: { StringNotEquals: { "iam:AWSServiceName": "ssm.amazonaws.com" } } }),
        ),
    }),
];
