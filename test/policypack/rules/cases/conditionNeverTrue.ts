import { account, allow, each, single, trust, type Case } from "./case";

const ssm = (Condition: unknown): unknown => single(trust({ Service: "ssm.amazonaws.com" }, Condition));
const pass = (Condition: unknown): unknown =>
    single(allow("iam:PassRole", "arn:aws:iam::123456789012:role/app", { Condition }));
const path = (clause: string): string[] => [`Statement.Condition.${clause}`];

export const conditionNeverTrue: readonly Case[] = [
    ...each("trust", path("StringEquals.aws:SourceArn"), {
        "a wildcard under StringEquals": ssm({ StringEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "an invalid ARN under StringEquals": ssm({ StringEquals: { "aws:SourceArn": "automation" } }),
    }),
    ...each("trust", path("ArnLike.aws:SourceArn"), {
        "an ARN with an incomplete account ID": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:1234:*" } }),
        "an ARN with a variable in the old Version": {
            Statement: trust(
                { Service: "ssm.amazonaws.com" },
                { ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:${aws:ResourceAccount}:*" } },
            ),
        },
        "an invalid ARN under ArnLike": ssm({ ArnLike: { "aws:SourceArn": "my-automation" } }),
    }),
    ...each("trust", path("StringEquals.aws:SourceAccount"), {
        "a name instead of an account ID": ssm({ StringEquals: { "aws:SourceAccount": "production" } }),
        "an account ID with eleven digits": ssm({ StringEquals: { "aws:SourceAccount": "12345678901" } }),
        "a wildcard account under StringEquals": ssm({ StringEquals: { "aws:SourceAccount": "*" } }),
        "an empty list of values": ssm({ StringEquals: { "aws:SourceAccount": [] } }),
        "white space in the value": ssm({ StringEquals: { "aws:SourceAccount": ` ${account}` } }),
    }),
    ...each("trust", path("ArnLike.aws:SourceAccount"), {
        "an account ID under ArnLike": ssm({ ArnLike: { "aws:SourceAccount": account } }),
    }),
    ...each("trust", path("StringEquals.aws:SourceOrgID"), {
        "an invalid organization ID": ssm({ StringEquals: { "aws:SourceOrgID": "acme" } }),
        "a prefix before an organization ID": ssm({ StringEquals: { "aws:SourceOrgID": "org-o-abcdefghij" } }),
        "a suffix after an organization ID": ssm({ StringEquals: { "aws:SourceOrgID": "o-abcdefghij/" } }),
    }),
    ...each("trust", path("ForAnyValue:StringEquals.aws:SourceOrgPaths"), {
        "an organization ID instead of a path": ssm({
            "ForAnyValue:StringEquals": { "aws:SourceOrgPaths": "o-abcdefghij" },
        }),
    }),
    ...each("trust", path("StringEquals.aws:SourceAccountId"), {
        "a key that does not exist": ssm({ StringEquals: { "aws:SourceAccountId": account } }),
    }),
    ...each("trust", path("StringEquals.aws:SourceAcount"), {
        "a misspelled key": ssm({ StringEquals: { "aws:SourceAcount": account } }),
    }),
    ...each("grant", path("StringEquals.aws:PassedToService"), {
        "an iam key with the prefix aws": pass({ StringEquals: { "aws:PassedToService": "ssm.amazonaws.com" } }),
    }),
    ...each("grant", path("StringEquals.iam:PassedToService"), {
        "a wildcard for the service": pass({ StringEquals: { "iam:PassedToService": "*.amazonaws.com" } }),
    }),
    ...each("trust", path("Null.aws:SourceAccount"), {
        "a key that must be missing and have a value": ssm({
            Null: { "aws:SourceAccount": "true" },
            StringEquals: { "aws:SourceAccount": account },
        }),
    }),
    ...each("resource", path("StringEquals.aws:PrincipalOrgID"), {
        "a wildcard for the organization": single(
            trust("*", { StringEquals: { "aws:PrincipalOrgID": "o-*" } }, { Action: "s3:*", Resource: "*" }),
        ),
    }),
    ...each("trust", path("StringEquals.aws:SourceAccount"), {
        "a variable in the old Version": {
            Statement: trust(
                { Service: "ssm.amazonaws.com" },
                { StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } },
            ),
        },
        "a Deny that is never true": single(
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": "*" } }, { Effect: "Deny" }),
        ),
    }),
    ...each("trust", [], {
        "a Boolean under Bool and StringEquals": ssm({
            Bool: { "aws:MultiFactorAuthPresent": "true" },
            StringEquals: { "aws:MultiFactorAuthPresent": "true" },
        }),
        "one key missing and another with a value": ssm({
            Null: { "aws:SourceArn": "true" },
            StringEquals: { "aws:SourceAccount": account },
        }),
        "an account and an ARN in the old Version": {
            Statement: trust(
                { Service: "ssm.amazonaws.com" },
                {
                    StringEquals: { "aws:SourceAccount": account },
                    ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` },
                },
            ),
        },
        "a dynamic reference in an ARN": ssm({ ArnLike: { "aws:SourceArn": "{{resolve:ssm:/topic}}" } }),
        "a dynamic reference for an account": ssm({ StringEquals: { "aws:SourceAccount": "{{Account}}" } }),
        "an account ID": ssm({ StringEquals: { "aws:SourceAccount": account } }),
        "an impossible value next to a valid one": ssm({ StringEquals: { "aws:SourceAccount": [account, "x"] } }),
        "a wildcard under ArnLike": ssm({ ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a wildcard under ArnEquals": ssm({ ArnEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "an unknown key with IfExists": ssm({ StringEqualsIfExists: { "aws:SourceAccountId": account } }),
        "an unknown key with a negated operator": ssm({ StringNotEquals: { "aws:SourceAccountId": account } }),
        "a tag key": ssm({ StringEquals: { "aws:PrincipalTag/x": "*" } }),
        "a service-specific key": ssm({ StringEquals: { "ssm:anything": "*" } }),
        "the aws:Referer key": ssm({ StringEquals: { "aws:Referer": account } }),
        "Null false": ssm({ Null: { "aws:SourceAccount": "false" }, StringEquals: { "aws:SourceAccount": account } }),
        "Null with true and false": ssm({
            Null: { "aws:SourceAccount": ["true", "false"] },
            StringEquals: { "aws:SourceAccount": account },
        }),
        "no Condition": ssm(undefined),
    }),
];
