import { account, doc, each, single, otherAccount, trust, type Case } from "./case";

const everyone = (Action: unknown, Condition?: unknown, Principal: unknown = "*"): unknown =>
    single(trust(Principal, Condition, { Action, Resource: "*" }));
const queue = (Condition?: unknown): unknown => everyone("sqs:SendMessage", Condition);

export const resourcePublic: readonly Case[] = [
    ...each("resource", ["Statement.Principal"], {
        "a queue without a Condition": queue(),
        "an empty Condition": queue({}),
        "a KMS key": everyone("kms:*"),
        "writing objects": everyone("s3:PutObject"),
        "reading and writing objects": everyone(["s3:GetObject", "s3:PutObject"]),
        "listing a bucket": everyone("s3:ListBucket"),
        "every action": everyone("*"),
        "three actions": everyone(["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"]),
        "four actions": everyone(["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"]),
        NotAction: single({ Effect: "Allow", Principal: "*", NotAction: "sqs:PurgeQueue", Resource: "*" }),
        "a function": everyone("lambda:InvokeFunction"),
        "a function with TLS": everyone("lambda:InvokeFunction", { Bool: { "aws:SecureTransport": "true" } }),
        "reading a function's code with a function URL condition": everyone("lambda:GetFunction", {
            StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "a wildcard organization": queue({ StringLike: { "aws:PrincipalOrgID": "*" } }),
        "the organization with IfExists": queue({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "a negated account": queue({ StringNotEquals: { "aws:PrincipalAccount": otherAccount } }),
        "a TLS condition": queue({ Bool: { "aws:SecureTransport": "true" } }),
        "a wildcard source ARN": queue({ ArnLike: { "aws:SourceArn": "*" } }),
        "a bucket ARN without an account": queue({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "a role's name in any account": queue({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }),
        "an EFS condition without a mount target": everyone("elasticfilesystem:ClientMount", {
            Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" },
        }),
        "an EFS mount target with IfExists": everyone("elasticfilesystem:ClientMount", {
            BoolIfExists: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        }),
        "any VPC of a VPC Lattice service network": everyone("vpc-lattice-svcs:Invoke", {
            StringLike: { "vpc-lattice-svcs:SourceVpc": "vpc-*" },
        }),
        "the whole internet": queue({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
        "half the internet": queue({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }),
        "a negated address": queue({ NotIpAddress: { "aws:SourceIp": "10.0.0.1/32" } }),
        "a wildcard VPC endpoint": queue({ StringLike: { "aws:SourceVpce": "vpce-*" } }),
        "a VPC endpoint compared with itself": queue({ StringEquals: { "aws:SourceVpce": "${aws:SourceVpce}" } }),
        "an address compared with itself": queue({ IpAddress: { "aws:SourceIp": "${aws:SourceIp}" } }),
        "kms:ViaService alone": everyone("kms:Decrypt", {
            StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        }),
        "JSON text": JSON.stringify(queue()),
    }),
    ...each("resource", ["Statement.Principal.AWS"], {
        "every AWS principal": everyone("sqs:SendMessage", undefined, { AWS: "*" }),
        "every account's root": everyone("sqs:SendMessage", undefined, { AWS: "arn:aws:iam::*:root" }),
    }),
    ...each("resource", ["Statement.Principal.AWS[1]"], {
        "every AWS principal in a list": everyone("sqs:SendMessage", undefined, { AWS: [account, "*"] }),
    }),
    ...each("resource", ["Statement.NotPrincipal"], {
        "everyone but one": single({
            Effect: "Allow",
            NotPrincipal: { AWS: otherAccount },
            Action: "sqs:*",
            Resource: "*",
        }),
    }),
    ...each("resource", ["~Statement.Principal"], {
        "reading objects": everyone("s3:GetObject"),
        "reading object versions": everyone(["s3:GetObject", "s3:GetObjectVersion"]),
        "invoking a function URL": everyone("lambda:InvokeFunctionUrl", {
            StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "invoking a function URL with lambda:InvokeFunction": everyone("lambda:InvokeFunction", {
            StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "invoking a function through its URL with TLS": everyone("lambda:InvokeFunction", {
            Bool: { "lambda:InvokedViaFunctionUrl": "true", "aws:SecureTransport": "true" },
        }),
        "invoking a function through its URL": everyone("lambda:InvokeFunction", {
            Bool: { "lambda:InvokedViaFunctionUrl": "true" },
        }),
    }),
    ...each("resource", ["Statement[0].Principal"], {
        "a Deny of services outside the organization": doc(
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
        "the organization of the resource, by variable": queue({
            StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" },
        }),
        "a part of the organization": queue({
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdefghij/*" },
        }),
        "the account": queue({ StringEquals: { "aws:PrincipalAccount": account } }),
        "roles of the account": queue({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` } }),
        "a source account": queue({ StringEquals: { "aws:SourceAccount": account } }),
        "a source ARN": queue({ ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${account}:t` } }),
        "kms:CallerAccount": everyone("kms:*", {
            StringEquals: { "kms:CallerAccount": account, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        }),
        "aws:SourceOwner": everyone("sns:Publish", { StringEquals: { "AWS:SourceOwner": account } }),
        "a VPC endpoint": queue({ StringEquals: { "aws:SourceVpce": "vpce-1234" } }),
        "a VPC": queue({ StringEquals: { "aws:SourceVpc": "vpc-1234" } }),
        "an address range": queue({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }),
        "an EFS mount target": everyone(
            ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
            { AWS: "*" },
        ),
        "a VPC of a VPC Lattice service network": everyone("vpc-lattice-svcs:Invoke", {
            StringEquals: { "vpc-lattice-svcs:SourceVpc": "vpc-1234" },
        }),
        "the VPC owner's account": everyone("vpc-lattice-svcs:Invoke", {
            StringEquals: { "vpc-lattice-svcs:SourceVpcOwnerAccount": account },
        }),
        "the access point's account": everyone("s3:*", { StringEquals: { "s3:DataAccessPointAccount": account } }),
        "a function URL with IAM authentication": everyone("lambda:InvokeFunctionUrl", {
            StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" },
        }),
        "a condition that is never true": queue({
            StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" },
            Null: { "aws:PrincipalOrgID": "true" },
        }),
        "a pattern of services (another rule)": everyone("sqs:SendMessage", undefined, { Service: "*.amazonaws.com" }),
        "an account": everyone("sqs:SendMessage", undefined, { AWS: account }),
        "a service": everyone("sqs:SendMessage", undefined, { Service: "sns.amazonaws.com" }),
        "services selected by a condition (another rule)": queue({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
        "only a Deny for everyone": single(trust("*", undefined, { Effect: "Deny", Action: "*", Resource: "*" })),
        "a Deny outside the organization": doc(
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
        "Resource * in a key policy": single(
            trust({ AWS: `arn:aws:iam::${account}:root` }, undefined, { Action: "kms:*", Resource: "*" }),
        ),
    }),
    ...each(
        "resource",
        ["Statement.Principal"],
        {
            "an organization outside the zone of trust": queue({
                StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" },
            }),
        },
        { ownOrganizations: ["o-abcdefghij"] },
    ),
];
