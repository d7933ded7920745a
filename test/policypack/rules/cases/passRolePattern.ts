import { allow, deny, doc, each, single, type Case } from "./case";

const on = (Resource: unknown): unknown => single(allow("iam:PassRole", Resource));
const accepted = (pattern: string) => ({
    acceptedRolePatterns: [{ pattern, reason: "limited by the permissions boundary" }],
});

export const passRolePattern: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "a prefix": on("arn:aws:iam::123456789012:role/app-*"),
        "a path": on("arn:aws:iam::123456789012:role/team/*"),
        "a suffix": on("arn:aws:iam::123456789012:role/*-ssm"),
        "a wildcard in the middle": on("arn:aws:iam::123456789012:role/a*z"),
        "a question mark": on("arn:aws:iam::123456789012:role/app-?"),
        "names with twelve characters": on("arn:aws:iam::123456789012:role/????????????"),
        "the user name variable": on("arn:aws:iam::123456789012:role/${aws:username}"),
        "a principal tag variable": on("arn:aws:iam::123456789012:role/${aws:PrincipalTag/team}"),
        "a principal tag variable before a wildcard": on("arn:aws:iam::123456789012:role/${aws:PrincipalTag/team}/*"),
        "a prefix in any account": on("arn:aws:iam::*:role/app-*"),
        "a prefix in any partition": on("arn:*:iam::*:role/app-*"),
        "a wildcard across the slash": on("arn:aws:iam::123456789012:role*admin"),
        "a suffix of any ARN": on("*-admin"),
        "any path before a name": on("arn:aws:iam::123456789012:role/*/app"),
        "a path similar to service-linked roles": on("arn:aws:iam::123456789012:role/aws-service-roles/*"),
        "a prefix that includes service-linked roles": on("arn:aws:iam::123456789012:role/aws-service-role*"),
        "a variable for the account": on("arn:aws:iam::${aws:PrincipalAccount}:role/app-*"),
        "a condition on the service": single(
            allow("iam:PassRole", "arn:aws:iam::123456789012:role/app-*", {
                Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "iam:* on a prefix": single(allow("iam:*", "arn:aws:iam::123456789012:role/app-*")),
        "NotAction on a prefix": single({
            Effect: "Allow",
            NotAction: "s3:*",
            Resource: "arn:aws:iam::123456789012:role/app-*",
        }),
        "surrounding white space": on(" arn:aws:iam::123456789012:role/app-* "),
        "JSON text": JSON.stringify(on("arn:aws:iam::123456789012:role/app-*")),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "the second of two resources": on([
            "arn:aws:iam::123456789012:role/app",
            "arn:aws:iam::123456789012:role/app-*",
        ]),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "roles not covered by a Deny": doc(allow("iam:PassRole", "*"), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/app-*",
        }),
        "a pattern within the roles not covered by a Deny": doc(allow("iam:PassRole", "arn:aws:iam::*:role/app-*"), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::123456789012:role/*",
        }),
        "a partial Deny": doc(
            allow("iam:PassRole", "arn:aws:iam::*:role/app-*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/app-x*"),
        ),
        "a Deny that excludes every resource": doc(allow("iam:PassRole", "arn:aws:iam::*:role/app-*"), {
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
        "a role name": on("arn:aws:iam::123456789012:role/app"),
        "a role name in a path": on("arn:aws:iam::123456789012:role/team/app"),
        "a role name in any account": on("arn:aws:iam::*:role/app"),
        "a role name in accounts with a common prefix": on("arn:aws:iam::1234*:role/app"),
        "a role name in the caller's account": on("arn:aws:iam::${aws:PrincipalAccount}:role/app"),
        "a role name in any partition": on("arn:*:iam::123456789012:role/app"),
        "every role (another rule)": on("*"),
        "service-linked roles of one service": on("arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/*"),
        "service-linked roles of all services": on("arn:aws:iam::*:role/aws-service-role/*"),
        users: on("arn:aws:iam::123456789012:user/app-*"),
        buckets: on("arn:aws:s3:::app-*"),
        "another action": single(allow("iam:GetRole", "arn:aws:iam::123456789012:role/app-*")),
        "a Deny of the same pattern": doc(
            allow("iam:PassRole", "arn:aws:iam::*:role/app-*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/app-*"),
        ),
        "a Deny of a wider pattern": doc(
            allow("iam:PassRole", "arn:aws:iam::*:role/app-x*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/app-*"),
        ),
        "a Deny of all but another role": doc(allow("iam:PassRole", "arn:aws:iam::*:role/app-*"), {
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/web",
        }),
    }),
    ...each(
        "grant",
        [],
        {
            "a pattern within the accepted pattern": on("arn:aws:iam::123456789012:role/app-*"),
            "a narrower pattern": on("arn:aws:iam::123456789012:role/app-x-*"),
            "a variable within the accepted pattern": on("arn:aws:iam::123456789012:role/app-${aws:username}"),
        },
        accepted("arn:aws:iam::*:role/app-*"),
    ),
    ...each(
        "grant",
        ["Statement.Resource"],
        {
            "a pattern wider than the accepted one": on("arn:aws:iam::123456789012:role/ap*"),
            "a pattern outside the accepted one": on("arn:aws:iam::123456789012:role/web-*"),
            "a variable outside the accepted pattern": on("arn:aws:iam::123456789012:role/ap${aws:username}"),
        },
        accepted("arn:aws:iam::*:role/app-*"),
    ),
    ...each(
        "grant",
        ["Statement.Resource"],
        {
            "a variable after the end of the accepted pattern": on(
                "arn:aws:iam::123456789012:role/app-${aws:username}",
            ),
            "a variable whose name would match the accepted pattern": on(
                "arn:aws:iam::123456789012:role/web-${aws:username}",
            ),
        },
        {
            acceptedRolePatterns: ["app-", "web-???????????????"].map((name) => ({
                pattern: `arn:aws:iam::*:role/${name}`,
                reason: "limited by the permissions boundary",
            })),
        },
    ),
    ...each("boundary", [], { "a permissions boundary": on("arn:aws:iam::123456789012:role/app-*") }),
];
