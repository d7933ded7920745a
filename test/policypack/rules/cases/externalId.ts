import { account, doc, each, single, otherAccount, trust, type Case } from "./case";

const settings = { ownAccounts: [account] };
const third = (Condition?: unknown, AWS: unknown = `arn:aws:iam::${otherAccount}:root`): unknown =>
    single(trust({ AWS }, Condition));

export const externalId: readonly Case[] = [
    ...each(
        "trust",
        ["Statement.Principal.AWS"],
        {
            "the root of a third-party account": third(),
            "a third-party account ID": third(undefined, otherAccount),
            "a third-party role": third(undefined, `arn:aws:iam::${otherAccount}:role/x`),
            "any external ID": third({ StringLike: { "sts:ExternalId": "*" } }),
            "an external ID with IfExists": third({ StringEqualsIfExists: { "sts:ExternalId": "x" } }),
            "an external ID with a wildcard": third({ StringLike: { "sts:ExternalId": "acme-*" } }),
            "an empty external ID": third({ StringEquals: { "sts:ExternalId": "" } }),
            "an external ID from a variable of the caller": third({
                StringEquals: { "sts:ExternalId": "${aws:userid}" },
            }),
            "a condition on the third-party account itself": third({
                StringEquals: { "aws:PrincipalAccount": otherAccount },
            }),
            "a negated external ID": third({ StringNotEquals: { "sts:ExternalId": "x" } }),
            "MFA only": third({ Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        },
        settings,
    ),
    ...each(
        "trust",
        ["Statement.Principal.AWS[1]"],
        { "a third-party account in a list": third(undefined, [account, otherAccount]) },
        settings,
    ),
    ...each(
        "trust",
        [],
        {
            "a single external ID": third({ StringEquals: { "sts:ExternalId": "4711" } }),
            "two external IDs": third({ StringEquals: { "sts:ExternalId": ["4711", "4712"] } }),
            "a condition that is never true": third({
                StringEquals: { "sts:ExternalId": "4711" },
                Null: { "sts:ExternalId": "true" },
            }),
            "the organization of the caller": third({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
            "an account of the organization": third(undefined, account),
            "a role of the organization": third(undefined, `arn:aws:iam::${account}:role/x`),
            "a SAML provider": single(
                trust({ Federated: `arn:aws:iam::${otherAccount}:saml-provider/x` }, undefined, { Action: "sts:*" }),
            ),
            "a unique ID without an account": third(undefined, "AIDAXXXXXXXXXXXXXXXXX"),
            "another action": single(trust({ AWS: otherAccount }, undefined, { Action: "sts:TagSession" })),
            "only a Deny": single(trust({ AWS: otherAccount }, undefined, { Effect: "Deny" })),
            "only a Deny without MFA": single(
                trust({ AWS: otherAccount }, { Bool: { "aws:MultiFactorAuthPresent": "false" } }, { Effect: "Deny" }),
            ),
            "a service": single(trust({ Service: "ec2.amazonaws.com" })),
            "an Allow with a matching Deny": doc(
                trust({ AWS: otherAccount }),
                trust({ AWS: otherAccount }, undefined, { Effect: "Deny" }),
            ),
        },
        settings,
    ),
    ...each("trust", [], { "no configured accounts": third() }),
];
