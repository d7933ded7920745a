import { account, doc, each, single, otherAccount, trust, type Case } from "./case";

const everyone = (Action: unknown, Condition?: unknown, Principal: unknown = "*"): unknown =>
    single(trust(Principal, Condition, { Action, Resource: "*" }));
const url = (Condition?: unknown): unknown => everyone("lambda:InvokeFunctionUrl", Condition);
const fromNetworks = (networks: readonly string[], rest: Readonly<Record<string, unknown>> = {}): unknown =>
    trust("*", { IpAddress: { "aws:SourceIp": networks } }, { Action: "sqs:SendMessage", Resource: "*", ...rest });
const subscribe = (endpoint: unknown): unknown =>
    everyone(["SNS:Subscribe", "SNS:Receive"], { StringLike: { "SNS:Endpoint": endpoint } });
const firstBytes = (from: number, to: number): readonly string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `${String(from + index)}.0.0.0/8`);
const invokingService = (Condition?: unknown): unknown =>
    trust("*", Condition, { Action: "vpc-lattice-svcs:Invoke", Resource: "*" });
const invoking = (Condition?: unknown): unknown => single(invokingService(Condition));
const queue = (Condition?: unknown): unknown => everyone("sqs:SendMessage", Condition);

/** Exactly half of the internet, which is not most of it. */
const half = [
    ...firstBytes(1, 9),
    ...firstBytes(11, 99),
    ...firstBytes(101, 112),
    ...Array.from({ length: 87 }, (_, index) => `113.${String(169 + index)}.0.0/16`),
];

/** Networks of which nobody on the internet has an address. */
const unreachable = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/8",
];

