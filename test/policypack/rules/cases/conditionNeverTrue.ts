import { account, allow, each, single, trust, type Case } from "./case";

const ssm = (Condition: unknown): unknown => single(trust({ Service: "ssm.amazonaws.com" }, Condition));
const pass = (Condition: unknown): unknown =>
    single(allow("iam:PassRole", "arn:aws:iam::123456789012:role/app", { Condition }));
const path = (clause: string): string[] => [`Statement.Condition.${clause}`];

export const conditionNeverTrue: readonly Case[] = [
    ...each("trust", path("StringEquals.aws:SourceArn"), {
        "a wildcard under StringEquals": ssm({ StringEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "no ARN under StringEquals": ssm({ StringEquals: { "aws:SourceArn": "automation" } }),
    }),
    ...each("trust", path("ArnLike.aws:SourceArn"), {
        "an ARN with half an account": ssm({ ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:1234:*" } }),
        "an ARN with a variable in the old Version": {
            Statement: trust(
                { Service: "ssm.amazonaws.com" },
                { ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:${aws:ResourceAccount}:*" } },
            ),
        },
        "no ARN": ssm({ ArnLike: { "aws:SourceArn": "my-automation" } }),
    }),
    ...each("trust", path("StringEquals.aws:SourceAccount"), {
        "no account id": ssm({ StringEquals: { "aws:SourceAccount": "production" } }),
        "eleven digits": ssm({ StringEquals: { "aws:SourceAccount": "12345678901" } }),
        "a star under StringEquals": ssm({ StringEquals: { "aws:SourceAccount": "*" } }),
        "no value": ssm({ StringEquals: { "aws:SourceAccount": [] } }),
        "blanks in the value": ssm({ StringEquals: { "aws:SourceAccount": ` ${account}` } }),
    }),
    ...each("trust", path("ArnLike.aws:SourceAccount"), {
        "an account under ArnLike": ssm({ ArnLike: { "aws:SourceAccount": account } }),
    }),
    ...each("trust", path("StringEquals.aws:SourceOrgID"), {
        "no organization id": ssm({ StringEquals: { "aws:SourceOrgID": "acme" } }),
        "letters before an organization id": ssm({ StringEquals: { "aws:SourceOrgID": "org-o-abcdefghij" } }),
        "letters behind an organization id": ssm({ StringEquals: { "aws:SourceOrgID": "o-abcdefghij/" } }),
    }),
    ...each("trust", path("ForAnyValue:StringEquals.aws:SourceOrgPaths"), {
        "an organization without a path": ssm({ "ForAnyValue:StringEquals": { "aws:SourceOrgPaths": "o-abcdefghij" } }),
    }),
    ...each("trust", path("StringEquals.aws:SourceAccountId"), {
        "a key that does not exist": ssm({ StringEquals: { "aws:SourceAccountId": account } }),
    }),
    ...each("trust", path("StringEquals.aws:SourceAcount"), {
        "a misspelt key": ssm({ StringEquals: { "aws:SourceAcount": account } }),
    }),
    ...each("grant", path("StringEquals.aws:PassedToService"), {
        "a key of IAM under aws": pass({ StringEquals: { "aws:PassedToService": "ssm.amazonaws.com" } }),
    }),
    ...each("grant", path("StringEquals.iam:PassedToService"), {
        "a star for the service": pass({ StringEquals: { "iam:PassedToService": "*.amazonaws.com" } }),
    }),
    ...each("trust", path("Null.aws:SourceAccount"), {
        "missing and present": ssm({
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
        "a Deny that denies nothing": single(
            trust({ Service: "ssm.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": "*" } }, { Effect: "Deny" }),
        ),
    }),
    ...each("trust", [], {
        "a truth, told twice": ssm({
            Bool: { "aws:MultiFactorAuthPresent": "true" },
            StringEquals: { "aws:MultiFactorAuthPresent": "true" },
        }),
        "one key missing, another with a value": ssm({
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
        "an ARN that the deployment tells": ssm({ ArnLike: { "aws:SourceArn": "{{resolve:ssm:/topic}}" } }),
        "an account that the deployment tells": ssm({ StringEquals: { "aws:SourceAccount": "{{Account}}" } }),
        "the account": ssm({ StringEquals: { "aws:SourceAccount": account } }),
        "one dead value of two": ssm({ StringEquals: { "aws:SourceAccount": [account, "x"] } }),
        "a wildcard under ArnLike": ssm({ ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a wildcard under ArnEquals": ssm({ ArnEquals: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } }),
        "a missing key that may be missing": ssm({ StringEqualsIfExists: { "aws:SourceAccountId": account } }),
        "a missing key, negated": ssm({ StringNotEquals: { "aws:SourceAccountId": account } }),
        "a tag": ssm({ StringEquals: { "aws:PrincipalTag/x": "*" } }),
        "a key of a service": ssm({ StringEquals: { "ssm:anything": "*" } }),
        "the referer": ssm({ StringEquals: { "aws:Referer": account } }),
        "Null false": ssm({ Null: { "aws:SourceAccount": "false" }, StringEquals: { "aws:SourceAccount": account } }),
        "Null both ways": ssm({
            Null: { "aws:SourceAccount": ["true", "false"] },
            StringEquals: { "aws:SourceAccount": account },
        }),
        "no Condition": ssm(undefined),
    }),
];
