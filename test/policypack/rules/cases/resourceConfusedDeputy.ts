import { account, doc, each, single, otherAccount, trust, type Case } from "./case";

const on = (Service: string, Action: unknown, Condition?: unknown): unknown =>
    single(trust({ Service: `${Service}.amazonaws.com` }, Condition, { Action, Resource: "*" }));
const topic = (Condition?: unknown): unknown => on("s3", "sns:Publish", Condition);
const at = ["Statement.Principal.Service"];
const ownAccount = { StringEquals: { "aws:SourceAccount": account } };

const toLogs = (
    services: readonly string[],
    Action: unknown = ["logs:CreateLogStream", "logs:PutLogEvents"],
    Condition?: unknown,
    Resource: unknown = `arn:aws:logs:eu-west-1:${account}:log-group:/aws/events/*:*`,
): unknown =>
    single(trust({ Service: services.map((service) => `${service}.amazonaws.com`) }, Condition, { Action, Resource }));

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
        "a topic for S3 with a bucket ARN": topic({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "a bucket ARN with wildcards for Region and account": topic({
            ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:bucket" },
        }),
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
        "a KMS key for SSM": on("ssm", "kms:GenerateDataKey"),
        "a KMS key for CloudWatch Logs": on("logs.eu-west-1", "kms:*"),
        "a KMS key for CloudWatch Logs of any account": on("logs.eu-west-1", "kms:*", {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:*:*" },
        }),
        "a repository for Lambda": on("lambda", ["ecr:BatchGetImage"]),
        "a queue for EventBridge with an SNS action": on("events", ["sns:Publish", "sqs:SendMessage"]),
        "an Alexa token compared with itself": on("alexa-appkit", "lambda:InvokeFunction", {
            StringEquals: { "lambda:EventSourceToken": "${lambda:EventSourceToken}" },
        }),
        "a function for API Gateway": on("apigateway", "lambda:InvokeFunction"),
        "a function for S3 with a bucket ARN": on("s3", "lambda:InvokeFunction", {
            ArnLike: { "AWS:SourceArn": "arn:aws:s3:::bucket" },
        }),
        "a function for Alexa": on("alexa-appkit", "lambda:InvokeFunction"),
        "a function for Alexa with any token": on("alexa-appkit", "lambda:InvokeFunction", {
            StringLike: { "lambda:EventSourceToken": "*" },
        }),
        "a function for Alexa with an empty token": on("alexa-appkit", "lambda:InvokeFunction", {
            StringEquals: { "lambda:EventSourceToken": "" },
        }),
        "topics of two accounts": single(
            trust({ Service: "s3.amazonaws.com" }, undefined, {
                Action: "sns:Publish",
                Resource: [account, otherAccount].map((owner) => `arn:aws:sns:eu-west-1:${owner}:topic`),
            }),
        ),
        "a bucket for SES": on("ses", "s3:PutObject"),
        "aws:PrincipalOrgID": topic({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "kms:CallerAccount": on("ssm", "kms:Decrypt", { StringEquals: { "kms:CallerAccount": account } }),
        "IfExists alone": topic({ StringEqualsIfExists: { "aws:SourceAccount": account } }),
        "a wildcard for the account": topic({ StringLike: { "aws:SourceAccount": "*" } }),
        "ec2, which has no exception for resource policies": on("ec2", "s3:GetObject"),
        "every action": on("s3", "*"),
        NotAction: single({
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            NotAction: "sns:DeleteTopic",
            Resource: "*",
        }),
        "JSON text": JSON.stringify(topic()),
    }),
    ...each("resource", ["~Statement.Principal.Service"], {
        "EventBridge on a topic": on("events", "sns:Publish"),
        "EventBridge on a topic in another case": on("EVENTS", "SNS:Publish"),
        "EventBridge on a topic with TLS": on("events", "sns:Publish", { Bool: { "aws:SecureTransport": "true" } }),
        "EventBridge on a topic with any account": on("events", "sns:Publish", {
            StringLike: { "aws:SourceAccount": "*" },
        }),
    }),
    ...each("resource", ["Statement.Principal.Service[0]"], {
        "log delivery on a log group without EventBridge": toLogs(["delivery.logs"]),
        "EventBridge creating log groups": toLogs(["events"], ["logs:CreateLogGroup", "logs:PutLogEvents"]),
        "EventBridge with every action on a log group": toLogs(["events"], "logs:*"),
        "EventBridge on a log group and everything else": toLogs(["events"], "logs:PutLogEvents", undefined, [
            `arn:aws:logs:eu-west-1:${account}:log-group:/aws/events/*:*`,
            "*",
        ]),
        "EventBridge on a log group without a name": toLogs(
            ["events"],
            "logs:PutLogEvents",
            undefined,
            `arn:aws:logs:eu-west-1:${account}:log-group:`,
        ),
        "EventBridge on a log group with NotAction": single({
            Effect: "Allow",
            Principal: { Service: ["events.amazonaws.com"] },
            NotAction: "logs:DeleteLogGroup",
            Resource: `arn:aws:logs:eu-west-1:${account}:log-group:/aws/events/*:*`,
        }),
        "EventBridge on log groups with NotResource": single({
            Effect: "Allow",
            Principal: { Service: ["events.amazonaws.com"] },
            Action: "logs:PutLogEvents",
            NotResource: `arn:aws:logs:eu-west-1:${account}:log-group:/aws/events/*:*`,
        }),
        "EventBridge on every log group": toLogs(["events"], "logs:PutLogEvents", undefined, "*"),
        "EventBridge on every log group of an account": toLogs(
            ["events"],
            "logs:PutLogEvents",
            undefined,
            `arn:aws:logs:eu-west-1:${account}:log-group:*`,
        ),
        "another service on a log group": toLogs(["route53"]),
    }),
    ...each("resource", ["Statement.Principal.Service[2]"], {
        "another service beside EventBridge on a log group": toLogs(["events", "delivery.logs", "es"]),
    }),
    ...each("resource", at, {
        "Fargate on a KMS key with a cluster's name": on("fargate", "kms:CreateGrant", {
            StringEquals: { "kms:EncryptionContext:aws:ecs:clusterName": "app" },
        }),
        "Fargate on a KMS key of any account": on("fargate", "kms:CreateGrant", {
            StringLike: { "kms:EncryptionContext:aws:ecs:clusterAccount": "*" },
        }),
        "Fargate on a KMS key with the account if it is sent": on("fargate", "kms:CreateGrant", {
            StringEqualsIfExists: { "kms:EncryptionContext:aws:ecs:clusterAccount": account },
        }),
        "S3 Tables on a KMS key with a bucket's ARN, which has no account": on("maintenance.s3tables", "kms:Decrypt", {
            StringEquals: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::bucket" },
        }),
        "CloudWatch investigations on a KMS key with any account's group": on("aiops", "kms:Decrypt", {
            ArnLike: { "kms:EncryptionContext:aws:aiops:investigation-group-arn": "arn:aws:aiops:*:*:*" },
        }),
        "a service on a KMS key with any account in the encryption context": on("ecs", "kms:Decrypt", {
            StringLike: { "kms:EncryptionContext:aws:ecs:clusterAccount": "*" },
        }),
        "a service on a KMS key with the name of an account": on("example", "kms:Decrypt", {
            StringEquals: { "kms:EncryptionContext:aws:example:accountName": account },
        }),
        "a KMS key with an encryption context of one's own": on("s3", "kms:Decrypt", {
            StringEquals: { "kms:EncryptionContext:account": account },
        }),
        "an encryption context on another resource": on("fargate", "s3:PutObject", {
            StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": account },
        }),
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
        "a service name condition": single(
            trust(
                "*",
                { StringEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" } },
                { Action: "s3:PutObject", Resource: "*" },
            ),
        ),
    }),
    ...each("resource", ["Statement.Condition.StringLike.aws:PrincipalServiceName"], {
        "a service name condition with StringLike": among({
            StringLike: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
    }),
    ...each("resource", ["Statement.Condition.StringEqualsIgnoreCase.aws:PrincipalServiceName"], {
        "a service name condition with StringEqualsIgnoreCase": among({
            StringEqualsIgnoreCase: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
    }),
    ...each("resource", ["Statement.Condition.ForAnyValue:StringEquals.aws:PrincipalServiceNamesList"], {
        "a service names list condition": among({
            "ForAnyValue:StringEquals": { "aws:PrincipalServiceNamesList": "ssm.amazonaws.com" },
        }),
    }),
    ...each("resource", [], {
        "a negated service name (another rule)": among({
            StringNotEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
        "a service names list with ForAllValues (another rule)": among({
            "ForAllValues:StringEquals": { "aws:PrincipalServiceNamesList": "ssm.amazonaws.com" },
        }),
        "a service name with IfExists (another rule)": among({
            StringEqualsIfExists: { "aws:PrincipalServiceName": "ssm.amazonaws.com" },
        }),
        "aws:PrincipalIsAWSService true or false (another rule)": among({
            Bool: { "aws:PrincipalIsAWSService": ["true", "false"] },
        }),
        "aws:PrincipalIsAWSService false (another rule)": among({ Bool: { "aws:PrincipalIsAWSService": "false" } }),
        "aws:PrincipalIsAWSService with StringEquals (another rule)": among({
            StringEquals: { "aws:PrincipalIsAWSService": "true" },
        }),
        "aws:PrincipalIsAWSService with IfExists (another rule)": among({
            BoolIfExists: { "aws:PrincipalIsAWSService": "true" },
        }),
        "a service name condition with a Deny of other accounts": doc(
            trust("*", { StringEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" } }, put),
            fromOutside,
        ),
        "every service with a Deny of other accounts": doc(
            trust("*", { Bool: { "aws:PrincipalIsAWSService": "true" } }, put),
            fromOutside,
        ),
    }),
    ...each("resource", ["Statement.Principal"], {
        "every service by condition": single(
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
        "only a Deny without TLS": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "sns:Publish", Resource: "*" }),
            trust("*", { Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny", Action: "*", Resource: "*" }),
        ),
        "a Deny on another resource": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "s3:PutObject", Resource: "arn:aws:s3:::b/*" }),
            trust("*", undefined, { Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::b/private/*" }),
        ),
    }),
    ...each("resource", [], {
        "the source account": topic(ownAccount),
        "a condition that is never true": topic({ ...ownAccount, Null: { "aws:SourceAccount": "true" } }),
        "an account with a service name condition": single(
            trust(
                { AWS: account },
                { StringEquals: { "aws:PrincipalServiceName": "ssm.amazonaws.com" } },
                { Action: "s3:PutObject", Resource: "*" },
            ),
        ),
        "the source account and a bucket ARN": topic({
            ...ownAccount,
            ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" },
        }),
        "a source ARN with the account": on("events", "sqs:SendMessage", {
            ArnEquals: { "aws:SourceArn": `arn:aws:events:eu-west-1:${account}:rule/x` },
        }),
        "a CloudFront distribution's ARN": on("cloudfront", "s3:GetObject", {
            StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${account}:distribution/E1` },
        }),
        "the source organization": on("cloudtrail", "s3:PutObject", {
            StringEquals: { "aws:SourceOrgID": "o-abcdefghij" },
        }),
        "EventBridge on a topic with the source account": on("events", "sns:Publish", ownAccount),
        "EventBridge on a topic, denied": doc(
            trust({ Service: "events.amazonaws.com" }, undefined, { Action: "sns:Publish", Resource: "*" }),
            trust("*", undefined, { Effect: "Deny", Action: "sns:*", Resource: "*" }),
        ),
        "EventBridge on a log group, as in its guide": toLogs(["events", "delivery.logs"]),
        "EventBridge on a log group, in another order": toLogs(["delivery.logs", "events"]),
        "EventBridge alone on a log group": toLogs(["events"]),
        "EventBridge on a log group that is resolved at deployment": toLogs(
            ["events", "delivery.logs"],
            "logs:PutLogEvents",
            undefined,
            "{{LogGroup.Arn}}",
        ),
        "EventBridge on a log group with a name that is resolved at deployment": toLogs(
            ["events", "delivery.logs"],
            "logs:PutLogEvents",
            undefined,
            `arn:aws:logs:eu-west-1:${account}:log-group:{{Name}}:*`,
        ),
        "EventBridge writing a batch of log events": toLogs(["events", "delivery.logs"], "logs:PutLogEventsBatch"),
        "a service on a KMS key with an account in the encryption context": on("ecs", "kms:Decrypt", {
            StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": account },
        }),
        "a service on a KMS key with an account ID in the encryption context": on("example", "kms:Decrypt", {
            StringEquals: { "kms:EncryptionContext:aws:example:accountId": account },
        }),
        "EventBridge creating log streams": toLogs(["events", "delivery.logs"], "logs:CreateLogStream"),
        "EventBridge on a log group with a rule's ARN": toLogs(["events", "delivery.logs"], "logs:PutLogEvents", {
            ArnEquals: { "aws:SourceArn": `arn:aws:events:eu-west-1:${account}:rule/x` },
        }),
        "Fargate on a KMS key with the cluster's account": on("fargate", "kms:CreateGrant", {
            StringEquals: {
                "kms:EncryptionContext:aws:ecs:clusterAccount": account,
                "kms:EncryptionContext:aws:ecs:clusterName": "app",
            },
        }),
        "S3 Tables on a KMS key with a table bucket's ARN": on("maintenance.s3tables", "kms:Decrypt", {
            StringLike: { "kms:EncryptionContext:aws:s3:arn": `arn:aws:s3tables:eu-west-1:${account}:bucket/b/*` },
        }),
        "CloudWatch investigations on a KMS key with an investigation group": on("aiops", "kms:Decrypt", {
            ArnLike: {
                "kms:EncryptionContext:aws:aiops:investigation-group-arn": `arn:aws:aiops:*:${account}:investigation-group/*`,
            },
        }),
        "CloudWatch alarms on a KMS key with an investigation group": on("aiops.alarms.cloudwatch", "kms:Decrypt", {
            ArnLike: {
                "kms:EncryptionContext:aws:aiops:investigation-group-arn": `arn:aws:aiops:eu-west-1:${account}:investigation-group/x`,
            },
        }),
        "CloudWatch investigations on a KMS key with a state machine": on("aiops", "kms:Decrypt", {
            ArnLike: {
                "kms:EncryptionContext:aws:states:stateMachineArn": `arn:aws:states:*:${account}:stateMachine:*`,
            },
        }),
        "a state machine's ARN with a wildcard under StringEquals, which is never true": on("aiops", "kms:Decrypt", {
            StringEquals: {
                "kms:EncryptionContext:aws:states:stateMachineArn": `arn:aws:states:*:${account}:stateMachine:*`,
            },
        }),
        "SNS on a KMS key with a topic's ARN in the encryption context": on("sns", "kms:Decrypt", {
            StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:eu-west-1:${account}:topic` },
        }),
        "a Deny of other accounts in the encryption context": doc(
            trust({ Service: "fargate.amazonaws.com" }, undefined, { Action: "kms:CreateGrant", Resource: "*" }),
            trust(
                "*",
                { StringNotEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": account } },
                { Effect: "Deny", Action: "kms:*", Resource: "*" },
            ),
        ),
        "EventBridge on a KMS key": on("events", ["kms:Decrypt", "kms:GenerateDataKey*"]),
        "CloudTrail on a KMS key": on("cloudtrail", "kms:GenerateDataKey*"),
        "a load balancer's logs": on("logdelivery.elasticloadbalancing", "s3:PutObject"),
        "CloudWatch Logs on a KMS key with the encryption context": on("logs.eu-west-1", "kms:*", {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${account}:*` },
        }),
        "CloudWatch Logs on a KMS key with the source account": on("logs.eu-west-1", "kms:*", ownAccount),
        "SES with aws:Referer": on("ses", "s3:PutObject", { StringEquals: { "aws:Referer": account } }),
        "Alexa with a token": on("alexa-appkit", "lambda:InvokeFunction", {
            StringEquals: { "lambda:EventSourceToken": "amzn1.ask.skill.1" },
        }),
        "an account": single(trust({ AWS: account }, undefined, { Action: "s3:*", Resource: "*" })),
        "only a Deny without TLS": single(
            trust(
                { Service: "s3.amazonaws.com" },
                { Bool: { "aws:SecureTransport": "false" } },
                { ...put, Effect: "Deny" },
            ),
        ),
        "only a Deny": single(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Effect: "Deny", Action: "s3:*", Resource: "*" }),
        ),
        "a Deny of other accounts": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "sns:Publish", Resource: "*" }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account } },
                { Effect: "Deny", Action: "sns:*", Resource: "*" },
            ),
        ),
        "a Deny with NotAction of another action": doc(
            trust({ Service: "s3.amazonaws.com" }, undefined, { Action: "sns:Publish", Resource: "*" }),
            { Effect: "Deny", Principal: "*", NotAction: "sns:Subscribe", Resource: "*" },
        ),
        "a service name with the source account": single(
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
        { "an account outside the zone of trust": topic({ StringEquals: { "aws:SourceAccount": otherAccount } }) },
        { ownAccounts: [account] },
    ),
    ...each(
        "resource",
        at,
        {
            "an account outside the zone of trust, with a known stack account": topic({
                StringEquals: { "aws:SourceAccount": otherAccount },
            }),
        },
        { ownAccounts: ["111111111111"], account },
    ),
    ...each(
        "resource",
        [],
        {
            "another account, with only the stack account known": topic({
                StringEquals: { "aws:SourceAccount": otherAccount },
            }),
        },
        { account },
    ),
    ...each("trust", [], { "a trust policy (another rule)": topic() }),
    ...each(
        "resource",
        ["~Statement.Principal.Service"],
        {
            "the event handler of a bucket": on("s3", "lambda:InvokeFunction", {
                ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" },
            }),
        },
        { isBucketSubscription: true },
    ),
    ...each(
        "resource",
        at,
        {
            "the event handler of a bucket without a source": on("s3", "lambda:InvokeFunction"),
            "the event handler of a bucket and every other": on("s3", "lambda:InvokeFunction", {
                ArnLike: { "aws:SourceArn": ["arn:aws:s3:::bucket", "arn:aws:s3:::*"] },
            }),
            "the event handler of buckets with a common prefix": on("s3", "lambda:InvokeFunction", {
                ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket*" },
            }),
            "the event handler of a bucket by another key": on("s3", "lambda:InvokeFunction", {
                ArnLike: { "aws:PrincipalArn": "arn:aws:s3:::bucket" },
            }),
            "the event handler of every bucket": on("s3", "lambda:InvokeFunction", {
                ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" },
            }),
        },
        { isBucketSubscription: true },
    ),
];
