import {
    account,
    document,
    nested,
    nestedText,
    pass,
    policy,
    queuePolicy,
    record,
    role,
    roleTrusting,
    times,
    trustOf,
    type HostileKind,
} from "./kind";

/** Policy documents with many, long or nested elements. */
export const documents: readonly HostileKind[] = [
    {
        name: "statements without elements",
        size: 40_000,
        malformed: "at every size",
        resources: (size) => policy(document(times(size, () => ({})))),
    },
    {
        name: "statements without elements in a trust policy",
        size: 40_000,
        malformed: "at every size",
        resources: (size) => roleTrusting(document(times(size, () => ({})))),
    },
    {
        name: "statements without elements in a resource policy",
        size: 40_000,
        malformed: "at every size",
        resources: (size) => queuePolicy(document(times(size, () => ({})))),
    },
    {
        name: "statements of nulls",
        size: 40_000,
        malformed: "at every size",
        resources: (size) => policy(document(times(size, () => null))),
    },
    {
        name: "statements that pass every role",
        size: 2_000,
        resources: (size) => policy(document(times(size, () => pass("*")))),
    },
    {
        name: "one statement of services and resources",
        size: 800,
        resources: (size) =>
            queuePolicy(
                document(
                    trustOf(
                        { Service: times(size, (i) => `s${i}.amazonaws.com`) },
                        {
                            Action: "sqs:SendMessage",
                            Resource: times(size, (i) => `arn:aws:sqs:us-east-1:${account}:q${i}`),
                        },
                    ),
                ),
            ),
    },
    {
        name: "one trust statement of services",
        size: 2_000,
        resources: (size) => roleTrusting(document(trustOf({ Service: times(size, (i) => `s${i}.amazonaws.com`) }))),
    },
    {
        name: "one trust statement of accounts and services",
        size: 1_000,
        resources: (size) =>
            roleTrusting(
                document(
                    trustOf({
                        AWS: times(size, (i) => role(`r${i}`)),
                        Service: times(size, () => "ssm.amazonaws.com"),
                    }),
                ),
            ),
    },
    {
        name: "one trust statement of issuers",
        size: 1_000,
        resources: (size) =>
            roleTrusting(
                document({
                    Effect: "Allow",
                    Principal: {
                        Federated: times(size, (i) => `arn:aws:iam::${account}:oidc-provider/i${i}.example.com`),
                    },
                    Action: "sts:AssumeRoleWithWebIdentity",
                    Condition: { StringEquals: record(size, (i) => [`k${i}`, "v"]) },
                }),
            ),
    },
    {
        name: "one statement that passes roles by patterns",
        size: 2_000,
        resources: (size) => policy(document(pass(times(size, (i) => `arn:aws:iam::*:role/*${i}`)))),
    },
    {
        name: "one statement that passes every role, again and again",
        size: 2_000,
        resources: (size) => policy(document(pass(times(size, () => "*")))),
    },
    {
        name: "allows and deny patterns",
        size: 300,
        resources: (size) =>
            policy(
                document([
                    ...times(size, (i) => pass(`arn:aws:iam::*:role/*a${i}*`)),
                    {
                        Effect: "Deny",
                        Action: "iam:PassRole",
                        NotResource: times(size, (i) => `arn:aws:iam::*:role/*${i}*`),
                    },
                ]),
            ),
    },
    {
        name: "allows and deny patterns that match every role",
        size: 300,
        resources: (size) =>
            policy(
                document([
                    ...times(size, () => pass("*")),
                    { Effect: "Deny", Action: "iam:PassRole", NotResource: times(size, () => "arn:aws:iam::*:role/*") },
                ]),
            ),
    },
    {
        name: "allows and denies",
        size: 300,
        resources: (size) =>
            policy(
                document([
                    ...times(size, (i) => pass(`arn:aws:iam::*:role/*a*b*${i}*`)),
                    ...times(size, (i) => pass(`arn:aws:iam::*:role/*a*c*${i}*`, { Effect: "Deny" })),
                ]),
            ),
    },
    {
        name: "denies that leave every pattern of a list",
        size: 20,
        resources: (size) =>
            policy(
                document([
                    pass("*"),
                    ...times(size, () => ({ Effect: "Deny", Action: "iam:PassRole", NotResource: ["*", "*"] })),
                ]),
            ),
    },
    {
        name: "patterns of stars",
        size: 15,
        resources: (size) =>
            policy(
                document([
                    ...times(size, (i) => pass(`arn:aws:iam::*:role/${"*a".repeat(900)}${i}`)),
                    ...times(size, (i) => pass(`arn:aws:iam::*:role/${"*a".repeat(900)}${i}*`, { Effect: "Deny" })),
                ]),
            ),
    },
    {
        name: "long names against a pattern that almost matches",
        size: 8,
        resources: (size) =>
            policy(
                document([
                    ...times(size, (i) => pass(`arn:aws:iam::${account}:role/${"a".repeat(3900)}${i}`)),
                    ...times(size, (i) =>
                        pass(`arn:aws:iam::${account}:role/*${"a".repeat(1900)}b${i}`, { Effect: "Deny" }),
                    ),
                ]),
            ),
    },
    {
        name: "a trust policy of allows and denies",
        size: 200,
        resources: (size) =>
            roleTrusting(
                document([
                    ...times(size, (i) => trustOf({ Service: `s${i}.amazonaws.com` })),
                    ...times(size, (i) => ({
                        ...trustOf("*"),
                        Effect: "Deny",
                        Condition: { StringNotEquals: { "aws:SourceAccount": `${100_000_000_000 + i}` } },
                    })),
                ]),
            ),
    },
    {
        name: "services of one trust statement, and a Deny of each",
        size: 1_500,
        resources: (size) => [
            ...roleTrusting(
                document([
                    trustOf({ Service: times(size, (i) => `s${i}.amazonaws.com`) }),
                    ...times(size, (i) => ({
                        ...trustOf({ Service: `s${i}.amazonaws.com` }),
                        Effect: "Deny",
                        Condition: { StringNotEquals: { "aws:SourceVpc": `vpc-${i}` } },
                    })),
                ]),
            ),
        ],
    },
    {
        name: "NotPrincipals and principals",
        size: 300,
        resources: (size) =>
            queuePolicy(
                document([
                    ...times(size, (i) => ({ ...trustOf({ AWS: role(`a*${i}`) }), Action: "sqs:*", Resource: "*" })),
                    ...times(size, (i) => ({
                        Effect: "Deny",
                        NotPrincipal: { AWS: role(`*b*${i}`) },
                        Action: "sqs:*",
                        Resource: "*",
                    })),
                ]),
            ),
    },
    {
        name: "actions and NotActions",
        size: 200,
        resources: (size) =>
            queuePolicy(
                document([
                    ...times(size, (i) => ({
                        ...trustOf("*"),
                        Action: times(20, (j) => `sqs:*a${i}b${j}*`),
                        Resource: "*",
                    })),
                    ...times(size, (i) => ({
                        Effect: "Deny",
                        Principal: "*",
                        NotAction: times(20, (j) => `sqs:*c${i}*${j}*`),
                        Resource: "*",
                    })),
                ]),
            ),
    },
    {
        name: "services, resources and denies of one statement",
        size: 200,
        resources: (size) =>
            queuePolicy(
                document([
                    trustOf(
                        { Service: times(size, (i) => `s${i}.amazonaws.com`) },
                        { Action: "sqs:SendMessage", Resource: times(size, (i) => `arn:aws:sqs:*:*:*a${i}*`) },
                    ),
                    ...times(10, () => ({
                        Effect: "Deny",
                        Principal: { Service: times(size / 10, (i) => `s${i}.amazonaws.com`) },
                        Action: "sqs:*",
                        Resource: times(size / 10, (i) => `arn:aws:sqs:*:*:*b${i}*`),
                    })),
                ]),
            ),
    },
    {
        name: "services and condition values of one statement",
        size: 700,
        resources: (size) =>
            roleTrusting(
                document(
                    trustOf(
                        { Service: times(size, (i) => `s${i}.amazonaws.com`) },
                        { Condition: { StringLike: { "aws:SourceArn": times(size, (i) => `arn:aws:sns:*:*:t${i}`) } } },
                    ),
                ),
            ),
    },
    {
        name: "passed roles and condition values of one statement",
        size: 700,
        resources: (size) =>
            policy(
                document(
                    pass(
                        times(size, (i) => `arn:aws:iam::*:role/*${i}`),
                        {
                            Condition: {
                                StringLike: {
                                    "iam:PassedToService": times(size, (i) => `a${i}*`),
                                    "aws:x": times(size, (i) => `v${i}`),
                                },
                            },
                        },
                    ),
                ),
            ),
    },
    {
        name: "passed roles and actions of one statement",
        size: 1_000,
        resources: (size) =>
            policy(
                document(
                    pass(
                        times(size, (i) => `arn:aws:iam::*:role/*${i}`),
                        { Action: ["iam:PassRole", ...times(size, (i) => `s3:A${i}`)] },
                    ),
                ),
            ),
    },
    {
        name: "condition values",
        size: 5_000,
        resources: (size) =>
            roleTrusting(
                document(
                    trustOf(
                        { Service: "ssm.amazonaws.com" },
                        { Condition: { StringLike: { "aws:SourceArn": times(size, (i) => `arn:*:${i}`) } } },
                    ),
                ),
            ),
    },
    {
        name: "condition keys",
        size: 5_000,
        resources: (size) =>
            roleTrusting(
                document(
                    trustOf(
                        { Service: times(20, (i) => `s${i}.amazonaws.com`) },
                        { Condition: { StringLike: record(size, (i) => [`aws:SourceArn${i}`, "*"]) } },
                    ),
                ),
            ),
    },
    {
        name: "condition operators",
        size: 3_000,
        resources: (size) =>
            roleTrusting(
                document(
                    trustOf(
                        { Service: "ssm.amazonaws.com" },
                        { Condition: record(size, (i) => [`Operator${i}`, { "aws:SourceAccount": account }]) },
                    ),
                ),
            ),
    },
    {
        name: "null and other conditions on one key",
        size: 2_000,
        resources: (size) =>
            policy(
                document(
                    pass("*", {
                        Condition: record(size, (i) => [
                            i % 2 === 0 ? "Null" : `StringLike${" ".repeat(i)}`,
                            record(20, (j) => [`aws:sourcearn${j}`, "true"]),
                        ]),
                    }),
                ),
            ),
    },
    {
        name: "implied condition values",
        size: 60,
        resources: (size) =>
            roleTrusting(
                document([
                    trustOf(
                        { Service: "ssm.amazonaws.com" },
                        { Condition: { StringEquals: { "aws:SourceAccount": times(size * 10, (i) => `${i}`) } } },
                    ),
                    ...times(size, (i) => ({
                        ...trustOf("*"),
                        Effect: "Deny",
                        Condition: { StringEquals: { "aws:SourceAccount": times(size, (j) => `${i} ${j}`) } },
                    })),
                ]),
            ),
    },
    {
        name: "Sids that repeat",
        size: 10_000,
        resources: (size) => policy(document(times(size, () => pass(role("r"), { Sid: "A" })))),
    },
    {
        name: "policy variables",
        size: 1_000,
        resources: (size) => policy(document(pass(times(20, () => "${aws:username}".repeat(size / 5))))),
    },
    {
        name: "unclosed policy variables",
        size: 2_000,
        resources: (size) => policy(document(pass(times(20, () => "${".repeat(size))))),
    },
    {
        name: "escaped policy variables",
        size: 1_300,
        resources: (size) => policy(document(pass(times(20, () => "${*}".repeat(size))))),
    },
    {
        name: "colons in ARNs",
        size: 4_000,
        resources: (size) => policy(document(pass(times(20, () => `arn:${":".repeat(size)}`)))),
    },
    {
        name: "one long string",
        size: 1_000_000,
        resources: (size) => policy(document(pass("a".repeat(size)))),
    },
    {
        name: "text that is no JSON",
        size: 1_000_000,
        malformed: "at every size",
        resources: (size) => policy("{".repeat(size)),
    },
    {
        name: "text of backslashes",
        size: 500_000,
        malformed: "at every size",
        resources: (size) => policy(`{"Statement":"${"\\\\".repeat(size)}"}`),
    },
    {
        name: "a Condition nested deeply",
        size: 5_000,
        malformed: "at this size",
        resources: (size) =>
            policy(
                `{"Statement":{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":${nestedText(size, '{"a":', "1", "}")}}}`,
            ),
    },
    {
        name: "a document of lists nested deeply",
        size: 100_000,
        malformed: "at every size",
        resources: (size) => policy(nestedText(size, "[", "", "]")),
    },
    {
        name: "a document nested deeply as an object",
        size: 5_000,
        resources: (size) => [
            { type: "aws:sqs/queuePolicy:QueuePolicy", inputs: { policy: nested(size, '{"Statement":', "1", "}") } },
        ],
    },
    {
        name: "duplicate keys",
        size: 20_000,
        malformed: "at this size",
        resources: (size) => policy(`{${'"Version":"2012-10-17",'.repeat(size)}"Statement":[]}`),
    },
    {
        name: "inherited members as keys everywhere",
        size: 1,
        malformed: "at every size",
        resources: () =>
            policy(
                '{"__proto__":{"Statement":[]},"constructor":1,"Statement":{"__proto__":{"Effect":"Allow"},"toString":1,' +
                    '"Condition":{"__proto__":{"__proto__":[]},"constructor":{"valueOf":"x"}},"Principal":{"constructor":"*","__proto__":"*"}}}',
            ),
    },
];
