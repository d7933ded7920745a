import { allow, deny, doc, each, single, type Case } from "./case";

const on = (Action: unknown, Resource: unknown = "*", Condition?: unknown): unknown =>
    single(allow(Action, Resource, Condition === undefined ? {} : { Condition }));
const secretReaders = ["ssm:GetParameter*", "ssm:GetAccessToken"];

/** Actions that are told of, each on its own. */
const told = [
    "ssm:GetParameter",
    "ssm:GetParameterHistory",
    "ssm:PutParameter",
    "ssm:GetAccessToken",
    "ssm:SendCommand",
    "ssm:StartSession",
    "ssm:StartAutomationExecution",
    "ssm:CreateAssociation",
    "ssm:UpdateAssociation",
    "ssm:CreateActivation",
    "ssm:UpdateManagedInstanceRole",
    "ssm:CreateDocument",
    "ssm:UpdateDocument",
    "ssm:ModifyDocumentPermission",
    "ssm:PutResourcePolicy",
    "ssm:UpdateServiceSetting",
    "ssm-quicksetup:CreateConfigurationManager",
    "ssm-quicksetup:UpdateConfigurationDefinition",
];

/** The actions that work on one type of resource, with the type. */
const typed: Readonly<Record<string, string>> = {
    "ssm:GetParameterHistory": "parameter",
    "ssm:PutParameter": "parameter",
    "ssm:CreateDocument": "document",
    "ssm:UpdateDocument": "document",
    "ssm:ModifyDocumentPermission": "document",
    "ssm:UpdateServiceSetting": "servicesetting",
};

/** A pattern that only this action of these fits. */
const patternOf = (action: string): string => `${action.slice(0, -1)}?`;

export const ssmServiceWildcard: readonly Case[] = [
    ...each(
        "grant",
        ["Statement.Action"],
        Object.fromEntries(told.map((action) => [`${action} by a pattern`, on(patternOf(action))])),
    ),
    ...each(
        "grant",
        [],
        Object.fromEntries(
            Object.entries(typed).map(([action, type]) => [
                `${action} by a pattern, denied for each ${type}`,
                doc(allow(patternOf(action), "*"), deny(action, `arn:aws:ssm:*:*:${type}/*`)),
            ]),
        ),
    ),
    ...each("grant", ["Statement[0].Action"], {
        "an action on anything, denied for documents": doc(
            allow(patternOf("ssm:SendCommand"), "*"),
            deny("ssm:SendCommand", "arn:aws:ssm:*:*:document/*"),
        ),
        "an action on nothing in particular, denied on all that is of the service": doc(
            allow(patternOf("ssm:CreateActivation"), "*"),
            deny("ssm:CreateActivation", "arn:aws:ssm:*:*:*"),
        ),
        "an action by a pattern, denied for another type": doc(
            allow(patternOf("ssm:PutParameter"), "*"),
            deny("ssm:PutParameter", "arn:aws:ssm:*:*:document/*"),
        ),
    }),
    ...each("grant", ["Statement.Action"], {
        "beside a resource of another service": on("ssm:*", ["arn:aws:s3:::b", "*"]),
        "with a tag of that name elsewhere": on("ssm:*", "*", { StringEquals: { "x:aws:resourcetag/Team": "a" } }),
        "by a service, told as text": on("ssm:*", "*", { StringEquals: { "aws:ViaAWSService": "true" } }),
        "the whole service": on("ssm:*"),
        "the whole service in capitals": on("SSM:*"),
        "all reading, secrets too": on("ssm:Get*"),
        "all starting, shells too": on("ssm:Start*"),
        "one action behind a pattern": on("ssm:Send*"),
        "all of Quick Setup": on("ssm-quicksetup:*"),
        "all of Quick Setup, by its ARNs": on("ssm-quicksetup:*", "arn:aws:ssm-quicksetup:*:*:*"),
        "the service, of any name but none": on("ssm:*", "arn:aws:ssm:*:*:?*"),
        "both services by one pattern": on("ssm*:*"),
        "a pattern without a prefix": on("ssm:?et*"),
        "the service in one Region and account": on("ssm:*", "arn:aws:ssm:eu-west-1:123456789012:*"),
        "the service in short": on("ssm:Get*", "arn:aws:ssm:*"),
        "the service in China": on("ssm:Get*", "arn:aws-cn:ssm:*:*:*"),
        "all but some resources": single({
            Effect: "Allow",
            Action: "ssm:*",
            NotResource: "arn:aws:ssm:*:*:parameter/*",
        }),
        "with MFA": on("ssm:*", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        "with a tag if there is one": on("ssm:*", "*", {
            StringEqualsIfExists: { "aws:ResourceTag/Team": "platform" },
        }),
        "by a service or not": on("ssm:*", "*", { Bool: { "aws:ViaAWSService": ["true", "false"] } }),
    }),
    ...each("grant", ["Statement.Action[1]"], {
        "beside a harmless one": on(["ssm:Describe*", "ssm:Get*"]),
        "beside everything, of which others tell": on(["*", "ssm:Get*"]),
    }),
    ...each("grant", ["Statement[0].Action"], {
        "with some secrets denied": doc(allow("ssm:Get*", "*"), deny("ssm:GetParameter", "*")),
        "with secrets of one path denied": doc(
            allow("ssm:Get*", "*"),
            deny(secretReaders, "arn:aws:ssm:*:*:parameter/prod/*"),
        ),
        "with secrets denied without MFA": doc(
            allow("ssm:Get*", "*"),
            deny(secretReaders, "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
    }),
    ...each("grant", [], {
        "lists and descriptions": on(["ssm:Describe*", "ssm:List*"]),
        "what is named": on(["ssm:GetParameter", "ssm:SendCommand"]),
        "a family that is named": on("ssm:GetParameter*"),
        "one kind of resource": on("ssm:*", "arn:aws:ssm:*:*:parameter/app/*"),
        "one document": on("ssm:*", "arn:aws:ssm:eu-west-1:123456789012:document/Acme"),
        "another service": on("s3:*"),
        "an administrator": on("*"),
        "an administrator of every service": on("*:*"),
        "an administrator by NotAction": single({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        "what has a tag": on("ssm:*", "*", { StringEquals: { "aws:ResourceTag/Team": "platform" } }),
        "what has a tag of Systems Manager": on("ssm:*", "*", { StringLike: { "ssm:resourceTag/Team": "*" } }),
        "by another service only": on("ssm:*", "*", { Bool: { "aws:ViaAWSService": "true" } }),
        "with all secrets denied": doc(allow("ssm:Get*", "*"), deny(secretReaders, "*")),
        "with secrets denied where they are": doc(
            allow("ssm:Get*", "*"),
            deny(["ssm:GetParameter*"], "arn:aws:ssm:*:*:parameter/*"),
            deny("ssm:GetAccessToken", "*"),
        ),
        "a Deny of it": single(deny("ssm:*", "*")),
        "a Deny of it under MFA": single(
            deny("ssm:*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
    }),
    ...each("boundary", [], { "a boundary that leaves it": on("ssm:*") }),
];