export const resourcePublic: readonly Case[] = [
    ...each(
        "resource",
        [],
        Object.fromEntries(
            unreachable.map((network) => [
                `half of the internet and ${network}`,
                queue({ IpAddress: { "aws:SourceIp": [...half, network] } }),
            ]),
        ),
    ),
    ...each("resource", ["Statement.Principal"], {
        "half of the internet and one address": queue({ IpAddress: { "aws:SourceIp": [...half, "113.168.0.1"] } }),
    }),
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
        "every network of one first byte": queue({ IpAddress: { "aws:SourceIp": firstBytes(0, 255) } }),
        "every network of one first byte, if there is an address": queue({
            IpAddressIfExists: { "aws:SourceIp": firstBytes(0, 255) },
        }),
        "every network of one first byte, as a set": queue({
            "ForAnyValue:IpAddress": { "aws:SourceIp": firstBytes(0, 255) },
        }),
        "every network of the internet but private ones": queue({
            IpAddress: { "aws:SourceIp": firstBytes(1, 223).filter((network) => !/^(10|127)\./.test(network)) },
        }),
        "every network of one first byte and an IPv6 network": queue({
            IpAddress: { "aws:SourceIp": ["2001:db8::/32", ...firstBytes(0, 255)] },
        }),
        "IPv4 as a network of IPv6, in groups": queue({ IpAddress: { "aws:SourceIp": "::ffff:0:0/96" } }),
        "a network of IPv6 that contains IPv4": queue({ IpAddress: { "aws:SourceIp": ["192.0.2.0/24", "::/80"] } }),
        "IPv4 as a network of IPv6": queue({ IpAddress: { "aws:SourceIp": "::ffff:0.0.0.0/96" } }),
        "a function URL with IAM authentication": url({ StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } }),
        "a function URL with IAM authentication, by a pattern": url({
            StringLike: { "lambda:FunctionUrlAuthType": "AWS_*" },
        }),
        "a function URL with IAM authentication, if there is a type": url({
            StringEqualsIfExists: { "lambda:FunctionUrlAuthType": "AWS_IAM" },
        }),
        "a function URL with another authentication than NONE": url({
            StringNotEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "a function URL with IAM authentication and TLS": url({
            StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" },
            Bool: { "aws:SecureTransport": "true" },
        }),
        "a function URL with IAM authentication and any organization": url({
            StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" },
            StringLike: { "aws:PrincipalOrgID": "*" },
        }),
        "invoking a function and its URL": everyone(["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"]),
        "invoking a function directly": everyone("lambda:InvokeFunction", {
            Bool: { "lambda:InvokedViaFunctionUrl": "false" },
        }),
        "invoking a function through its URL or otherwise": everyone("lambda:InvokeFunction", {
            Bool: { "lambda:InvokedViaFunctionUrl": ["true", "false"] },
        }),
        "invoking a function through its URL, if that is known": everyone("lambda:InvokeFunction", {
            BoolIfExists: { "lambda:InvokedViaFunctionUrl": "true" },
        }),
        "every Lambda action on a function URL": everyone("lambda:*", {
            StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
        }),
        "subscribing any endpoint": subscribe("*"),
        "subscribing every HTTPS address": subscribe("https://*"),
        "subscribing every domain that ends like one": subscribe("*example.com"),
        "subscribing every email address": subscribe("*@*"),
        "subscribing an address that contains a domain": subscribe("*https://example.com/"),
        "subscribing a user of any host": subscribe("https://*@example.com"),
        "subscribing domains with a prefix": subscribe("*@example.com*"),
        "subscribing a host of the caller": subscribe("https://${aws:username}/"),
        "subscribing an empty endpoint": subscribe(""),
        "subscribing an address under ArnLike": everyone("sns:Subscribe", {
            ArnLike: { "sns:Endpoint": "https://example.com/hook" },
        }),
        "subscribing every domain with a prefix": subscribe("https://example.*/"),
        "subscribing every host below a domain, or any address that contains it": subscribe("https://*.example.com/*"),
        "subscribing any account's queue": subscribe("arn:aws:sqs:*:*:queue"),
        "subscribing by protocol": everyone("sns:Subscribe", { StringEquals: { "sns:Protocol": "https" } }),
        "subscribing an endpoint if it is known": everyone("sns:Subscribe", {
            StringLikeIfExists: { "sns:Endpoint": "*@example.com" },
        }),
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
        "a function URL with IAM authentication for every AWS principal": everyone(
            "lambda:InvokeFunctionUrl",
            { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
            { AWS: "*" },
        ),
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
        "invoking a function URL of either type": url({
            StringEquals: { "lambda:FunctionUrlAuthType": ["AWS_IAM", "NONE"] },
        }),
        "invoking a function URL without a condition": url(),
        "invoking a function URL with TLS": url({ Bool: { "aws:SecureTransport": "true" } }),
        "invoking a function URL and the function through it": everyone(
            ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"],
            { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
        ),
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
    ...each("resource", ["Statement[0].Principal", "Statement[1].Principal", "Statement[2].Principal"], {
        "every network of one first byte, in three statements": doc(
            fromNetworks(firstBytes(0, 80)),
            fromNetworks(firstBytes(81, 160), { Sid: "More" }),
            fromNetworks(firstBytes(161, 255), { Action: ["SQS:SendMessage"] }),
        ),
    }),
    ...each("resource", ["~Statement[0].Principal"], {
        "a Deny of function URLs without authentication and TLS": doc(
            trust("*", undefined, { Action: "lambda:InvokeFunctionUrl", Resource: "*" }),
            trust(
                "*",
                {
                    StringEquals: { "lambda:FunctionUrlAuthType": "NONE" },
                    Bool: { "aws:SecureTransport": "false" },
                },
                { Effect: "Deny", Action: "lambda:InvokeFunctionUrl", Resource: "*" },
            ),
        ),
        "a Deny of function URLs with IAM authentication": doc(
            trust("*", undefined, { Action: "lambda:InvokeFunctionUrl", Resource: "*" }),
            trust(
                "*",
                { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
                { Effect: "Deny", Action: "lambda:InvokeFunctionUrl", Resource: "*" },
            ),
        ),
        "a Deny of function URLs by another key": doc(
            trust("*", undefined, { Action: "lambda:InvokeFunctionUrl", Resource: "*" }),
            trust(
                "*",
                { StringEquals: { "aws:PrincipalTag/type": "NONE" } },
                { Effect: "Deny", Action: "lambda:InvokeFunctionUrl", Resource: "*" },
            ),
        ),
    }),
    ...each("resource", [], {
        "networks of one first byte for three actions": doc(
            fromNetworks(firstBytes(0, 80)),
            fromNetworks(firstBytes(81, 160), { Action: "sqs:ReceiveMessage" }),
            fromNetworks(firstBytes(161, 255), { Action: "sqs:DeleteMessage" }),
        ),
        "networks of one first byte for three accounts": doc(
            ...[account, otherAccount, "111111111111"].map((owner, index) =>
                trust(
                    "*",
                    {
                        IpAddress: { "aws:SourceIp": firstBytes(index * 80, index * 80 + 80) },
                        StringNotEquals: { "aws:PrincipalTag/owner": owner },
                    },
                    { Action: "sqs:SendMessage", Resource: "*" },
                ),
            ),
        ),
        "two networks in two statements": doc(fromNetworks(["192.0.2.0/24"]), fromNetworks(["198.51.100.0/24"])),
    }),
    ...each("resource", ["Statement[0].Principal"], {
        "a Deny of function URLs without authentication": doc(
            trust("*", undefined, { Action: "lambda:InvokeFunctionUrl", Resource: "*" }),
            trust(
                "*",
                { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
                { Effect: "Deny", Action: "lambda:InvokeFunctionUrl", Resource: "*" },
            ),
        ),
        "a Deny outside the networks of every first byte": doc(
            trust("*", undefined, { Action: "s3:*", Resource: "*" }),
            trust(
                "*",
                { NotIpAddress: { "aws:SourceIp": firstBytes(0, 255) } },
                { Effect: "Deny", Action: "s3:*", Resource: "*" },
            ),
        ),
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
        "a function URL with IAM authentication for the organization": url({
            StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM", "aws:PrincipalOrgID": "o-abcdefghij" },
        }),
        "a function URL with IAM authentication for an account": everyone(
            "lambda:InvokeFunctionUrl",
            { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
            { AWS: account },
        ),
        "a function URL with IAM authentication for a service": everyone(
            "lambda:InvokeFunctionUrl",
            { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
            { Service: "cloudfront.amazonaws.com" },
        ),
        "the private networks": queue({
            IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] },
        }),
        "some networks of one first byte": queue({ IpAddress: { "aws:SourceIp": firstBytes(1, 20) } }),
        "every network of one first byte, and one of them": queue({
            IpAddress: { "aws:SourceIp": firstBytes(0, 255) },
            IpAddressIfExists: { "aws:SourceIp": "192.0.2.0/24" },
        }),
        "many addresses": queue({
            IpAddress: { "aws:SourceIp": firstBytes(0, 255).map((network) => network.replace("/8", "/32")) },
        }),
        "a Deny outside a network": doc(
            trust("*", undefined, { Action: "s3:*", Resource: "*" }),
            trust(
                "*",
                { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
                { Effect: "Deny", Action: "s3:*", Resource: "*" },
            ),
        ),
        "subscribing email addresses of a domain": subscribe("*@example.com"),
        "subscribing email addresses with a prefix": subscribe("ops*@example.com"),
        "subscribing an email address of a pattern, which is never equal": everyone("sns:Subscribe", {
            StringEquals: { "sns:Endpoint": "*@*" },
        }),
        "subscribing HTTP addresses of a host": subscribe("http://example.com/*"),
        "a network that is resolved at deployment": queue({ IpAddress: { "aws:SourceIp": "10.0.0.0/{{Bits}}" } }),
        "subscribing HTTPS addresses of a host": subscribe("https://example.com/*"),
        "subscribing HTTPS addresses of a host's port": subscribe("https://example.com:8443/*"),
        "subscribing one address": everyone("sns:Subscribe", {
            StringEquals: { "SNS:Endpoint": "https://example.com/hook" },
        }),
        "subscribing one of two domains": subscribe(["*@example.com", "*@example.org"]),
        "subscribing the account's queues": everyone("sns:Subscribe", {
            ArnLike: { "sns:Endpoint": `arn:aws:sqs:*:${account}:*` },
        }),
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
    ...each(
        "resource",
        [],
        { "a domain in a VPC": everyone("es:*", undefined, { AWS: "*" }) },
        { clientNetwork: "vpc" },
    ),
    ...each(
        "resource",
        [],
        {
            "the auth policy of AWS's template for authenticated access": everyone("*", {
                StringNotEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" },
            }),
            "an auth policy without anonymous callers": invoking({
                StringNotEquals: { "aws:PrincipalType": "Anonymous" },
            }),
            "an auth policy for roles": invoking({ StringEquals: { "aws:PrincipalType": ["AssumedRole", "User"] } }),
            "an auth policy for callers with a tag": invoking({
                StringEquals: { "aws:PrincipalTag/Team": "Payments" },
            }),
            "an auth policy with a Deny of anonymous callers": doc(
                invokingService(),
                trust(
                    "*",
                    { StringEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } },
                    { Effect: "Deny", Action: "*", Resource: "*" },
                ),
            ),
        },
        { clientNetwork: "serviceNetwork" },
    ),
    ...each(
        "resource",
        ["Statement.Principal"],
        {
            "an auth policy for everyone": invoking(),
            "an auth policy without callers of another spelling": invoking({
                StringNotEquals: { "aws:PrincipalType": "anonymous" },
            }),
            "an auth policy for anonymous callers": invoking({ StringEquals: { "aws:PrincipalType": "Anonymous" } }),
            "an auth policy for anonymous callers and roles": invoking({
                StringEquals: { "aws:PrincipalType": ["AssumedRole", "Anonymous"] },
            }),
            "an auth policy for callers without a tag": invoking({
                StringNotEquals: { "aws:PrincipalTag/Team": "Payments" },
            }),
            "an auth policy for a tag, if there is one": invoking({
                StringEqualsIfExists: { "aws:PrincipalTag/Team": "Payments" },
            }),
            "an auth policy for a tag of the service": invoking({ StringEquals: { "aws:ResourceTag/Stage": "beta" } }),
        },
        { clientNetwork: "serviceNetwork" },
    ),
    ...each("resource", ["Statement.Principal"], {
        "authenticated callers elsewhere": queue({ StringNotEquals: { "aws:PrincipalType": "Anonymous" } }),
        "callers with a tag elsewhere": queue({ StringEquals: { "aws:PrincipalTag/Team": "Payments" } }),
    }),
    ...each("resource", ["Statement.Principal.AWS"], {
        "a domain outside a VPC": everyone("es:*", undefined, { AWS: "*" }),
    }),
];
