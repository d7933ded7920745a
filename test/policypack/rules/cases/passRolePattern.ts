import { allow, deny, doc, each, single, type Case } from "./case";

const on = (Resource: unknown): unknown => single(allow("iam:PassRole", Resource));
const accepted = (pattern: string) => ({ acceptedRolePatterns: [{ pattern, reason: "the boundary forbids more" }] });

export const passRolePattern: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "a prefix": on("arn:aws:iam::123456789012:role/app-*"),
        "a path": on("arn:aws:iam::123456789012:role/team/*"),
        "a suffix": on("arn:aws:iam::123456789012:role/*-ssm"),
        "a star in the middle": on("arn:aws:iam::123456789012:role/a*z"),
        "a question mark": on("arn:aws:iam::123456789012:role/app-?"),
        "names of twelve letters": on("arn:aws:iam::123456789012:role/????????????"),
        "the user's name": on("arn:aws:iam::123456789012:role/${aws:username}"),
        "a tag of the caller": on("arn:aws:iam::123456789012:role/${aws:PrincipalTag/team}"),
        "a tag before a star": on("arn:aws:iam::123456789012:role/${aws:PrincipalTag/team}/*"),
        "a prefix in any account": on("arn:aws:iam::*:role/app-*"),
        "a prefix in any partition": on("arn:*:iam::*:role/app-*"),
        "a prefix across the slash": on("arn:aws:iam::123456789012:role*admin"),
        "a suffix of everything": on("*-admin"),
        "any path before a name": on("arn:aws:iam::123456789012:role/*/app"),
        "almost service-linked": on("arn:aws:iam::123456789012:role/aws-service-roles/*"),
        "service-linked by prefix only": on("arn:aws:iam::123456789012:role/aws-service-role*"),
        "an account by variable": on("arn:aws:iam::${aws:PrincipalAccount}:role/app-*"),
        "bound to a service": single(
            allow("iam:PassRole", "arn:aws:iam::123456789012:role/app-*", {
                Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "by iam:*": single(allow("iam:*", "arn:aws:iam::123456789012:role/app-*")),
        "by NotAction": single({
            Effect: "Allow",
            NotAction: "s3:*",
            Resource: "arn:aws:iam::123456789012:role/app-*",
        }),
        "blanks around": on(" arn:aws:iam::123456789012:role/app-* "),
        text: JSON.stringify(on("arn:aws:iam::123456789012:role/app-*")),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "one of a list": on(["arn:aws:iam::123456789012:role/app", "arn:aws:iam::123456789012:role/app-*"]),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "what a Deny leaves": doc(allow("iam:PassRole", "*"), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/app-*",
        }),
        "a pattern within what a Deny leaves": doc(allow("iam:PassRole", "arn:aws:iam::*:role/app-*"), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::123456789012:role/*",
        }),
        "a Deny of part": doc(
            allow("iam:PassRole", "arn:aws:iam::*:role/app-*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/app-x*"),
        ),
        "a Deny that leaves everything": doc(allow("iam:PassRole", "arn:aws:iam::*:role/app-*"), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "*",
        }),
        "a Deny with a condition": doc(
            allow("iam:PassRole", "arn:aws:iam::*:role/app-*"),
            deny("iam:PassRole", "*", { Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ),
    }),
    ...each("grant", [], {
        "a name": on("arn:aws:iam::123456789012:role/app"),
        "a name in a path": on("arn:aws:iam::123456789012:role/team/app"),
        "a name in any account": on("arn:aws:iam::*:role/app"),
        "a name in accounts that begin alike": on("arn:aws:iam::1234*:role/app"),
        "a name in the caller's account": on("arn:aws:iam::${aws:PrincipalAccount}:role/app"),
        "a name in any partition": on("arn:*:iam::123456789012:role/app"),
        "every role (another rule)": on("*"),
        "service-linked roles of one service": on("arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/*"),
        "service-linked roles of all services": on("arn:aws:iam::*:role/aws-service-role/*"),
        users: on("arn:aws:iam::123456789012:user/app-*"),
        buckets: on("arn:aws:s3:::app-*"),
        "another action": single(allow("iam:GetRole", "arn:aws:iam::123456789012:role/app-*")),
        denied: doc(
            allow("iam:PassRole", "arn:aws:iam::*:role/app-*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/app-*"),
        ),
        "denied by a wider pattern": doc(
            allow("iam:PassRole", "arn:aws:iam::*:role/app-x*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/app-*"),
        ),
        "left out by a Deny": doc(allow("iam:PassRole", "arn:aws:iam::*:role/app-*"), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/web",
        }),
    }),
    ...each(
        "grant",
        [],
        {
            "the accepted pattern": on("arn:aws:iam::123456789012:role/app-*"),
            "a name under it": on("arn:aws:iam::123456789012:role/app-x-*"),
            "a variable under it": on("arn:aws:iam::123456789012:role/app-${aws:username}"),
        },
        accepted("arn:aws:iam::*:role/app-*"),
    ),
    ...each(
        "grant",
        ["Statement.Resource"],
        {
            "wider than accepted": on("arn:aws:iam::123456789012:role/ap*"),
            "beside the accepted": on("arn:aws:iam::123456789012:role/web-*"),
            "a variable beside it": on("arn:aws:iam::123456789012:role/ap${aws:username}"),
        },
        accepted("arn:aws:iam::*:role/app-*"),
    ),
    ...each(
        "grant",
        ["Statement.Resource"],
        {
            "a variable where the accepted pattern ends": on("arn:aws:iam::123456789012:role/app-${aws:username}"),
            "a variable whose own letters would fit": on("arn:aws:iam::123456789012:role/web-${aws:username}"),
        },
        {
            acceptedRolePatterns: ["app-", "web-???????????????"].map((name) => ({
                pattern: `arn:aws:iam::*:role/${name}`,
                reason: "the boundary forbids more",
            })),
        },
    ),
    ...each("boundary", [], { "a boundary": on("arn:aws:iam::123456789012:role/app-*") }),
];
