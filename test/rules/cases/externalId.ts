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
            "in the organization": third({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
            "an own account": third(undefined, account),
            "an own role": third(undefined, `arn:aws:iam::${account}:role/x`),
            "a service": single(trust({ Service: "ec2.amazonaws.com" })),
            denied: doc(trust({ AWS: stranger }), trust({ AWS: stranger }, undefined, { Effect: "Deny" })),
        },
        settings,
    ),
    ...each("trust", [], { "nothing is known of own accounts": third() }),
];
