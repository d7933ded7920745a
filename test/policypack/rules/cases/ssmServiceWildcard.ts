import { allow, deny, doc, each, single, type Case } from "./case";

const on = (Action: unknown, Resource: unknown = "*", Condition?: unknown): unknown =>
    single(allow(Action, Resource, Condition === undefined ? {} : { Condition }));
const secretReaders = ["ssm:GetParameter*", "ssm:GetAccessToken"];

/** The powerful actions that the rule reports. */
const reported = [
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

/** The actions with one resource type, and that type. */
const typed: Readonly<Record<string, string>> = {
    "ssm:GetParameterHistory": "parameter",
    "ssm:PutParameter": "parameter",
    "ssm:CreateDocument": "document",
    "ssm:UpdateDocument": "document",
    "ssm:ModifyDocumentPermission": "document",
    "ssm:UpdateServiceSetting": "servicesetting",
};

/** A pattern that matches only this action of the list. */
const patternOf = (action: string): string => `${action.slice(0, -1)}?`;

export const ssmServiceWildcard: readonly Case[] = [
    ...each(
        "grant",
        ["Statement.Action"],
        Object.fromEntries(reported.map((action) => [`a pattern for ${action}`, on(patternOf(action))])),
    ),
    ...each(
        "grant",
        [],
        Object.fromEntries(
            Object.entries(typed).map(([action, type]) => [
                `a pattern for ${action}, denied on every ${type}`,
                doc(allow(patternOf(action), "*"), deny(action, `arn:aws:ssm:*:*:${type}/*`)),
            ]),
        ),
    ),
    ...each("grant", ["Statement[0].Action"], {
        "an action on every resource, denied on documents": doc(
            allow(patternOf("ssm:SendCommand"), "*"),
            deny("ssm:SendCommand", "arn:aws:ssm:*:*:document/*"),
        ),
        "an action without resource types, denied on every ARN of the service": doc(
            allow(patternOf("ssm:CreateActivation"), "*"),
            deny("ssm:CreateActivation", "arn:aws:ssm:*:*:*"),
        ),
        "an action pattern, denied on another resource type": doc(
            allow(patternOf("ssm:PutParameter"), "*"),
            deny("ssm:PutParameter", "arn:aws:ssm:*:*:document/*"),
        ),
    }),
    ...each("grant", ["Statement.Action"], {
        "a resource of another service in the list": on("ssm:*", ["arn:aws:s3:::b", "*"]),
        "a condition key that only contains a tag key": on("ssm:*", "*", {
            StringEquals: { "x:aws:resourcetag/Team": "a" },
        }),
        "aws:ViaAWSService with a string operator": on("ssm:*", "*", { StringEquals: { "aws:ViaAWSService": "true" } }),
        "the whole service": on("ssm:*"),
        "the whole service in upper case": on("SSM:*"),
        "a read pattern that includes secrets": on("ssm:Get*"),
        "a start pattern that includes sessions": on("ssm:Start*"),
        "a pattern with one powerful action": on("ssm:Send*"),
        "every Quick Setup action": on("ssm-quicksetup:*"),
        "every Quick Setup action on Quick Setup ARNs": on("ssm-quicksetup:*", "arn:aws:ssm-quicksetup:*:*:*"),
        "every resource with a non-empty name": on("ssm:*", "arn:aws:ssm:*:*:?*"),
        "one pattern for both services": on("ssm*:*"),
        "a pattern that starts with a wildcard": on("ssm:?et*"),
        "the service in one Region and account": on("ssm:*", "arn:aws:ssm:eu-west-1:123456789012:*"),
        "a shortened ARN of the service": on("ssm:Get*", "arn:aws:ssm:*"),
        "an ARN up to the service": on("ssm:*", "arn:aws:ssm"),
        "an ARN up to the account": on("ssm:*", "arn:aws:ssm:eu-west-1:123456789012"),
        "the service in China": on("ssm:Get*", "arn:aws-cn:ssm:*:*:*"),
        "NotResource for parameters": single({
            Effect: "Allow",
            Action: "ssm:*",
            NotResource: "arn:aws:ssm:*:*:parameter/*",
        }),
        "an MFA condition": on("ssm:*", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        "a resource tag with IfExists": on("ssm:*", "*", {
            StringEqualsIfExists: { "aws:ResourceTag/Team": "platform" },
        }),
        "aws:ViaAWSService true or false": on("ssm:*", "*", { Bool: { "aws:ViaAWSService": ["true", "false"] } }),
    }),
    ...each("grant", ["Statement.Action[1]"], {
        "a harmless pattern in the list": on(["ssm:Describe*", "ssm:Get*"]),
        "all actions in the list (another rule)": on(["*", "ssm:Get*"]),
    }),
    ...each("grant", ["Statement[0].Action"], {
        "a Deny of some secrets": doc(allow("ssm:Get*", "*"), deny("ssm:GetParameter", "*")),
        "a Deny of secrets in one path": doc(
            allow("ssm:Get*", "*"),
            deny(secretReaders, "arn:aws:ssm:*:*:parameter/prod/*"),
        ),
        "a Deny of secrets without MFA": doc(
            allow("ssm:Get*", "*"),
            deny(secretReaders, "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
    }),
    ...each("grant", [], {
        "list and describe patterns": on(["ssm:Describe*", "ssm:List*"]),
        "named actions": on(["ssm:GetParameter", "ssm:SendCommand"]),
        "a pattern with a full action name": on("ssm:GetParameter*"),
        "parameters of one path": on("ssm:*", "arn:aws:ssm:*:*:parameter/app/*"),
        "one document": on("ssm:*", "arn:aws:ssm:eu-west-1:123456789012:document/Acme"),
        "the ARN of another service": on("ssm:*", "arn:aws:s3"),
        "another service": on("s3:*"),
        "an administrator": on("*"),
        "an administrator of every service": on("*:*"),
        "an administrator by NotAction": single({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        "a required resource tag": on("ssm:*", "*", { StringEquals: { "aws:ResourceTag/Team": "platform" } }),
        "a required resource tag of Systems Manager": on("ssm:*", "*", { StringLike: { "ssm:resourceTag/Team": "*" } }),
        "calls by AWS services only": on("ssm:*", "*", { Bool: { "aws:ViaAWSService": "true" } }),
        "a Deny of all secrets": doc(allow("ssm:Get*", "*"), deny(secretReaders, "*")),
        "a Deny of secrets on their resource types": doc(
            allow("ssm:Get*", "*"),
            deny(["ssm:GetParameter*"], "arn:aws:ssm:*:*:parameter/*"),
            deny("ssm:GetAccessToken", "*"),
        ),
        "only a Deny": single(deny("ssm:*", "*")),
        "only a Deny without MFA": single(
            deny("ssm:*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
    }),
    ...each("boundary", [], { "a permissions boundary": on("ssm:*") }),
];
