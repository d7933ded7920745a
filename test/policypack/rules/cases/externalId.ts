import { account, doc, each, single, stranger, trust, type Case } from "./case";

const settings = { ownAccounts: [account] };
const third = (Condition?: unknown, AWS: unknown = `arn:aws:iam::${stranger}:root`): unknown =>
    single(trust({ AWS }, Condition));

export const externalId: readonly Case[] = [
    ...each(
        "trust",
        ["Statement.Principal.AWS"],
        {
            "a stranger's account": third(),
            "a stranger's account by its id": third(undefined, stranger),
            "a stranger's role": third(undefined, `arn:aws:iam::${stranger}:role/x`),
            "any external id": third({ StringLike: { "sts:ExternalId": "*" } }),
            "an external id if given": third({ StringEqualsIfExists: { "sts:ExternalId": "x" } }),
            "an external id with a star": third({ StringLike: { "sts:ExternalId": "acme-*" } }),
            "an empty external id": third({ StringEquals: { "sts:ExternalId": "" } }),
            "an external id that the caller fills in": third({ StringEquals: { "sts:ExternalId": "${aws:userid}" } }),
            "the stranger's account once more": third({ StringEquals: { "aws:PrincipalAccount": stranger } }),
            "any but one external id": third({ StringNotEquals: { "sts:ExternalId": "x" } }),
            MFA: third({ Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        },
        settings,
    ),
    ...each(
        "trust",
        ["Statement.Principal.AWS[1]"],
        { "a stranger in a list": third(undefined, [account, stranger]) },
        settings,
    ),
    ...each(
        "trust",
        [],
        {
            "an external id": third({ StringEquals: { "sts:ExternalId": "4711" } }),
            "one of two external ids": third({ StringEquals: { "sts:ExternalId": ["4711", "4712"] } }),
            "a condition that nothing can meet": third({
                StringEquals: { "sts:ExternalId": "4711" },
                Null: { "sts:ExternalId": "true" },
            }),
            "in the organization": third({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
            "an own account": third(undefined, account),
            "an own role": third(undefined, `arn:aws:iam::${account}:role/x`),
            "a provider of assertions": single(
                trust({ Federated: `arn:aws:iam::${stranger}:saml-provider/x` }, undefined, { Action: "sts:*" }),
            ),
            "a user of no account": third(undefined, "AIDAXXXXXXXXXXXXXXXXX"),
            "another action": single(trust({ AWS: stranger }, undefined, { Action: "sts:TagSession" })),
            "only a Deny": single(trust({ AWS: stranger }, undefined, { Effect: "Deny" })),
            "only a Deny under MFA": single(
                trust({ AWS: stranger }, { Bool: { "aws:MultiFactorAuthPresent": "false" } }, { Effect: "Deny" }),
            ),
            "a service": single(trust({ Service: "ec2.amazonaws.com" })),
            denied: doc(trust({ AWS: stranger }), trust({ AWS: stranger }, undefined, { Effect: "Deny" })),
        },
        settings,
    ),
    ...each("trust", [], { "nothing is known of own accounts": third() }),
];
