import { account, doc, each, single, stranger, trust, type Case } from "./case";

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
        "a bare service": ssm(),
        "an empty Condition": ssm({}),
        "in China": service("ssm.amazonaws.com.cn"),
        "upper case": service("SSM.AMAZONAWS.COM"),
        "a regional host": service("logs.eu-west-1.amazonaws.com"),
        "in an isolated partition": service("ssm.c2s.ic.gov"),
        "a regional host of GovCloud": service("states.us-gov-west-1.amazonaws.com"),
        "blanks around": service(" ssm.amazonaws.com "),
        "every service": service("*"),
        "services by pattern": service("*.amazonaws.com"),
        "services by a question mark": service("ss?.amazonaws.com"),
        text: JSON.stringify(ssm()),
        "an escape in text":
            '{"Statement":{"Effect":"Allow","Principal":{"Service":"s\\u0073m.amazonaws.com"},"Action":"sts:AssumeRole"}}',
        "no Version": { Statement: trust({ Service: "ssm.amazonaws.com" }) },
        "a star for the account": ssm({ StringLike: { "aws:SourceAccount": "*" } }),
        "a prefix of the account": ssm({ StringLike: { "aws:SourceAccount": "1234*" } }),
        "twelve question marks": ssm({ StringLike: { "aws:SourceAccount": "????????????" } }),
        "one question mark": ssm({ StringLike: { "aws:SourceAccount": "12345678901?" } }),
        "one wide account of two": ssm({ StringLike: { "aws:SourceAccount": [account, "*"] } }),
        "a star for the ARN": ssm({ ArnLike: { "aws:SourceArn": "*" } }),
        "an ARN of any account": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:*:automation-execution/*" } }),
        "an ARN whose tail swallows the account": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*" } }),
        "the same under StringLike": ssm({ StringLike: { "aws:SourceArn": "arn:aws:ssm:*" } }),
        "a star in the account of an ARN": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:1234*:*" } }),
        "a star that crosses colons": ssm({ StringLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a question mark before the account": ssm({
            StringLike: { "aws:SourceArn": `arn:aws:ssm:us-east-?:${account}:*` },
        }),
        "a star for the service under StringLike": ssm({
            StringLike: { "aws:SourceArn": `arn:aws:*:eu-west-1:${account}:*` },
        }),
        "one wide ARN of two": ssm({ ArnLike: { "aws:SourceArn": [arn, "arn:aws:ssm:*:*:*"] } }),
        "a bucket's ARN": service("logs.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "a bucket's ARN under StringEquals": ssm({ StringEquals: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        "an ARN of AWS itself": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:aws:*" } }),
        "any organization": ssm({ StringLike: { "aws:SourceOrgID": "o-*" } }),
        "a path in any organization": ssm({ "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-*/r-ab12/*" } }),
        "a path without a set operator": ssm({ StringLike: { "aws:SourceOrgPaths": "o-abcdefghij/r-ab12/*" } }),
        "a star, and another key asked to be missing": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceArn": "true" },
        }),
        "a star, and a Null that is always true": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": ["true", "false"] },
        }),
        "a star, and a Null of nothing": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": [] },
        }),
        "a star, and a truth": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Bool: { "aws:SourceAccount": "true" },
        }),
        "no operator of IAM": ssm({ StringEqualz: { "aws:SourceAccount": account } }),
        "IfExists, with no operator of IAM": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            StringEqualz: { "aws:SourceAccount": account },
        }),
        "ForAllValues and IfExists": ssm({ "ForAllValues:StringEqualsIfExists": { "aws:SourceAccount": account } }),
        "a variable before letters": ssm({ StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}0" } }),
        "a variable behind letters": ssm({ StringEquals: { "aws:SourceAccount": "0${aws:ResourceAccount}" } }),
        "two variables": ssm({ StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}${aws:userid}" } }),
        "an organization by the caller": ssm({ StringEquals: { "aws:SourceOrgID": "${aws:PrincipalOrgID}" } }),
        "a path under an operator of ARNs": ssm({
            "ForAnyValue:ArnLike": { "aws:SourceOrgPaths": "o-abcdefghij/r-ab12/*" },
        }),
        "a path by the caller": ssm({ "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "${aws:PrincipalOrgID}/*" } }),
        "IfExists alone": ssm({ StringEqualsIfExists: { "aws:SourceAccount": account } }),
        "ArnLikeIfExists alone": ssm({ ArnLikeIfExists: { "aws:SourceArn": arn } }),
        "ForAllValues alone": ssm({ "ForAllValues:StringEquals": { "aws:SourceAccount": account } }),
        "IfExists, with Null on another key": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            Null: { "aws:SourceArn": "false" },
        }),
        "IfExists, with a Null that is always true": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": ["true", "false"] },
        }),
        "Null alone": ssm({ Null: { "aws:SourceAccount": "false" } }),
        "Null true": ssm({ Null: { "aws:SourceAccount": "true" } }),
        "a negated operator": ssm({ StringNotEquals: { "aws:SourceAccount": stranger } }),
        "a negated ARN": ssm({ ArnNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${stranger}:*` } }),
        "ForAnyValue with a negated operator": ssm({
            "ForAnyValue:StringNotEquals": { "aws:SourceAccount": stranger },
        }),
        "an external id": ssm({ StringEquals: { "sts:ExternalId": "secret" } }),
        "the principal's organization": ssm({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "the principal's account": ssm({ StringEquals: { "aws:PrincipalAccount": account } }),
        "the resource's account": ssm({ StringEquals: { "aws:ResourceAccount": account } }),
        "secure transport": ssm({ Bool: { "aws:SecureTransport": "true" } }),
        "a date": ssm({ DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }),
        "a look-alike key": ssm({ StringEqualsIfExists: { "aws:SourceAccountId": account } }),
        "the key of another service": ssm({ StringEquals: { "ssm:SourceAccount": account } }),
        "every value, with a guard of every value": ssm({
            "ForAllValues:StringEquals": { "aws:SourceAccount": account },
            "ForAllValues:Null": { "aws:SourceAccount": "false" },
        }),
        "a number operator": ssm({ NumericEquals: { "aws:SourceAccount": account } }),
        "a variable of the caller": ssm({ StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } }),
        "the key itself as variable": ssm({ StringEquals: { "aws:SourceAccount": "${aws:SourceAccount}" } }),
        "a variable with a fallback": ssm({
            StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount, '123456789012'}" },
        }),
        "a caller's variable in the ARN": ssm({
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:${aws:PrincipalAccount}:*" },
        }),
    }),
    ...each("trust", ["Statement.Principal.Service[0]"], {
        "in a list": service(["ssm.amazonaws.com"]),
        "a name with a dash, beside another": service(["ssm-incidents.amazonaws.com", "ec2.amazonaws.com"]),
        "every service, beside another": service(["*", "ec2.amazonaws.com"]),
        "beside one that cannot be guarded": service(["ssm.amazonaws.com", "ec2.amazonaws.com"]),
    }),
    ...each("trust", ["Statement.Principal.Service[1]"], {
        "behind one that cannot": service(["ec2.amazonaws.com", "ssm.amazonaws.com"]),
    }),
    ...each("trust", ["Statement.Principal.Service[0]", "Statement.Principal.Service[1]"], {
        two: service(["ssm.amazonaws.com", "events.amazonaws.com"]),
    }),
    ...each("trust", at, {
        "beside an account": single(trust({ AWS: `arn:aws:iam::${account}:root`, Service: "ssm.amazonaws.com" })),
        "beside a federation": single(
            trust({ Federated: "cognito-identity.amazonaws.com", Service: "ssm.amazonaws.com" }),
        ),
        "sts:*": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:*" })),
        "sts:Assume*": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:Assume*" })),
        "a bare star": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "*" })),
        "lower case": single(trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: "sts:assumerole" })),
        "with TagSession": single(
            trust({ Service: "ssm.amazonaws.com" }, undefined, { Action: ["sts:AssumeRole", "sts:TagSession"] }),
        ),
        NotAction: single({
            Effect: "Allow",
            Principal: { Service: "ssm.amazonaws.com" },
            NotAction: "sts:TagSession",
        }),
    }),
    ...each("trust", ["Statement[0].Principal.Service"], {
        "the source's own account, or any": doc(
            trust(
                { Service: "ssm.amazonaws.com" },
                { StringEquals: { "aws:SourceAccount": "${aws:SourceAccount, '*'}" } },
            ),
        ),
        "the source's own ARN, or any": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceArn": "${aws:SourceArn, '*'}" } }),
        ),
        "the source's own organization, or any": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceOrgID": "${aws:SourceOrgID, '*'}" } }),
        ),
        "a guarded statement repairs no bare one": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": account } }),
        ),
        "a Deny of services by no value": withDeny({ Bool: { "aws:PrincipalIsAWSService": [] } }),
        "a Deny of all but the account, of services by no value": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": [] },
        }),
        "a Deny under Null of neither, of any value": withDeny({
            "ForAnyValue:Null": { "aws:SourceAccount": ["true", "false"] },
        }),
        "a Deny of one stranger": withDeny({ StringEquals: { "aws:SourceAccount": stranger } }),
        "a Deny for another service": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust({ Service: "ec2.amazonaws.com" }, undefined, { Effect: "Deny" }),
        ),
        "a Deny of another action": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust("*", undefined, { Effect: "Deny", Action: "sts:TagSession" }),
        ),
        "a Deny under Null": withDeny({ Null: { "aws:SourceAccount": "true" } }),
        "a Deny that spares absent keys": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": "false" },
        }),
        "a Deny under ForAnyValue, false when absent": withDeny({
            "ForAnyValue:StringNotEquals": { "aws:SourceAccount": account },
        }),
        "a Deny of all but a wildcard": withDeny({ StringNotLike: { "aws:SourceAccount": "*" } }),
        "a Deny of all but an ARN that crosses colons": withDeny({
            StringNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "a Deny under no operator of IAM": withDeny({ StringNotEqualz: { "aws:SourceAccount": account } }),
        "a Deny of paths under ForAnyValue, false when absent": withDeny({
            "ForAnyValue:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" },
        }),
        "a Deny of two clauses, the second wide": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            ArnNotLike: { "aws:SourceArn": "arn:aws:ssm:*:*:*" },
        }),
        "a Deny of two clauses, the first wide": withDeny({
            ArnNotLike: { "aws:SourceArn": "arn:aws:ssm:*:*:*" },
            StringNotEquals: { "aws:SourceAccount": account },
        }),
        "a Deny that spares services": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": "false" },
        }),
        "a Deny that services may or may not meet": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": ["true", "false"] },
        }),
        "a Deny of services under another operator": withDeny({
            StringNotEquals: { "aws:SourceAccount": account, "aws:PrincipalIsAWSService": "true" },
        }),
        "IfExists, and a Deny of those with the key": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": account } }),
            trust("*", { Null: { "aws:SourceAccount": "false" } }, { Effect: "Deny" }),
        ),
        "IfExists, and a Deny of those without another key": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": account } }),
            trust("*", { Null: { "aws:SourceArn": "true" } }, { Effect: "Deny" }),
        ),
        "IfExists, and a weakened Deny of those without": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": account } }),
            trust(
                "*",
                { Null: { "aws:SourceAccount": "true" }, Bool: { "aws:SecureTransport": "false" } },
                { Effect: "Deny" },
            ),
        ),
        "a Deny weakened by MFA": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:MultiFactorAuthPresent": "true" },
        }),
        "a Deny for IAM callers": withDeny({ StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "a Deny of any account that is named, which spares those that name none": withDeny({
            StringLikeIfExists: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": "false" },
        }),
        "a Deny of another account than the one let in from": doc(
            trust({ Service: "ssm.amazonaws.com" }, { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
            trust("*", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } }, { Effect: "Deny" }),
        ),
        "a Deny under Null of nothing": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": [] },
        }),
        "a Deny of everyone but the service": doc(trust({ Service: "ssm.amazonaws.com" }), {
            Effect: "Deny",
            NotPrincipal: { Service: "ssm.amazonaws.com" },
            Action: "sts:AssumeRole",
        }),
    }),
    ...each("trust", ["Statement.Principal"], {
        everyone: everyone(),
        "everyone with an external id": everyone({ StringEquals: { "sts:ExternalId": "x" } }),
        "everyone with a tag": everyone({ StringEquals: { "aws:PrincipalTag/team": "blue" } }),
        "everyone in any organization": everyone({ StringLike: { "aws:PrincipalOrgID": "*" } }),
        "everyone of any account with a role's name": everyone({
            ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" },
        }),
        "everyone from a network": everyone({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
        "everyone if in the organization": everyone({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "everyone but a stranger": everyone({ StringNotEquals: { "aws:PrincipalAccount": stranger } }),
        "all but services": everyone({ Bool: { "aws:PrincipalIsAWSService": "false" } }),
    }),
    ...each("trust", ["Statement.Principal.AWS"], { "everyone by AWS": single(trust({ AWS: "*" })) }),
    ...each("trust", ["Statement.Principal.AWS[1]"], { "everyone in a list": single(trust({ AWS: [account, "*"] })) }),
    ...each("trust", ["Statement.NotPrincipal"], {
        "everyone but one": single({
            Effect: "Allow",
            NotPrincipal: { AWS: `arn:aws:iam::${stranger}:root` },
            Action: "sts:AssumeRole",
        }),
    }),
    ...each("trust", [], {
        "the account": ssm({ StringEquals: { "aws:SourceAccount": account } }),
        "the account as a number": ssm({ StringEquals: { "aws:SourceAccount": 123456789012 } }),
        "two accounts": ssm({ StringEquals: { "aws:SourceAccount": [account, stranger] } }),
        "the account under StringLike": ssm({ StringLike: { "aws:SourceAccount": account } }),
        "the account, case ignored": ssm({ StringEqualsIgnoreCase: { "aws:SourceAccount": account } }),
        "the key in lower case": ssm({ StringEquals: { "aws:sourceaccount": account } }),
        "the key in upper case": ssm({ StringEquals: { "AWS:SOURCEACCOUNT": account } }),
        "the operator in lower case": ssm({ stringequals: { "aws:SourceAccount": account } }),
        ForAnyValue: ssm({ "ForAnyValue:StringEquals": { "aws:SourceAccount": account } }),
        "the resource's own account": ssm({ StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } }),
        "a Deny of other accounts where the account is asked for": doc(
            trust({ Service: "ssm.amazonaws.com" }, { StringLike: { "aws:SourceAccount": "*" } }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account }, Null: { "aws:SourceAccount": "false" } },
                { Effect: "Deny" },
            ),
        ),
        "a Deny of other accounts beside a Deny of those that name none": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust(
                "*",
                { StringNotEquals: { "aws:SourceAccount": account }, Null: { "aws:SourceAccount": "false" } },
                { Effect: "Deny" },
            ),
            trust("*", { Null: { "aws:SourceAccount": "true" } }, { Effect: "Deny" }),
        ),
        "a Deny of every service": withDeny({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
        "a Deny of any account, also of none": withDeny({ StringLikeIfExists: { "aws:SourceAccount": "*" } }),
        "a Deny of just what is allowed": doc(
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
        "closed: a star that is asked to be missing": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            Null: { "aws:SourceAccount": "TRUE" },
        }),
        "a Deny of paths under ForAllValues, true when absent": withDeny({
            "ForAllValues:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" },
        }),
        "a Deny of paths under ForAnyValue, true when absent": withDeny({
            "ForAnyValue:StringNotLikeIfExists": { "aws:SourceOrgPaths": "o-abcdefghij/*" },
        }),
        "a Deny of paths under ForAnyValue, and of those without": doc(
            trust({ Service: "ssm.amazonaws.com" }),
            trust("*", { "ForAnyValue:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" } }, { Effect: "Deny" }),
            trust("*", { Null: { "aws:SourceOrgPaths": "true" } }, { Effect: "Deny" }),
        ),
        "a Deny of paths under ForAnyValue, where the key is asked for": doc(
            trust({ Service: "ssm.amazonaws.com" }, { Null: { "aws:SourceOrgPaths": "false" } }),
            trust("*", { "ForAnyValue:StringNotLike": { "aws:SourceOrgPaths": "o-abcdefghij/*" } }, { Effect: "Deny" }),
        ),
        "a Deny of two clauses that both bind": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            ArnNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "IfExists with a star that needs the key": ssm({
            StringEqualsIfExists: { "aws:SourceAccount": account },
            StringLike: { "aws:SourceAccount": "*" },
        }),
        "a wide clause beside a narrow one": ssm({
            StringLike: { "aws:SourceAccount": "*" },
            StringEquals: { "aws:SourceAccount": account },
        }),
        "a wide ARN beside the account": ssm({
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:*:*" },
        }),
        "a bucket's ARN beside the account": ssm({
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" },
        }),
        "the ARN": ssm({ ArnLike: { "aws:SourceArn": arn } }),
        "the ARN in any Region": ssm({ ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "the ARN in any partition": ssm({ ArnLike: { "aws:SourceArn": `arn:*:ssm:*:${account}:*` } }),
        "the ARN of any service": ssm({ ArnLike: { "aws:SourceArn": `arn:aws:*:*:${account}:*` } }),
        "ArnEquals, which is ArnLike": ssm({ ArnEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "the ARN under StringLike, wild behind the account": ssm({
            StringLike: { "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:*` },
        }),
        "the whole ARN under StringEquals": ssm({
            StringEquals: { "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:x` },
        }),
        "the resource's own account in the ARN": ssm({
            ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:${aws:ResourceAccount}:*" },
        }),
        "the organization": ssm({ StringEquals: { "aws:SourceOrgID": "o-abcdefghij" } }),
        "the resource's own organization": ssm({ StringEquals: { "aws:SourceOrgID": "${aws:ResourceOrgID}" } }),
        "a path in the organization": ssm({
            "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-abcdefghij/r-ab12/*" },
        }),
        "closed: a wildcard under StringEquals": ssm({
            StringEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
        }),
        "closed: no account id": ssm({ StringEquals: { "aws:SourceAccount": "my-account" } }),
        "closed: a star that is only a letter": ssm({ StringEquals: { "aws:SourceAccount": "${*}" } }),
        "closed: a question mark that is only a letter": ssm({ StringEquals: { "aws:SourceAccount": "${?}" } }),
        "closed: a dollar that is only a letter": ssm({ StringEquals: { "aws:SourceAccount": "${$}" } }),
        "closed: no value": ssm({ StringEquals: { "aws:SourceAccount": [] } }),
        "closed: a variable in the old Version": old({
            StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" },
        }),
        "the account in the old Version": old({ StringEquals: { "aws:SourceAccount": account } }),
        "everyone in the organization": everyone({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "everyone in the account": everyone({ StringEquals: { "aws:PrincipalAccount": account } }),
        "everyone with a role of the account": everyone({
            ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` },
        }),
        "everyone in a part of the organization": everyone({
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/*" },
        }),
        "everyone on behalf of the account": everyone({ StringEquals: { "aws:SourceAccount": account } }),
        "everyone on behalf of an ARN": everyone({ ArnLike: { "aws:SourceArn": arn } }),
        "an account": single(trust({ AWS: `arn:aws:iam::${account}:root` })),
        "a federation": single(
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
        "a Deny of all": withDeny(undefined),
        "a Deny of the service": withDeny(undefined, { Service: "ssm.amazonaws.com" }),
        "a Deny of all but an account": doc(trust({ Service: "ssm.amazonaws.com" }), {
            Effect: "Deny",
            NotPrincipal: { AWS: account },
            Action: "sts:AssumeRole",
        }),
        "a Deny of all but the account": withDeny({ StringNotEquals: { "aws:SourceAccount": account } }),
        "a Deny of all but the account, if named": withDeny({
            StringNotEqualsIfExists: { "aws:SourceAccount": account },
        }),
        "a Deny of all but the ARN": withDeny({ ArnNotLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a Deny of all but the organization": withDeny({ StringNotEquals: { "aws:SourceOrgID": "o-abcdefghij" } }),
        "a Deny of services only": withDeny({
            StringNotEquals: { "aws:SourceAccount": account },
            Bool: { "aws:PrincipalIsAWSService": "true" },
        }),
        "a Deny of what is neither the account's nor the organization's": withDeny({
            StringNotEquals: { "aws:SourceAccount": account, "aws:SourceOrgID": "o-abcdefghij" },
        }),
        "IfExists with a Deny of absent keys": doc(
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
        "ec2 in China": service("ec2.amazonaws.com.cn"),
        "ec2 in an isolated partition": service("ec2.sc2s.sgov.gov"),
        "ec2 with a loose guard": service("ec2.amazonaws.com", {
            StringEqualsIfExists: { "aws:SourceAccount": account },
        }),
    }),
    ...each(
        "trust",
        at,
        { "unlisted, by configuration": service("glue.amazonaws.com") },
        { unlistedServices: "mandatory" },
    ),
    ...each(
        "trust",
        at,
        { "moved to required": service("glue.amazonaws.com") },
        { services: { "glue.amazonaws.com": "required" } },
    ),
    ...each("trust", [], { "moved to unsupported": ssm() }, { services: { events: "required", ssm: "unsupported" } }),
    ...each(
        "trust",
        ["~Statement.Principal.Service"],
        { "moved to unlisted": ssm() },
        { services: { "SSM.amazonaws.com": "unlisted" } },
    ),
    ...each(
        "trust",
        at,
        {
            "a stranger's account, own ones known": ssm({ StringEquals: { "aws:SourceAccount": stranger } }),
            "a stranger's ARN, own ones known": ssm({ ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${stranger}:*` } }),
            "one stranger of two": ssm({ StringEquals: { "aws:SourceAccount": [account, stranger] } }),
        },
        { ownAccounts: [account] },
    ),
    ...each(
        "trust",
        [],
        { "an own account": ssm({ StringEquals: { "aws:SourceAccount": account } }) },
        { ownAccounts: [account] },
    ),
    ...each(
        "trust",
        [],
        { "the stack's account beside own ones": ssm({ StringEquals: { "aws:SourceAccount": account } }) },
        { ownAccounts: ["111111111111"], account },
    ),
    ...each(
        "trust",
        at,
        { "a stranger's organization": ssm({ StringEquals: { "aws:SourceOrgID": "o-zzzzzzzzzz" } }) },
        { ownOrganizations: ["o-abcdefghij"] },
    ),
    ...each(
        "trust",
        [],
        { "the own organization": ssm({ StringEquals: { "aws:SourceOrgID": "o-abcdefghij" } }) },
        { ownOrganizations: ["o-abcdefghij"] },
    ),
];
