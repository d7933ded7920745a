import { account, allow, doc, each, single, trust, type Case } from "./case";

const good = allow("s3:GetObject", "arn:aws:s3:::b/*");
const statement = (change: Readonly<Record<string, unknown>>): unknown => single({ ...good, ...change });
const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

export const documentMalformed: readonly Case[] = [
    ...each("grant", [""], {
        "an empty text": "",
        blanks: " \n\t",
        "no JSON": "{",
        "half of JSON": '{"Statement":[',
        "a comma too many": '{"Statement":[],}',
        "single quotes": "{'Statement':[]}",
        "a number": 5,
        "a truth": true,
        null: null,
        "nothing at all": undefined,
        "a list": [],
        "a list in text": "[]",
        "a text in text": '"{}"',
        "null in text": "null",
        "a key twice":
            '{"Version":"2012-10-17","Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
        "an Action twice":
            '{"Statement":{"Effect":"Allow","Action":"iam:PassRole","Action":"s3:GetObject","Resource":"*"}}',
        "a list as deep as a well": nested(2_000_000),
    }),
    ...each("grant", ["Statement"], {
        "no Statement": {},
        "a Statement that is text": { Statement: "Allow" },
        "a Statement that is null": { Statement: null },
        "no statements": doc(),
        "no statements in text": '{"Version":"2012-10-17","Statement":[]}',
        "a __proto__ beside it": JSON.parse('{"Version":"2012-10-17"}') as unknown,
    }),
    ...each("grant", ["__proto__", "Statement"], { "a __proto__ in text": '{"__proto__":{"Statement":[]}}' }),
    ...each("grant", ["Statement[0]"], {
        "a statement that is null": { Statement: [null] },
        "a statement that is text": { Statement: ["x"] },
        "a statement that is a list": { Statement: [[]] },
    }),
    ...each("grant", ["Statement.Effect"], {
        "allow in lower case": statement({ Effect: "allow" }),
        "an Effect of its own": statement({ Effect: "Permit" }),
        "a blank in the Effect": statement({ Effect: "Allow " }),
        "no Effect": statement({ Effect: undefined }),
        "an Effect in a list": statement({ Effect: ["Allow"] }),
    }),
    ...each("grant", ["Version"], {
        "a Version nobody knows": { ...single(good), Version: "2020-01-01" },
        "a Version as a number": { ...single(good), Version: 2012 },
    }),
    ...each("grant", ["Statement.Sid"], {
        "a Sid with a blank": statement({ Sid: "Read it" }),
        "a Sid with a hyphen": statement({ Sid: "read-it" }),
        "a Sid that is a number": statement({ Sid: 5 }),
    }),
    ...each("grant", ["Statement[1].Sid"], { "a Sid twice": doc({ ...good, Sid: "A" }, { ...good, Sid: "A" }) }),
    ...each("grant", ["Statement.action", "Statement"], {
        "action in lower case": single({ Effect: "Allow", action: "iam:PassRole", Resource: "*" }),
    }),
    ...each("grant", ["Statement.Actions"], { "an element too many": statement({ Actions: [] }) }),
    ...each("grant", ["statement", "Statement"], { "statement in lower case": { statement: [] } }),
    ...each("grant", ["Statement"], {
        "no Action": statement({ Action: undefined }),
        "no Resource": statement({ Resource: undefined }),
        "both Actions": statement({ NotAction: "s3:*" }),
        "both Resources": statement({ NotResource: "*" }),
        "an empty Action": statement({ Action: [] }),
        "a Principal in a grant": statement({ Principal: "*" }),
    }),
    ...each("grant", ["Statement.Action[1]"], {
        "an Action that is null": statement({ Action: ["s3:GetObject", null] }),
        "an Action that is a list": statement({ Action: ["s3:GetObject", ["x"]] }),
        "an Action beyond all length": statement({ Action: ["s3:GetObject", "x".repeat(10_000)] }),
    }),
    ...each("grant", ["Statement.Resource"], {
        "a Resource beyond all length": statement({ Resource: "x".repeat(5000) }),
        "a Resource that is an object": statement({ Resource: { Ref: "Role" } }),
    }),
    ...each("grant", ["Statement.NotResource[0]"], {
        "a NotResource beyond all length": statement({ Resource: undefined, NotResource: ["x".repeat(5000)] }),
    }),
    ...each("grant", ["Statement.Condition"], {
        "a Condition that is text": statement({ Condition: "x" }),
        "a Condition that is a list": statement({ Condition: [] }),
    }),
    ...each("grant", ["Statement.Condition.StringSame"], {
        "an operator nobody knows": statement({ Condition: { StringSame: { k: "v" } } }),
        "an operator that holds text": statement({ Condition: { StringSame: { k: "v" } } }),
    }),
    ...each("grant", ["Statement.Condition.NullIfExists"], {
        "an IfExists that makes no sense": statement({ Condition: { NullIfExists: { k: "true" } } }),
    }),
    ...each("grant", ["Statement.Condition.StringEquals"], {
        "an operator without keys": statement({ Condition: { StringEquals: "x" } }),
    }),
    ...each("grant", ["Statement.Condition.StringEquals.AWS:SourceAccount"], {
        "a key in two cases": statement({
            Condition: { StringEquals: { "aws:SourceAccount": "*", "AWS:SourceAccount": "1" } },
        }),
    }),
    ...each("trust", ["Statement"], {
        "a trust without a Principal": single({ Effect: "Allow", Action: "sts:AssumeRole" }),
        "a trust with a Resource": single(trust({ Service: "ec2.amazonaws.com" }, undefined, { Resource: "*" })),
    }),
    ...each("trust", ["Statement.Principal"], { "a Principal that is text": single(trust("123456789012")) }),
    ...each("trust", ["Statement.Principal.service"], {
        "service in lower case": single(trust({ service: "ssm.amazonaws.com" })),
    }),
    ...each("trust", ["Statement"], { "a trust without statements": doc() }),
    ...each("trust", ["Statement.Principal.AWS"], {
        "every account's root": single(trust({ AWS: "arn:aws:iam::*:root" })),
        "a pattern of roles": single(trust({ AWS: `arn:aws:iam::${account}:role/app-*` })),
        "an account with a question mark": single(trust({ AWS: "12345678901?" })),
    }),
    ...each("trust", ["Statement.Principal.AWS[1]"], {
        "a pattern of roles in a list": single(trust({ AWS: [account, `arn:aws:iam::${account}:role/*`] })),
    }),
    ...each("trust", ["Statement.NotPrincipal.AWS"], {
        "a pattern of those left out": single({
            Effect: "Deny",
            NotPrincipal: { AWS: `arn:aws:iam::${account}:role/*` },
            Action: "sts:AssumeRole",
        }),
    }),
    ...each("trust", ["Statement.Action", ""], {
        "an only Action beyond all length": single(trust({ AWS: account }, undefined, { Action: "x".repeat(5000) })),
    }),
    ...each("trust", ["Statement.Principal.AWS", ""], {
        "an only principal beyond all length": single(trust({ AWS: "x".repeat(5000) })),
    }),
    ...each("trust", [""], {
        "a trust beyond AWS's maximum": doc(
            ...Array.from({ length: 60 }, () => trust({ AWS: "arn:aws:iam::123456789012:role/some-role" })),
        ),
    }),
    ...each(
        "grant",
        [""],
        { "a managed policy beyond AWS's maximum": doc(...Array.from({ length: 90 }, () => good)) },
        { maximumCharacters: 6144 },
    ),
    ...each(
        "grant",
        [],
        { "as long as its policy may be": doc(good) },
        { maximumCharacters: JSON.stringify(doc(good)).length },
    ),
    ...each("resource", [""], { "a policy longer than its bucket takes": doc(trust("*")) }, { maximumCharacters: 60 }),
    ...each("boundary", [""], { "a boundary longer than a managed policy": doc(good) }, { maximumCharacters: 60 }),
    ...each("grant", [""], { "longer than any role takes": doc(...Array.from({ length: 200 }, () => good)) }),
    ...each("resource", [""], { "an empty resource policy": "" }),
    ...each("boundary", ["Statement.Effect"], { "a boundary with an Effect of its own": statement({ Effect: "x" }) }),
    ...each("resource", ["~Statement.Note"], {
        "an element of a service's own": statement({ Principal: "*", Note: "x" }),
    }),
    ...each("grant", [], {
        "a good document": doc(good),
        "a single statement": single(good),
        text: JSON.stringify(doc(good)),
        "an Id": { ...doc(good), Id: "x" },
        "no Version": { Statement: [good] },
        "the old Version": { Version: "2008-10-17", Statement: [good] },
        "an empty Sid": statement({ Sid: "" }),
        "two empty Sids": doc({ ...good, Sid: "" }, { ...good, Sid: "" }),
        "a plain Sid": statement({ Sid: "Read1" }),
        "truths and numbers as values": statement({
            Condition: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "aws:MultiFactorAuthAge": 300 } },
        }),
        "an operator in lower case": statement({ Condition: { stringequals: { k: "v" } } }),
        "an empty Condition": statement({ Condition: {} }),
        "a colon and a quote in a text": JSON.stringify(statement({ Resource: 'arn:aws:s3:::b/"a":{"b":1}\\' })),
        "just within a managed policy": doc(...Array.from({ length: 80 }, () => good)),
    }),
    ...each("resource", [], {
        "a resource policy without statements": doc(),
        "a pattern of roles, which some services take": single(trust({ AWS: `arn:aws:iam::${account}:role/*` })),
        "a Sid with blanks in a resource policy": statement({ Sid: "Allow it", Principal: "*" }),
        "no Resource": single(trust("*")),
    }),
    ...each("boundary", [], {
        "an SCP with a Principal": statement({ Principal: "*" }),
        "a boundary without a Resource": single({ Effect: "Allow", Action: "*" }),
    }),
    ...each("trust", [], {
        "everyone by AWS": single(trust({ AWS: "*" })),
        "roles by a condition": single(
            trust(
                { AWS: `arn:aws:iam::${account}:root` },
                { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` } },
            ),
        ),
        "a Sid with a hyphen in a trust": single(
            trust({ Service: "ec2.amazonaws.com" }, undefined, { Sid: "trust-it" }),
        ),
    }),
];
