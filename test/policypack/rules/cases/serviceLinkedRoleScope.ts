import { allow, deny, doc, each, single, type Case } from "./case";

const create = "iam:CreateServiceLinkedRole";
const on = (Resource: unknown, Condition?: unknown): unknown =>
    single(allow(create, Resource, Condition === undefined ? {} : { Condition }));
const linked = (service: string): string => `arn:aws:iam::*:role/aws-service-role/${service}`;

export const serviceLinkedRoleScope: readonly Case[] = [
    ...each("grant", ["Statement"], {
        "on everything": on("*"),
        "for any service": on(linked("*")),
        "for services that begin alike": on(linked("ssm*/*")),
        "for no service": on(linked("/x")),
        "for a service that the request names": on(linked("${aws:PrincipalTag/service}/*")),
        "for services of a pattern": on(linked("ssm?amazonaws.com/x")),
        "for services that begin so": on(linked("ssm.amazonaws.com")),
        "on all but one": single({ Effect: "Allow", Action: create, NotResource: linked("ssm.amazonaws.com/*") }),
        "by a pattern of actions": single(allow("iam:CreateService*", "*")),
        "one of two without the service": on([linked("ssm.amazonaws.com/*"), "*"]),
    }),
    ...each("grant", ["Statement[0]"], {
        "beside a Deny of another action": doc(allow(create, "*"), deny("s3:*", "*")),
        "beside a Deny that MFA steps around": doc(
            allow(create, "*"),
            deny(create, "*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
    }),
    ...each("grant", ["Statement.Condition.StringLike.iam:AWSServiceName"], {
        "any name": on("*", { StringLike: { "iam:AWSServiceName": "*" } }),
    }),
    ...each("grant", ["Statement.Condition.StringEqualsIfExists.iam:AWSServiceName"], {
        "a name if given": on("*", { StringEqualsIfExists: { "iam:AWSServiceName": "ssm.amazonaws.com" } }),
    }),
    ...each("grant", [], {
        "the name": on("*", { StringEquals: { "iam:AWSServiceName": "ssm.amazonaws.com" } }),
        "the name under StringLike": on("*", { StringLike: { "iam:AWSServiceName": "ssm.amazonaws.com" } }),
        "the path": on(linked("ssm.amazonaws.com/*")),
        "the whole name": on(linked("ssm.amazonaws.com/AWSServiceRoleForAmazonSSM")),
        "a name that nothing can equal": on("*", { StringEquals: { "iam:AWSServiceName": "*" } }),
        "only a Deny": single(deny(create, "*")),
        "a Deny of it behind a pattern": doc(allow("iam:CreateService*", "*"), deny(create, "*")),
        "all but another service": single({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
        "an administrator of IAM who reads": single(allow(["s3:GetObject", "iam:*"], "*")),
        "an administrator": single(allow("*", "*")),
        "an administrator of IAM": single(allow("iam:*", "*")),
        "another action": single(allow("iam:CreateRole", "*")),
        denied: doc(allow(create, "*"), deny(create, "*")),
        "a Deny of every other service": doc(
            allow(create, "*"),
            deny(create, "*", { Condition: { StringNotEquals: { "iam:AWSServiceName": "ssm.amazonaws.com" } } }),
        ),
    }),
];
