import { account, doc, each, single, stranger, trust, type Case } from "./case";

const on = (Service: string, Action: unknown, Condition?: unknown): unknown =>
    single(trust({ Service: `${Service}.amazonaws.com` }, Condition, { Action, Resource: "*" }));
const topic = (Condition?: unknown): unknown => on("s3", "sns:Publish", Condition);
const at = ["Statement.Principal.Service"];
const own = { StringEquals: { "aws:SourceAccount": account } };

const put = { Action: "s3:PutObject", Resource: "*" };
const among = (Condition: unknown): unknown => single(trust("*", Condition, put));
const fromOutside = trust(
    "*",
    { StringNotEquals: { "aws:SourceAccount": account }, Bool: { "aws:PrincipalIsAWSService": "true" } },
    { ...put, Effect: "Deny" },
);

export const resourceConfusedDeputy: readonly Case[] = [
    ...each("resource", at, {
        "a topic for S3": topic(),
        "a topic for S3 with a bucket's ARN": topic({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "a bucket's ARN with stars for the account": topic({ ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:bucket" } }),
        "a queue for SNS": on("sns", "sqs:SendMessage"),
        "a queue for EventBridge": on("events", "sqs:SendMessage"),
        "a bucket for CloudTrail": on("cloudtrail", "s3:PutObject", {
            StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" },
        }),
        "a bucket for log delivery": on("delivery.logs", "s3:PutObject"),
        "a bucket for CloudFront": on("cloudfront", "s3:GetObject"),
        "a bucket for SSM": on("ssm", "s3:PutObject", {
            StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" },
        }),
        "a key for SSM": on("ssm", "kms:GenerateDataKey"),
        "a key for CloudWatch Logs": on("logs.eu-west-1", "kms:*"),
        "a key for Logs of any account": on("logs.eu-west-1", "kms:*", {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:*:*" },
        }),
        "a repository for Lambda": on("lambda", ["ecr:BatchGetImage"]),
        "a queue for EventBridge, with an action of topics beside it": on("events", ["sns:Publish", "sqs:SendMessage"]),
        "a skill whose token is compared with itself": on("alexa-appkit", "lambda:InvokeFunction", {
            StringEquals: { "lambda:EventSourceToken": "${lambda:EventSourceToken}" },
        }),
        "a function for API Gateway": on("apigateway", "lambda:InvokeFunction"),
        "a function for S3 with a bucket's ARN": on("s3", "lambda:InvokeFunction", {
            ArnLike: { "AWS:SourceArn": "arn:aws:s3:::bucket" },
        }),
        "a function for Alexa": on("alexa-appkit", "lambda:InvokeFunction"),
        "a function for Alexa, any token": on("alexa-appkit", "lambda:InvokeFunction", {
            StringLike: { "lambda:EventSourceToken": "*" },
        }),
        "a function for Alexa, an empty token": on("alexa-appkit", "lambda:InvokeFunction", {
            StringEquals: { "lambda:EventSourceToken": "" },
        }),
        "topics of two accounts": single(
            trust({ Service: "s3.amazonaws.com" }, undefined, {
                Action: "sns:Publish",
                Resource: [account, stranger].map((owner) => `arn:aws:sns:eu-west-1:${owner}:topic`),
            }),
        ),
        "a bucket for SES": on("ses", "s3:PutObject"),
        "the organization of the principal": topic({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "KMS's caller": on("ssm", "kms:Decrypt", { StringEquals: { "kms:CallerAccount": account } }),
        "IfExists alone": topic({ StringEqualsIfExists: { "aws:SourceAccount": account } }),
        "a star for the account": topic({ StringLike: { "aws:SourceAccount": "*" } }),
        "ec2, which has no exemption here": on("ec2", "s3:GetObject"),
        "every action": on("s3", "*"),
        NotAction: single({
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            NotAction: "sns:DeleteTopic",
            Resource: "*",
        }),
        text: JSON.stringify(topic()),
    }),
    ...each("resource", ["Statement.Principal.Service[0]", "Statement.Principal.Service[1]"], {
        "two services": single(
            trust({ Service: ["s3.amazonaws.com", "ses.amazonaws.com"] }, undefined, {
                Action: "sqs:SendMessage",
                Resource: "*",
            }),
        ),
    }),
    ...each("resource", ["Statement.Condition.StringEquals.aws:PrincipalServiceName"], {
        "everyone with a service's name": single(
            trust(
                "*",
                { StringEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" } },
                { Action: "s3:PutObject", Resource: "*" },
            ),
        ),
    }),
    ...each("resource", ["Statement.Condition.StringLike.aws:PrincipalServiceName"], {
        "everyone with a service's name by pattern": among({
            StringLike: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
    }),
    ...each("resource", ["Statement.Condition.StringEqualsIgnoreCase.aws:PrincipalServiceName"], {
        "everyone with a service's name in any case": among({
            StringEqualsIgnoreCase: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
    }),
    ...each("resource", ["Statement.Condition.ForAnyValue:StringEquals.aws:PrincipalServiceNamesList"], {
        "everyone with one of a service's names": among({
            "ForAnyValue:StringEquals": { "aws:PrincipalServiceNamesList": "ssm.amazonaws.com" },
        }),
    }),
    ...each("resource", [], {
        "everyone without a service's name (another rule)": among({
            StringNotEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
        "everyone with a service's names or none (another rule)": among({
            "ForAllValues:StringEquals": { "aws:PrincipalServiceNamesList": "ssm.amazonaws.com" },
        }),
        "everyone with a service's name, if any (another rule)": among({
            StringEqualsIfExists: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
        "services, and everyone else (another rule)": among({
            Bool: { "aws:PrincipalIsAWSService": ["true", "false"] },
        }),
        "everyone but services (another rule)": among({ Bool: { "aws:PrincipalIsAWSService": "false" } }),
        "services by an operator of text (another rule)": among({
            StringEquals: { "aws:PrincipalIsAWSService": "true" },
        }),
        "services, if it is said (another rule)": among({ BoolIfExists: { "aws:PrincipalIsAWSService": "true" } }),
        "a service's name, and a Deny of services from outside": doc(
            trust("*", { StringEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" } }, put),
            fromOutside,
        ),
        "every service among all, and a Deny of services from outside": doc(
            trust("*", { Bool: { "aws:PrincipalIsAWSService": "true" } }, put),
            fromOutside,
        ),
    }),
    ...each("resource", ["Statement.Principal"], {
        "every service among all": single(
            trust("*", { Bool: { "aws:PrincipalIsAWSService": "true" } }, { Action: "s3:PutObject", Resource: "*" }),
        ),
    }),
    ...each("resource", ["Statement[0].Principal.Service"], {
        "a Deny of another action": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, {
                Action: ["sns:Publish", "sns:Subscribe"],
                Resource: "*",
            }),
            trust("*", undefined, { Effect: "Deny", Action: "sns:Publish", Resource: "*" }),
        ),
        "a Deny without TLS": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "sns:Publish", Resource: "*" }),
            trust("*", { Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny", Action: "*", Resource: "*" }),
        ),
        "a Deny on another resource": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "s3:PutObject", Resource: "arn:aws:s3:::b/*" }),
            trust("*", undefined, { Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::b/private/*" }),
        ),
    }),
    ...each("resource", [], {
        "the account": topic(own),
        "a condition that nothing can meet": topic({ ...own, Null: { "aws:SourceAccount": "true" } }),
        "an account, whatever service it says it is": single(
            trust(
                { AWS: account },
                { StringEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" } },
                { Action: "s3:PutObject", Resource: "*" },
            ),
        ),
        "the account and a bucket's ARN": topic({ ...own, ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "an ARN with the account": on("events", "sqs:SendMessage", {
            ArnEquals: { "aws:SourceArn": `arn:aws:events:eu-west-1:${account}:rule/x` },
        }),
        "a distribution's ARN": on("cloudfront", "s3:GetObject", {
            StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${account}:distribution/E1` },
        }),
        "the organization": on("cloudtrail", "s3:PutObject", { StringEquals: { "aws:SourceOrgID": "o-abcdefghij" } }),
        "EventBridge on a topic": on("events", "sns:Publish"),
        "EventBridge on a topic in another case": on("EVENTS", "SNS:Publish"),
        "EventBridge on a key": on("events", ["kms:Decrypt", "kms:GenerateDataKey*"]),
        "CloudTrail on a key": on("cloudtrail", "kms:GenerateDataKey*"),
        "a load balancer's logs": on("logdelivery.elasticloadbalancing", "s3:PutObject"),
        "Logs on a key, by encryption context": on("logs.eu-west-1", "kms:*", {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${account}:*` },
        }),
        "Logs on a key, by the account": on("logs.eu-west-1", "kms:*", own),
        "SES by referer": on("ses", "s3:PutObject", { StringEquals: { "aws:Referer": account } }),
        "Alexa by token": on("alexa-appkit", "lambda:InvokeFunction", {
            StringEquals: { "lambda:EventSourceToken": "amzn1.ask.skill.1" },
        }),
        "an account": single(trust({ AWS: account }, undefined, { Action: "s3:*", Resource: "*" })),
        "a Deny without TLS": single(
            trust(
                { Service: "s3.amazonaws.com" },
                { Bool: { "aws:SecureTransport": "false" } },
                { ...put, Effect: "Deny" },
            ),
        ),
        "a Deny": single(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Effect: "Deny", Action: "s3:*", Resource: "*" }),
        ),
        "a Deny of all else": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "sns:Publish", Resource: "*" }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account } },
                { Effect: "Deny", Action: "sns:*", Resource: "*" },
            ),
        ),
        "a Deny with NotAction that reaches it": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "sns:Publish", Resource: "*" }),
            { Effect: "Deny", Principal: "*", NotAction: "sns:Subscribe", Resource: "*" },
        ),
        "a service's name with the account": single(
            trust(
                "*",
                { StringEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com", "aws:SourceAccount": account } },
                { Action: "s3:PutObject", Resource: "*" },
            ),
        ),
        "everyone (another rule)": single(trust("*", undefined, { Action: "sns:Publish", Resource: "*" })),
    }),
    ...each(
        "resource",
        at,
        { "a stranger's account": topic({ StringEquals: { "aws:SourceAccount": stranger } }) },
        { ownAccounts: [account] },
    ),
    ...each(
        "resource",
        at,
        {
            "a stranger's account, the stack's and own ones known": topic({
                StringEquals: { "aws:SourceAccount": stranger },
            }),
        },
        { ownAccounts: ["111111111111"], account },
    ),
    ...each(
        "resource",
        [],
        { "another account, only the stack's known": topic({ StringEquals: { "aws:SourceAccount": stranger } }) },
        { account },
    ),
    ...each("trust", [], { "a trust (another rule)": topic() }),
];
