import { account, doc, each, single, otherAccount, trust, type Case } from "./case";

const service = (Service: unknown, Condition?: unknown): unknown => single(trust({ Service }, Condition));
const ssm = (Condition?: unknown): unknown => service("ssm.amazonaws.com", Condition);
const old = (Condition: unknown): unknown => ({ Statement: trust({ Service: "ssm.amazonaws.com" }, Condition) });
const everyone = (Condition?: unknown): unknown => single(trust("*", Condition));
const withDeny = (Condition: unknown, Principal: unknown = "*"): unknown =>
    doc(trust({ Service: "ssm.amazonaws.com" }), trust(Principal, Condition, { Effect: "Deny" }));

const at = ["Statement.Principal.Service"];
const arn = `arn:aws:ssm:eu-west-1:${account}:automation-execution/*`;

const services = (names: readonly string[]): Readonly<Record<string, unknown>> =>
    Object.fromEntries(names.map((name) => [name, service(`${name}.amazonaws.com`)]));

export const trustConfusedDeputy: readonly Case[] = [
    ...each("trust", at, {
        "a service without a Condition": ssm(),
        "an empty Condition": ssm({}),
        "a service in China": service("ssm.amazonaws.com.cn"),
        "a service in upper case": service("SSM.AMAZONAWS.COM"),
        "a regional service principal": service("logs.eu-west-1.amazonaws.com"),
        "a service in an isolated partition": service("ssm.c2s.ic.gov"),
        "a regional service principal in GovCloud": service("states.us-gov-west-1.amazonaws.com"),
        "a regional service principal whose Region is resolved at deployment": service(
            "logs.{{AWS::Region}}.amazonaws.com",
        ),
        "a service whose domain is resolved at deployment": service("ssm.{{AWS::URLSuffix}}"),
        "surrounding white space": service(" ssm.amazonaws.com "),
        "every service": service("*"),
        "a pattern of services": service("*.amazonaws.com"),
        "a service with a question mark": service("ss?.amazonaws.com"),
        "JSON text": JSON.stringify(ssm()),
        "an escape in JSON text":
            '{"Statement":{"Effect":"Allow","Principal":{"Service":"s\\u0073m.amazonaws.com"},"Action":"sts:AssumeRole"}}',
        "no Version": { Statement: trust({ Service: "ssm.amazonaws.com" }) },
        "a wildcard for the account": ssm({ StringLike: { "aws:SourceAccount": "*" } }),
        "a prefix of the account": ssm({ StringLike: { "aws:SourceAccount": "1234*" } }),
        "twelve question marks": ssm({ StringLike: { "aws:SourceAccount": "????????????" } }),
        "one question mark": ssm({ StringLike: { "aws:SourceAccount": "12345678901?" } }),
        "a wildcard next to an account": ssm({ StringLike: { "aws:SourceAccount": [account, "*"] } }),
        "a wildcard for the ARN": ssm({ ArnLike: { "aws:SourceArn": "*" } }),
        "an ARN of any account": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:*:automation-execution/*" } }),
        "an ARN with a trailing wildcard before the account": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*" } }),
        "an ARN with a trailing wildcard under StringLike": ssm({ StringLike: { "aws:SourceArn": "arn:aws:ssm:*" } }),
        "a wildcard in the account of an ARN": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:1234*:*" } }),
        "a wildcard that can match colons": ssm({ StringLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a question mark before the account of an ARN": ssm({
            StringLike: { "aws:SourceArn": `arn:aws:ssm:us-east-?:${account}:*` },
        }),
        "a wildcard for the service under StringLike": ssm({
            StringLike: { "aws:SourceArn": `arn:aws:*:eu-west-1:${account}:*` },
        }),
        "an ARN of any account next to a specific one": ssm({
            ArnLike: { "aws:SourceArn": [arn, "arn:aws:ssm:*:*:*"] },
        }),
        "a bucket ARN": service("logs.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "a bucket ARN under StringEquals": ssm({ StringEquals: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "an ARN with the account aws": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:aws:*" } }),
        "a wildcard organization": ssm({ StringLike: { "aws:SourceOrgID": "o-*" } }),
        "a path in any organization": ssm({ "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-*/r-ab12/*" } }),
        "a path without a set operator": ssm({ StringLike: { "aws:SourceOrgPaths": "o-abcdefghij/r-ab12/*" } }),
        "a wildcard with another key required to be missing": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceArn": "true" },
        }),
        "a wildcard with a Null that is always true": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": ["true", "false"] },
        }),
        "a wildcard with an empty Null": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": [] },
        }),
        "a wildcard with a Bool on the same key": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Bool: { "aws:SourceAccount": "true" },
        }),
        "an unknown operator": ssm({ StringEqualz: { "aws:SourceAccount": account } }),
        "IfExists with an unknown operator": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            StringEqualz: { "aws:SourceAccount": account },
        }),
        "ForAllValues and IfExists": ssm({ "ForAllValues:StringEqualsIfExists": { "aws:SourceAccount": account } }),
        "a variable with a suffix": ssm({ StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}0" } }),
        "a variable with a prefix": ssm({ StringEquals: { "aws:SourceAccount": "0${aws:ResourceAccount}" } }),
        "two variables": ssm({ StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}${aws:userid}" } }),
        "a caller variable for the organization": ssm({ StringEquals: { "aws:SourceOrgID": "${aws:PrincipalOrgID}" } }),
        "an organization path with an ARN operator": ssm({
            "ForAnyValue:ArnLike": { "aws:SourceOrgPaths": "o-abcdefghij/r-ab12/*" },
        }),
        "a caller variable in an organization path": ssm({
            "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "${aws:PrincipalOrgID}/*" },
        }),
        "IfExists alone": ssm({ StringEqualsIfExists: { "aws:SourceAccount": account } }),
        "ArnLikeIfExists alone": ssm({ ArnLikeIfExists: { "aws:SourceArn": arn } }),
        "ForAllValues alone": ssm({ "ForAllValues:StringEquals": { "aws:SourceAccount": account } }),
        "IfExists with Null on another key": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            Null: { "aws:SourceArn": "false" },
        }),
        "IfExists with a Null that is always true": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": ["true", "false"] },
        }),
        "Null alone": ssm({ Null: { "aws:SourceAccount": "false" } }),
        "Null true": ssm({ Null: { "aws:SourceAccount": "true" } }),
        "a negated operator": ssm({ StringNotEquals: { "aws:SourceAccount": otherAccount } }),
        "a negated ARN": ssm({ ArnNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${otherAccount}:*` } }),
        "ForAnyValue with a negated operator": ssm({
            "ForAnyValue:StringNotEquals": { "aws:SourceAccount": otherAccount },
        }),
        "an external ID": ssm({ StringEquals: { "sts:ExternalId": "secret" } }),
        "aws:PrincipalOrgID": ssm({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "aws:PrincipalAccount": ssm({ StringEquals: { "aws:PrincipalAccount": account } }),
        "aws:ResourceAccount": ssm({ StringEquals: { "aws:ResourceAccount": account } }),
        "secure transport": ssm({ Bool: { "aws:SecureTransport": "true" } }),
        "a date": ssm({ DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }),
        "a key with a similar name": ssm({ StringEqualsIfExists: { "aws:SourceAccountId": account } }),
        "a key of another service": ssm({ StringEquals: { "ssm:SourceAccount": account } }),
        "ForAllValues with ForAllValues:Null": ssm({
            "ForAllValues:StringEquals": { "aws:SourceAccount": account },
            "ForAllValues:Null": { "aws:SourceAccount": "false" },
        }),
        "a numeric operator": ssm({ NumericEquals: { "aws:SourceAccount": account } }),
        "a caller variable for the account": ssm({ StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } }),
        "the key compared with itself": ssm({ StringEquals: { "aws:SourceAccount": "${aws:SourceAccount}" } }),
        "a variable with a fallback": ssm({
            StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount, '123456789012'}" },
        }),
        "a caller variable in the ARN": ssm({
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:${aws:PrincipalAccount}:*" },
        }),
    }),
    ...each("trust", ["Statement.Principal.Service[0]"], {
        "a service in a list": service(["ssm.amazonaws.com"]),
        "a service with a hyphen next to another": service(["ssm-incidents.amazonaws.com", "ec2.amazonaws.com"]),
        "every service next to another": service(["*", "ec2.amazonaws.com"]),
        "a service before one without source keys": service(["ssm.amazonaws.com", "ec2.amazonaws.com"]),
    }),
    ...each("trust", ["Statement.Principal.Service[1]"], {
        "a service after one without source keys": service(["ec2.amazonaws.com", "ssm.amazonaws.com"]),
    }),
    ...each("trust", ["Statement.Principal.Service[0]", "Statement.Principal.Service[1]"], {
        "two services": service(["ssm.amazonaws.com", "events.amazonaws.com"]),
    }),
    ...each("trust", at, {
        "a service next to an account": single(
            trust({ AWS: `arn:aws:iam::${account}:root`, Service: "ssm.amazonaws.com" }),
        ),
        "a service next to a federated principal": single(
            trust({ Federated: "cognito-identity.amazonaws.com", Service: "ssm.amazonaws.com" }),
        ),
        "sts:*": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:*" })),
        "sts:Assume*": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:Assume*" })),
        "every action": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "*" })),
        "an action in lower case": single(
            trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:assumerole" }),
        ),
        "AssumeRole and TagSession": single(
            trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: ["sts:AssumeRole", "sts:TagSession"] }),
        ),
        NotAction: single({
            Effect: "Allow",
            Principal: { Service: "ssm.amazonaws.com" },
            NotAction: "sts:TagSession",
        }),
    }),
    ...each("trust", ["Statement[0].Principal.Service"], {
        "the key compared with itself, with a wildcard default": doc(
            trust(
                { Service: "ssm.amazonaws.com" },
                { StringEquals: { "aws:SourceAccount": "${aws:SourceAccount, '*'}" } },
            ),
        ),
        "the ARN compared with itself, with a wildcard default": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceArn": "${aws:SourceArn, '*'}" } }),
        ),
        "the organization compared with itself, with a wildcard default": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceOrgID": "${aws:SourceOrgID, '*'}" } }),
        ),
        "a guarded statement after an unguarded one": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": account } }),
        ),
        "a Deny with an empty aws:PrincipalIsAWSService": withDeny({ Bool: { "aws:PrincipalIsAWSService": [] } }),
        "a Deny of other accounts with an empty aws:PrincipalIsAWSService": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": [] },
        }),
        "a Deny with ForAnyValue:Null of true and false": withDeny({
            "ForAnyValue:Null": { "aws:SourceAccount": ["true", "false"] },
        }),
        "a Deny of one other account": withDeny({ StringEquals: { "aws:SourceAccount": otherAccount } }),
        "a Deny for another service": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust({ Service: "ec2.amazonaws.com" }, undefined, { Effect: "Deny" }),
        ),
        "a Deny of another action": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust("*", undefined, { Effect: "Deny", Action: "sts:TagSession" }),
        ),
        "a Deny of requests without the key": withDeny({ Null: { "aws:SourceAccount": "true" } }),
        "a Deny of other accounts, except for an absent key": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": "false" },
        }),
        "a Deny with ForAnyValue that is false for an absent key": withDeny({
            "ForAnyValue:StringNotEquals": { "aws:SourceAccount": account },
        }),
        "a Deny of all but any account": withDeny({ StringNotLike: { "aws:SourceAccount": "*" } }),
        "a Deny of all but an ARN whose wildcard can match colons": withDeny({
            StringNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "a Deny with an unknown operator": withDeny({ StringNotEqualz: { "aws:SourceAccount": account } }),
        "a Deny of paths with ForAnyValue that is false for an absent key": withDeny({
            "ForAnyValue:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" },
        }),
        "a Deny with two conditions, the second too broad": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            ArnNotLike: { "aws:SourceArn": "arn:aws:ssm:*:*:*" },
        }),
        "a Deny with two conditions, the first too broad": withDeny({
            ArnNotLike: { "aws:SourceArn": "arn:aws:ssm:*:*:*" },
            StringNotEquals: { "aws:SourceAccount": account },
        }),
        "a Deny of other accounts, except for services": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": "false" },
        }),
        "a Deny with aws:PrincipalIsAWSService true or false": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": ["true", "false"] },
        }),
        "a Deny with aws:PrincipalIsAWSService under StringNotEquals": withDeny({
            StringNotEquals: { "aws:SourceAccount": account, "aws:PrincipalIsAWSService": "true" },
        }),
        "IfExists with a Deny of requests with the key": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": account } }),
            trust("*", { Null: { "aws:SourceAccount": "false" } }, { Effect: "Deny" }),
        ),
        "IfExists with a Deny of requests without another key": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": account } }),
            trust("*", { Null: { "aws:SourceArn": "true" } }, { Effect: "Deny" }),
        ),
        "IfExists with a Deny of requests without the key and TLS": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": account } }),
            trust(
                "*",
                { Null: { "aws:SourceAccount": "true" }, Bool: { "aws:SecureTransport": "false" } },
                { Effect: "Deny" },
            ),
        ),
        "a Deny of other accounts with MFA": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:MultiFactorAuthPresent": "true" },
        }),
        "a Deny outside aws:PrincipalOrgID": withDeny({ StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "a Deny of any account, except for an absent key": withDeny({
            StringLikeIfExists: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": "false" },
        }),
        "a Deny of a source ARN that is not the allowed one": doc(
            trust({ Service: "ssm.amazonaws.com" }, { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
            trust("*", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } }, { Effect: "Deny" }),
        ),
        "a Deny of other accounts with an empty Null": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": [] },
        }),
        "a Deny with NotPrincipal of the service": doc(trust({ Service: "ssm.amazonaws.com" }), {
            Effect: "Deny",
            NotPrincipal: { Service: "ssm.amazonaws.com" },
            Action: "sts:AssumeRole",
        }),
    }),
    ...each("trust", ["Statement.Principal"], {
        "every principal": everyone(),
        "every principal with an external ID": everyone({ StringEquals: { "sts:ExternalId": "x" } }),
        "every principal with a tag": everyone({ StringEquals: { "aws:PrincipalTag/team": "blue" } }),
        "every principal in any organization": everyone({ StringLike: { "aws:PrincipalOrgID": "*" } }),
        "every principal with a role name in any account": everyone({
            ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" },
        }),
        "every principal from a network": everyone({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
        "every principal in the organization with IfExists": everyone({
            StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" },
        }),
        "every principal except one account": everyone({ StringNotEquals: { "aws:PrincipalAccount": otherAccount } }),
        "every principal except services": everyone({ Bool: { "aws:PrincipalIsAWSService": "false" } }),
    }),
    ...each("trust", ["Statement.Principal.AWS"], { "every AWS principal": single(trust({ AWS: "*" })) }),
    ...each("trust", ["Statement.Principal.AWS[1]"], {
        "every AWS principal in a list": single(trust({ AWS: [account, "*"] })),
    }),
    ...each("trust", ["Statement.NotPrincipal"], {
        NotPrincipal: single({
            Effect: "Allow",
            NotPrincipal: { AWS: `arn:aws:iam::${otherAccount}:root` },
            Action: "sts:AssumeRole",
        }),
    }),
    ...each("trust", [], {
        "a service that is resolved at deployment": service("{{Service}}"),
        "a service whose name is resolved at deployment": service("{{Service}}.amazonaws.com"),
        "a service whose name is resolved in part": service("{{Prefix}}logs.amazonaws.com"),
        "a service from a parameter with dots": service("{{resolve:ssm:/app/service.name}}"),
        "ec2 with a domain that is resolved at deployment": service("ec2.{{AWS::URLSuffix}}"),
    }),
    ...each("trust", [], {
        "the source account": ssm({ StringEquals: { "aws:SourceAccount": account } }),
        "the source account as a number": ssm({ StringEquals: { "aws:SourceAccount": 123456789012 } }),
        "two accounts": ssm({ StringEquals: { "aws:SourceAccount": [account, otherAccount] } }),
        "the source account under StringLike": ssm({ StringLike: { "aws:SourceAccount": account } }),
        "the source account under StringEqualsIgnoreCase": ssm({
            StringEqualsIgnoreCase: { "aws:SourceAccount": account },
        }),
        "the key in lower case": ssm({ StringEquals: { "aws:sourceaccount": account } }),
        "the key in upper case": ssm({ StringEquals: { "AWS:SOURCEACCOUNT": account } }),
        "the operator in lower case": ssm({ stringequals: { "aws:SourceAccount": account } }),
        ForAnyValue: ssm({ "ForAnyValue:StringEquals": { "aws:SourceAccount": account } }),
        "the resource account variable": ssm({ StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } }),
        "a Deny of other accounts where the key is required": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringLike: { "aws:SourceAccount": "*" } }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account }, Null: { "aws:SourceAccount": "false" } },
                { Effect: "Deny" },
            ),
        ),
        "a Deny of other accounts and a Deny of requests without the key": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account }, Null: { "aws:SourceAccount": "false" } },
                { Effect: "Deny" },
            ),
            trust("*", { Null: { "aws:SourceAccount": "true" } }, { Effect: "Deny" }),
        ),
        "a Deny of every service": withDeny({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
        "a Deny of any account with IfExists": withDeny({ StringLikeIfExists: { "aws:SourceAccount": "*" } }),
        "a Deny of the allowed source ARN": doc(
            trust({ Service: "ssm.amazonaws.com" }, { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
            trust(
                "*",
                { ArnLike: { "aws:SourceArn": ["arn:aws:s3:::bucket", "arn:aws:s3:::other"] } },
                { Effect: "Deny" },
            ),
        ),
        "IfExists with Null": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": "false" },
        }),
        "ForAllValues with Null": ssm({
            "ForAllValues:StringEquals": { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": false },
        }),
        "never true: a wildcard for a key that must be missing": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": "TRUE" },
        }),
        "a Deny of paths with ForAllValues that is true for an absent key": withDeny({
            "ForAllValues:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" },
        }),
        "a Deny of paths with ForAnyValue that is true for an absent key": withDeny({
            "ForAnyValue:StringNotLikeIfExists": { "aws:SourceOrgPaths": "o-abcdefghij/*" },
        }),
        "a Deny of paths with ForAnyValue and a Deny of requests without the key": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust("*", { "ForAnyValue:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" } }, { Effect: "Deny" }),
            trust("*", { Null: { "aws:SourceOrgPaths": "true" } }, { Effect: "Deny" }),
        ),
        "a Deny of paths with ForAnyValue where the key is required": doc(
            trust({ Service: "ssm.amazonaws.com" }, { Null: { "aws:SourceOrgPaths": "false" } }),
            trust("*", { "ForAnyValue:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" } }, { Effect: "Deny" }),
        ),
        "a Deny with two restrictive conditions": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            ArnNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "IfExists with a wildcard that requires the key": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            StringLike: { "aws:SourceAccount": "*" },
        }),
        "a wildcard condition and a restrictive one": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            StringEquals: { "aws:SourceAccount": account },
        }),
        "an ARN of any account and the source account": ssm({
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:*:*" },
        }),
        "a bucket ARN and the source account": ssm({
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" },
        }),
        "a source ARN": ssm({ ArnLike: { "aws:SourceArn": arn } }),
        "a source ARN in any Region": ssm({ ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a source ARN in any partition": ssm({ ArnLike: { "aws:SourceArn": `arn:*:ssm:*:${account}:*` } }),
        "a source ARN of any service": ssm({ ArnLike: { "aws:SourceArn": `arn:aws:*:*:${account}:*` } }),
        "ArnEquals, which is equivalent to ArnLike": ssm({
            ArnEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "a source ARN under StringLike with a wildcard after the account": ssm({
            StringLike: { "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:*` },
        }),
        "a full source ARN under StringEquals": ssm({
            StringEquals: { "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:x` },
        }),
        "the resource account variable in the ARN": ssm({
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:${aws:ResourceAccount}:*" },
        }),
        "the source organization": ssm({ StringEquals: { "aws:SourceOrgID": "o-abcdefghij" } }),
        "the resource organization variable": ssm({ StringEquals: { "aws:SourceOrgID": "${aws:ResourceOrgID}" } }),
        "a path in the organization": ssm({
            "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-abcdefghij/r-ab12/*" },
        }),
        "never true: a wildcard under StringEquals": ssm({
            StringEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "never true: an invalid account ID": ssm({ StringEquals: { "aws:SourceAccount": "my-account" } }),
        "never true: an escaped asterisk": ssm({ StringEquals: { "aws:SourceAccount": "${*}" } }),
        "never true: an escaped question mark": ssm({ StringEquals: { "aws:SourceAccount": "${?}" } }),
        "never true: an escaped dollar sign": ssm({ StringEquals: { "aws:SourceAccount": "${$}" } }),
        "never true: an empty list of values": ssm({ StringEquals: { "aws:SourceAccount": [] } }),
        "never true: a variable in the old Version": old({
            StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" },
        }),
        "the source account in the old Version": old({ StringEquals: { "aws:SourceAccount": account } }),
        "every principal in the organization": everyone({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "every principal in the account": everyone({ StringEquals: { "aws:PrincipalAccount": account } }),
        "every principal with a role of the account": everyone({
            ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` },
        }),
        "every principal in an organizational unit": everyone({
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/*" },
        }),
        "every principal on behalf of the account": everyone({ StringEquals: { "aws:SourceAccount": account } }),
        "every principal on behalf of an ARN": everyone({ ArnLike: { "aws:SourceArn": arn } }),
        "an account": single(trust({ AWS: `arn:aws:iam::${account}:root` })),
        "a federated principal": single(
            trust({ Federated: `arn:aws:iam::${account}:saml-provider/x` }, undefined, {
                Action: "sts:AssumeRoleWithSAML",
            }),
        ),
        "another action": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:TagSession" })),
        "web identities only": single(
            trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:AssumeRoleWithWebIdentity" }),
        ),
        "only a Deny": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Effect: "Deny" })),
        "no statement": doc(),
        "a Deny of every principal": withDeny(undefined),
        "a Deny of the service": withDeny(undefined, { Service: "ssm.amazonaws.com" }),
        "a Deny with NotPrincipal of an account": doc(trust({ Service: "ssm.amazonaws.com" }), {
            Effect: "Deny",
            NotPrincipal: { AWS: account },
            Action: "sts:AssumeRole",
        }),
        "a Deny of other accounts": withDeny({ StringNotEquals: { "aws:SourceAccount": account } }),
        "a Deny of other accounts with IfExists": withDeny({
            StringNotEqualsIfExists: { "aws:SourceAccount": account },
        }),
        "a Deny of other source ARNs": withDeny({ ArnNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a Deny of other organizations": withDeny({ StringNotEquals: { "aws:SourceOrgID": "o-abcdefghij" } }),
        "a Deny of services for other accounts": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": "true" },
        }),
        "a Deny of other accounts outside the organization": withDeny({
            StringNotEquals: { "aws:SourceAccount": account, "aws:SourceOrgID": "o-abcdefghij" },
        }),
        "IfExists with a Deny of requests without the key": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": account } }),
            trust("*", { Null: { "aws:SourceAccount": "true" } }, { Effect: "Deny" }),
        ),
    }),
    ...each(
        "trust",
        at,
        services([
            "ssm-incidents",
            "states",
            "codebuild",
            "codedeploy",
            "batch",
            "ecs-tasks",
            "sagemaker",
            "events",
            "scheduler",
            "pipes",
            "fis",
            "vpc-flow-logs",
            "rds",
            "monitoring.rds",
            "logs",
            "transfer",
            "datasync",
            "bedrock",
            "budgets",
            "iot",
            "resources.cloudformation",
            "hooks.cloudformation",
            "eks-fargate-pods",
            "swf",
            "rolesanywhere",
            "athena",
            "appsync",
            "spotfleet",
            "cloudfront",
            "access-grants.s3",
            "kendra",
            "aiops",
            "q",
        ]),
    ),
    ...each(
        "trust",
        ["~Statement.Principal.Service"],
        services([
            "cloudformation",
            "config",
            "apprunner",
            "backup",
            "glue",
            "codepipeline",
            "dlm",
            "firehose",
            "s3",
            "apigateway",
            "spot",
            "example",
        ]),
    ),
    ...each(
        "trust",
        [],
        services(["ec2", "lambda", "elastictranscoder", "cloudtrail", "amplify", "bedrock-agentcore"]),
    ),
    ...each("trust", [], {
        "a cluster's Fargate profiles": service("eks-fargate-pods.amazonaws.com", {
            ArnLike: { "aws:SourceArn": `arn:aws:eks:eu-west-1:${account}:fargateprofile/app/*` },
        }),
        "a domain of SWF": service("swf.amazonaws.com", {
            StringLike: { "aws:SourceArn": `arn:aws:swf:eu-west-1:${account}:/domain/*` },
        }),
        "a domain of SWF in any Region": service("swf.amazonaws.com", {
            ArnLike: { "aws:SourceArn": `arn:aws:swf:*:${account}:/domain/app` },
        }),
        "a trust anchor": service("rolesanywhere.amazonaws.com", {
            ArnEquals: { "aws:SourceArn": `arn:aws:rolesanywhere:eu-west-1:${account}:trust-anchor/1234` },
        }),
    }),
    ...each("trust", at, {
        "every account's Fargate profiles": service("eks-fargate-pods.amazonaws.com", {
            ArnLike: { "aws:SourceArn": "arn:aws:eks:*:*:fargateprofile/app/*" },
        }),
        "every account's trust anchors": service("rolesanywhere.amazonaws.com", {
            ArnLike: { "aws:SourceArn": "arn:aws:rolesanywhere:*:*:trust-anchor/*" },
        }),
        "a certificate's name alone": service("rolesanywhere.amazonaws.com", {
            StringEquals: { "aws:PrincipalTag/x509Subject/CN": "app" },
        }),
    }),
    ...each("trust", [], {
        "ec2 in China": service("ec2.amazonaws.com.cn"),
        "ec2 in an isolated partition": service("ec2.sc2s.sgov.gov"),
        "ec2 with IfExists": service("ec2.amazonaws.com", {
            StringEqualsIfExists: { "aws:SourceAccount": account },
        }),
    }),
    ...each(
        "trust",
        at,
        { "an unlisted service, configured as mandatory": service("glue.amazonaws.com") },
        { unlistedServices: "mandatory" },
    ),
    ...each(
        "trust",
        at,
        { "a service configured as required": service("glue.amazonaws.com") },
        { services: { "glue.amazonaws.com": "required" } },
    ),
    ...each(
        "trust",
        [],
        { "a service configured as unsupported": ssm() },
        { services: { events: "required", ssm: "unsupported" } },
    ),
    ...each(
        "trust",
        ["~Statement.Principal.Service"],
        { "a service configured as unlisted": ssm() },
        { services: { "SSM.amazonaws.com": "unlisted" } },
    ),
    ...each("trust", ["~Statement.Principal.Service"], {
        "an unlisted service with a wildcard account": service("glue.amazonaws.com", {
            StringLike: { "aws:SourceAccount": "*" },
        }),
    }),
    ...each(
        "trust",
        at,
        {
            "an account outside the zone of trust": ssm({ StringEquals: { "aws:SourceAccount": otherAccount } }),
            "an ARN outside the zone of trust": ssm({
                ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${otherAccount}:*` },
            }),
            "an account outside the zone of trust next to one inside it": ssm({
                StringEquals: { "aws:SourceAccount": [account, otherAccount] },
            }),
        },
        { ownAccounts: [account] },
    ),
    ...each(
        "trust",
        [],
        { "an account in the zone of trust": ssm({ StringEquals: { "aws:SourceAccount": account } }) },
        { ownAccounts: [account] },
    ),
    ...each(
        "trust",
        [],
        {
            "the stack's account in addition to configured accounts": ssm({
                StringEquals: { "aws:SourceAccount": account },
            }),
        },
        { ownAccounts: ["111111111111"], account },
    ),
    ...each(
        "trust",
        at,
        { "an organization outside the zone of trust": ssm({ StringEquals: { "aws:SourceOrgID": "o-zzzzzzzzzz" } }) },
        { ownOrganizations: ["o-abcdefghij"] },
    ),
    ...each(
        "trust",
        [],
        { "an organization in the zone of trust": ssm({ StringEquals: { "aws:SourceOrgID": "o-abcdefghij" } }) },
        { ownOrganizations: ["o-abcdefghij"] },
    ),
    ...each("trust", at, {
        "a wildcard that also matches colons before an account in a dynamic reference": ssm({
            StringLike: { "aws:SourceArn": "arn:aws:ssm:*:{{resolve:ssm:/account}}:*" },
        }),
        "a wildcard account between a Region and a name in dynamic references": ssm({
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:{{Region}}:*:{{Name}}" },
        }),
    }),
    ...each("trust", [], {
        "an account in a dynamic reference under StringLike": ssm({
            StringLike: { "aws:SourceArn": "arn:aws:ssm:eu-west-1:{{resolve:ssm:/account}}:*" },
        }),
        "an account in a dynamic reference under ArnLike": ssm({
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:{{resolve:ssm:/account}}:*" },
        }),
        "an ARN in a dynamic reference": ssm({ StringLike: { "aws:SourceArn": " {{resolve:ssm:/arn}}" } }),
    }),
];
