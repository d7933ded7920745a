import { account, allow, each, single, trust, type Case } from "./case";

const ssm = (Condition: unknown): unknown => single(trust({ Service: "ssm.amazonaws.com" }, Condition));
const pass = (Condition: unknown): unknown =>
    single(allow("iam:PassRole", "arn:aws:iam::123456789012:role/app", { Condition }));
const path = (clause: string): string[] => [`Statement.Condition.${clause}`];

const github = "token.actions.githubusercontent.com";
const eks = "oidc.eks.eu-west-1.amazonaws.com/id/abc";
const esc = "api.pulumi.com/oidc/v2";
const key = (Condition: unknown): unknown =>
    single(trust({ Service: "aiops.amazonaws.com" }, Condition, { Action: "kms:Decrypt", Resource: "*" }));
const web = (address: string, Condition: unknown): unknown =>
    single(
        trust({ Federated: `arn:aws:iam::${account}:oidc-provider/${address}` }, Condition, {
            Action: "sts:AssumeRoleWithWebIdentity",
        }),
    );

export const conditionNeverTrue: readonly Case[] = [
    ...each("trust", path(`StringEquals.${github}:sub`), {
        "a wildcard in a GitHub subject under StringEquals": web(github, {
            StringEquals: { [`${github}:sub`]: "repo:acme/app:*" },
        }),
        "every GitHub subject under StringEquals": web(github, { StringEquals: { [`${github}:sub`]: "*" } }),
    }),
    ...each("trust", path(`StringEquals.${github}:sub[0]`), {
        "a wildcard in every GitHub subject under StringEquals": web(github, {
            StringEquals: { [`${github}:sub`]: ["repo:acme/*", "repo:acme/app:*"] },
        }),
    }),
    ...each("trust", path(`StringEqualsIgnoreCase.${github}:sub`), {
        "a wildcard in a GitHub subject under StringEqualsIgnoreCase": web(github, {
            StringEqualsIgnoreCase: { [`${github}:sub`]: "repo:acme/app:*" },
        }),
    }),
    ...each("trust", path(`StringEquals.${github}:repository`), {
        "a wildcard in a GitHub repository under StringEquals": web(github, {
            StringEquals: { [`${github}:repository`]: "acme/*" },
        }),
    }),
    ...each("trust", path(`StringEquals.${github}:aud`), {
        "a wildcard in an audience under StringEquals": web(github, {
            StringEquals: { [`${github}:aud`]: "sts.*" },
            StringLike: { [`${github}:sub`]: "repo:acme/app:*" },
        }),
    }),
    ...each("trust", path(`StringEquals.${eks}:sub`), {
        "every EKS service account under StringEquals": web(eks, {
            StringEquals: { [`${eks}:sub`]: "system:serviceaccount:*" },
        }),
        "the service accounts of an EKS namespace under StringEquals": web(eks, {
            StringEquals: { [`${eks}:sub`]: "system:serviceaccount:app:*" },
        }),
    }),
    ...each("trust", path(`StringLike.${esc}:sub`), {
        "a subject of Pulumi's first issuer from the second": web(esc, {
            StringLike: { [`${esc}:sub`]: "pulumi:deploy:org:acme:*" },
        }),
    }),
    ...each("trust", [], {
        "a GitHub subject under StringEquals": web(github, {
            StringEquals: { [`${github}:sub`]: "repo:acme/app:ref:refs/heads/main", [`${github}:aud`]: "sts" },
        }),
        "a wildcard in a GitHub subject under StringLike": web(github, {
            StringLike: { [`${github}:sub`]: "repo:acme/app:*" },
        }),
        "a wildcard in a GitHub subject under StringEqualsIfExists": web(github, {
            StringEqualsIfExists: { [`${github}:sub`]: "repo:acme/app:*" },
        }),
        "a wildcard in a GitHub subject beside a whole one": web(github, {
            StringEquals: { [`${github}:sub`]: ["repo:acme/app:*", "repo:acme/app:ref:refs/heads/main"] },
        }),
        "a wildcard in a GitHub subject under StringNotEquals": web(github, {
            StringNotEquals: { [`${github}:sub`]: "repo:acme/app:*" },
        }),
        "every EKS service account": web(eks, { StringLike: { [`${eks}:sub`]: "system:serviceaccount:*" } }),
        "a wildcard in another claim": web(github, { StringEquals: { [`${github}:actor`]: "*" } }),
        "an environment of Pulumi ESC": web(esc, { StringEquals: { [`${esc}:sub`]: "pulumi:org:1234:env:5678" } }),
        "a pattern of Pulumi ESC's subjects": web(esc, { StringLike: { [`${esc}:sub`]: "pulumi:*:env:5678" } }),
    }),
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
    ...each("resource", path("StringEquals.kms:EncryptionContext:aws:states:stateMachineArn"), {
        "a wildcard in an encryption context under StringEquals": key({
            StringEquals: {
                "kms:EncryptionContext:aws:states:stateMachineArn": `arn:aws:states:*:${account}:stateMachine:*`,
            },
        }),
    }),
    ...each("resource", [], {
        "a wildcard in an encryption context under ArnLike": key({
            ArnLike: {
                "kms:EncryptionContext:aws:states:stateMachineArn": `arn:aws:states:*:${account}:stateMachine:*`,
            },
        }),
        "an ARN in an encryption context under StringEquals": key({
            StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:eu-west-1:${account}:topic` },
        }),
        "a wildcard in a name in an encryption context": key({
            StringEquals: { "kms:EncryptionContext:aws:example:arnName": "a*" },
        }),
        "a wildcard in an encryption context of one's own": key({
            StringEquals: { "kms:EncryptionContext:pattern": "a*" },
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
    ...each("trust", [], {
        "a key in a dynamic reference": ssm({ StringEquals: { "aws:{{Key}}": account } }),
    }),
];
