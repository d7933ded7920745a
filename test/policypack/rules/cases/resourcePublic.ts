import { account, doc, each, single, stranger, trust, type Case } from "./case";

const everyone = (Action: unknown, Condition?: unknown, Principal: unknown = "*"): unknown =>
    single(trust(Principal, Condition, { Action, Resource: "*" }));
const queue = (Condition?: unknown): unknown => everyone("sqs:SendMessage", Condition);

export const resourcePublic: readonly Case[] = [
    ...each("resource", ["Statement.Principal"], {
        "a queue": queue(),
        "an empty Condition": queue({}),
        "a key": everyone("kms:*"),
        "a bucket to write": everyone("s3:PutObject"),
        "a bucket to read and write": everyone(["s3:GetObject", "s3:PutObject"]),
        "a bucket to list": everyone("s3:ListBucket"),
        "every action": everyone("*"),
        "three actions": everyone(["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"]),
        "four actions": everyone(["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"]),
        "all but an action": single({ Effect: "Allow", Principal: "*", NotAction: "sqs:PurgeQueue", Resource: "*" }),
        "a function": everyone("lambda:InvokeFunction"),
        "a function with TLS": everyone("lambda:InvokeFunction", { Bool: { "aws:SecureTransport": "true" } }),
        "a function's code, through its URL": everyone("lambda:GetFunction", {
            StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "any organization": queue({ StringLike: { "aws:PrincipalOrgID": "*" } }),
        "if in the organization": queue({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "not a stranger": queue({ StringNotEquals: { "aws:PrincipalAccount": stranger } }),
        "with TLS": queue({ Bool: { "aws:SecureTransport": "true" } }),
        "any ARN": queue({ ArnLike: { "aws:SourceArn": "*" } }),
        "a bucket's ARN": queue({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "a role's name in any account": queue({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }),
        "no mount target": everyone("elasticfilesystem:ClientMount", {
            Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" },
        }),
        "a mount target, if that is said": everyone("elasticfilesystem:ClientMount", {
            BoolIfExists: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        }),
        "any VPC of a service network": everyone("vpc-lattice-svcs:Invoke", {
            StringLike: { "vpc-lattice-svcs:SourceVpc": "vpc-*" },
        }),
        "the whole internet": queue({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
        "half the internet": queue({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }),
        "not from an address": queue({ NotIpAddress: { "aws:SourceIp": "10.0.0.1/32" } }),
        "any endpoint": queue({ StringLike: { "aws:SourceVpce": "vpce-*" } }),
        "any endpoint, compared with itself": queue({ StringEquals: { "aws:SourceVpce": "${aws:SourceVpce}" } }),
        "any address, compared with itself": queue({ IpAddress: { "aws:SourceIp": "${aws:SourceIp}" } }),
        "KMS via a service": everyone("kms:Decrypt", {
            StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        }),
        text: JSON.stringify(queue()),
    }),
    ...each("resource", ["Statement.Principal.AWS"], {
        "by AWS": everyone("sqs:SendMessage", undefined, { AWS: "*" }),
        "every account's root": everyone("sqs:SendMessage", undefined, { AWS: "arn:aws:iam::*:root" }),
    }),
    ...each("resource", ["Statement.Principal.AWS[1]"], {
        "in a list": everyone("sqs:SendMessage", undefined, { AWS: [account, "*"] }),
    }),
    ...each("resource", ["Statement.NotPrincipal"], {
        "everyone but one": single({
            Effect: "Allow",
            NotPrincipal: { AWS: stranger },
            Action: "sqs:*",
            Resource: "*",
        }),
    }),
    ...each("resource", ["~Statement.Principal"], {
        "objects to read": everyone("s3:GetObject"),
        "objects to read, in versions": everyone(["s3:GetObject", "s3:GetObjectVersion"]),
        "a function at its URL": everyone("lambda:InvokeFunctionUrl", {
            StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "a function at its URL, by its old action": everyone("lambda:InvokeFunction", {
            StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "a function through its URL, with TLS": everyone("lambda:InvokeFunction", {
            Bool: { "lambda:InvokedViaFunctionUrl": "true", "aws:SecureTransport": "true" },
        }),
        "a function through its URL": everyone("lambda:InvokeFunction", {
            Bool: { "lambda:InvokedViaFunctionUrl": "true" },
        }),
    }),
    ...each("resource", ["Statement[0].Principal"], {
        "a Deny of services from outside": doc(
            trust("*", undefined, { Action: "s3:*", Resource: "*" }),
            trust(
                "*",
                {
                    StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" },
                    Bool: { "aws:PrincipalIsAWSService": "true" },
                },
                { Effect: "Deny", Action: "s3:*", Resource: "*" },
            ),
        ),
        "a Deny without TLS": doc(
            trust("*", undefined, { Action: "s3:*", Resource: "*" }),
            trust("*", { Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny", Action: "s3:*", Resource: "*" }),
        ),
    }),
    ...each("resource", [], {
        "the organization": queue({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "the organization of the resource": queue({ StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } }),
        "a part of the organization": queue({
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdefghij/*" },
        }),
        "the account": queue({ StringEquals: { "aws:PrincipalAccount": account } }),
        "roles of the account": queue({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` } }),
        "on behalf of the account": queue({ StringEquals: { "aws:SourceAccount": account } }),
        "on behalf of a topic": queue({ ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${account}:t` } }),
        "KMS's caller": everyone("kms:*", {
            StringEquals: { "kms:CallerAccount": account, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        }),
        "SNS's owner": everyone("sns:Publish", { StringEquals: { "AWS:SourceOwner": account } }),
        "an endpoint": queue({ StringEquals: { "aws:SourceVpce": "vpce-1234" } }),
        "a VPC": queue({ StringEquals: { "aws:SourceVpc": "vpc-1234" } }),
        "an address": queue({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }),
        "a mount target": everyone(
            ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
            { AWS: "*" },
        ),
        "a VPC of a service network": everyone("vpc-lattice-svcs:Invoke", {
            StringEquals: { "vpc-lattice-svcs:SourceVpc": "vpc-1234" },
        }),
        "the VPCs of an account": everyone("vpc-lattice-svcs:Invoke", {
            StringEquals: { "vpc-lattice-svcs:SourceVpcOwnerAccount": account },
        }),
        "an access point's account": everyone("s3:*", { StringEquals: { "s3:DataAccessPointAccount": account } }),
        "a function that asks for signatures": everyone("lambda:InvokeFunctionUrl", {
            StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" },
        }),
        "a condition that nothing can meet": queue({
            StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" },
            Null: { "aws:PrincipalOrgID": "true" },
        }),
        "services by pattern (another rule)": everyone("sqs:SendMessage", undefined, { Service: "*.amazonaws.com" }),
        "an account": everyone("sqs:SendMessage", undefined, { AWS: account }),
        "a service": everyone("sqs:SendMessage", undefined, { Service: "sns.amazonaws.com" }),
        "services among all (another rule)": queue({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
        "a Deny for everyone": single(trust("*", undefined, { Effect: "Deny", Action: "*", Resource: "*" })),
        "a Deny of all outside": doc(
            trust("*", undefined, { Action: "s3:*", Resource: "*" }),
            trust(
                "*",
                { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
                { Effect: "Deny", Action: "s3:*", Resource: "*" },
            ),
        ),
        "a Deny of everything": doc(
            trust("*", undefined, { Action: "s3:*", Resource: "*" }),
            trust("*", undefined, { Effect: "Deny", Action: "*", Resource: "*" }),
        ),
        "the key's own star": single(
            trust({ AWS: `arn:aws:iam::${account}:root` }, undefined, { Action: "kms:*", Resource: "*" }),
        ),
    }),
    ...each(
        "resource",
        ["Statement.Principal"],
        { "a stranger's organization": queue({ StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } }) },
        { ownOrganizations: ["o-abcdefghij"] },
    ),
];
