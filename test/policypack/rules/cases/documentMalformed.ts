import { account, allow, doc, each, single, trust, type Case } from "./case";

const valid = allow("s3:GetObject", "arn:aws:s3:::b/*");
const statement = (change: Readonly<Record<string, unknown>>): unknown => single({ ...valid, ...change });
const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

export const documentMalformed: readonly Case[] = [
    ...each("grant", [""], {
        "empty text": "",
        "white space only": " \n\t",
        "an unclosed brace": "{",
        "truncated JSON": '{"Statement":[',
        "a trailing comma": '{"Statement":[],}',
        "single quotes": "{'Statement':[]}",
        "a number": 5,
        "a Boolean": true,
        null: null,
        undefined: undefined,
        "an array": [],
        "an array in text": "[]",
        "a string in text": '"{}"',
        "null in text": "null",
        "a duplicate key":
            '{"Version":"2012-10-17","Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
        "a duplicate Action":
            '{"Statement":{"Effect":"Allow","Action":"iam:PassRole","Action":"s3:GetObject","Resource":"*"}}',
        "two duplicate keys":
            '{"Version":"2012-10-17","Version":"2012-10-17","Id":"a","Id":"b","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
        "an array two million levels deep": nested(2_000_000),
    }),
    ...each("trust", ["Statement.Principal"], { "a Principal that is a number": single(trust(5)) }),
    ...each("trust", ["Statement"], {
        "both Principal and NotPrincipal": single(
            trust({ Service: "ec2.amazonaws.com" }, undefined, { NotPrincipal: { AWS: account } }),
        ),
    }),
    ...each("grant", ["Statement"], {
        "no Statement": {},
        "a Statement that is a string": { Statement: "Allow" },
        "a Statement that is null": { Statement: null },
        "an empty list of statements": doc(),
        "an empty list of statements in text": '{"Version":"2012-10-17","Statement":[]}',
        "no Statement in text": JSON.parse('{"Version":"2012-10-17"}') as unknown,
    }),
    ...each("grant", ["__proto__", "Statement"], { "a __proto__ in text": '{"__proto__":{"Statement":[]}}' }),
    ...each("grant", ["Statement[0]"], {
        "a statement that is null": { Statement: [null] },
        "a statement that is a string": { Statement: ["x"] },
        "a statement that is an array": { Statement: [[]] },
    }),
    ...each("grant", ["Statement.Effect"], {
        "an Effect in lower case": statement({ Effect: "allow" }),
        "an unknown Effect": statement({ Effect: "Permit" }),
        "an Effect with a trailing space": statement({ Effect: "Allow " }),
        "no Effect": statement({ Effect: undefined }),
        "an Effect in a list": statement({ Effect: ["Allow"] }),
    }),
    ...each("grant", ["Version"], {
        "an unknown Version": { ...single(valid), Version: "2020-01-01" },
        "a Version as a number": { ...single(valid), Version: 2012 },
    }),
    ...each("grant", ["Statement.Sid"], {
        "a Sid with a space": statement({ Sid: "Read it" }),
        "a Sid with a hyphen": statement({ Sid: "read-it" }),
        "a Sid that is a number": statement({ Sid: 5 }),
    }),
    ...each("grant", ["Statement[1].Sid"], { "a duplicate Sid": doc({ ...valid, Sid: "A" }, { ...valid, Sid: "A" }) }),
    ...each("grant", ["Statement.action", "Statement"], {
        "action in lower case": single({ Effect: "Allow", action: "iam:PassRole", Resource: "*" }),
    }),
    ...each("grant", ["Statement.Actions"], { "an unknown element": statement({ Actions: [] }) }),
    ...each("grant", ["statement", "Statement"], { "statement in lower case": { statement: [] } }),
    ...each("grant", ["Statement"], {
        "no Action": statement({ Action: undefined }),
        "no Resource": statement({ Resource: undefined }),
        "Action and NotAction": statement({ NotAction: "s3:*" }),
        "Resource and NotResource": statement({ NotResource: "*" }),
        "an empty Action": statement({ Action: [] }),
        "a Principal in an identity policy": statement({ Principal: "*" }),
    }),
    ...each("grant", ["Statement.Action[1]"], {
        "an Action that is null": statement({ Action: ["s3:GetObject", null] }),
        "an Action that is an array": statement({ Action: ["s3:GetObject", ["x"]] }),
        "an excessively long Action": statement({ Action: ["s3:GetObject", "x".repeat(10_000)] }),
    }),
    ...each("grant", ["Statement.Resource"], {
        "an excessively long Resource": statement({ Resource: "x".repeat(5000) }),
        "a Resource that is an object": statement({ Resource: { Ref: "Role" } }),
    }),
    ...each("grant", ["Statement.NotResource[0]"], {
        "an excessively long NotResource": statement({ Resource: undefined, NotResource: ["x".repeat(5000)] }),
    }),
    ...each("grant", ["Statement.Condition"], {
        "a Condition that is a string": statement({ Condition: "x" }),
        "a Condition that is an array": statement({ Condition: [] }),
    }),
    ...each("grant", ["Statement.Condition.StringSame"], {
        "an unknown operator": statement({ Condition: { StringSame: { k: "v" } } }),
        "an unknown operator with a string value": statement({ Condition: { StringSame: { k: "v" } } }),
    }),
    ...each("grant", ["Statement.Condition.NullIfExists"], {
        NullIfExists: statement({ Condition: { NullIfExists: { k: "true" } } }),
    }),
    ...each("grant", ["Statement.Condition.StringEquals"], {
        "an operator with a string": statement({ Condition: { StringEquals: "x" } }),
    }),
    ...each("grant", ["Statement.Condition.StringEquals.AWS:SourceAccount"], {
        "a key in two cases": statement({
            Condition: { StringEquals: { "aws:SourceAccount": "*", "AWS:SourceAccount": "1" } },
        }),
    }),
    ...each("trust", ["Statement"], {
        "a trust policy without a Principal": single({ Effect: "Allow", Action: "sts:AssumeRole" }),
        "a trust policy with a Resource": single(trust({ Service: "ec2.amazonaws.com" }, undefined, { Resource: "*" })),
    }),
    ...each("trust", ["Statement.Principal"], { "a Principal that is a string": single(trust("123456789012")) }),
    ...each("trust", ["Statement.Principal.service"], {
        "service in lower case": single(trust({ service: "ssm.amazonaws.com" })),
    }),
    ...each("trust", ["Statement"], { "a trust policy without statements": doc() }),
    ...each("trust", ["Statement.Principal.AWS"], {
        "every account's root": single(trust({ AWS: "arn:aws:iam::*:root" })),
        "a pattern of roles": single(trust({ AWS: `arn:aws:iam::${account}:role/app-*` })),
        "an account with a question mark": single(trust({ AWS: "12345678901?" })),
    }),
    ...each("trust", ["Statement.Principal.AWS[1]"], {
        "a pattern of roles in a list": single(trust({ AWS: [account, `arn:aws:iam::${account}:role/*`] })),
    }),
    ...each("trust", ["Statement.NotPrincipal.AWS"], {
        "a pattern of roles in NotPrincipal": single({
            Effect: "Deny",
            NotPrincipal: { AWS: `arn:aws:iam::${account}:role/*` },
            Action: "sts:AssumeRole",
        }),
    }),
    ...each("trust", ["Statement.Action", ""], {
        "a single excessively long Action": single(trust({ AWS: account }, undefined, { Action: "x".repeat(9000) })),
    }),
    ...each("trust", ["Statement.Principal.AWS", ""], {
        "a single excessively long principal": single(trust({ AWS: "x".repeat(9000) })),
    }),
    ...each("trust", ["Statement.Action"], {
        "an excessively long Action in a trust policy of valid size": single(
            trust({ AWS: account }, undefined, { Action: "x".repeat(5000) }),
        ),
    }),
    ...each("trust", [""], {
        "a trust policy above the maximum size": doc(
            ...Array.from({ length: 90 }, () => trust({ AWS: "arn:aws:iam::123456789012:role/some-role" })),
        ),
    }),
    ...each(
        "grant",
        [""],
        { "a managed policy above the maximum size": doc(...Array.from({ length: 90 }, () => valid)) },
        { maximumCharacters: 6144 },
    ),
    ...each(
        "grant",
        [],
        { "exactly the maximum size": doc(valid) },
        { maximumCharacters: JSON.stringify(doc(valid)).length },
    ),
    ...each("resource", [""], { "a bucket policy above the maximum size": doc(trust("*")) }, { maximumCharacters: 60 }),
    ...each(
        "boundary",
        [""],
        { "a permissions boundary above the maximum size": doc(valid) },
        { maximumCharacters: 60 },
    ),
    ...each("grant", [""], {
        "an inline policy above the maximum size": doc(...Array.from({ length: 200 }, () => valid)),
    }),
    ...each("resource", [""], { "an empty resource policy": "" }),
    ...each("boundary", ["Statement.Effect"], {
        "a permissions boundary with an unknown Effect": statement({ Effect: "x" }),
    }),
    ...each("resource", ["~Statement.Note"], {
        "a service-specific element": statement({ Principal: "*", Note: "x" }),
    }),
    ...each("grant", [], {
        "a valid document": doc(valid),
        "a single statement": single(valid),
        "a valid document as JSON text": JSON.stringify(doc(valid)),
        "an Id": { ...doc(valid), Id: "x" },
        "no Version": { Statement: [valid] },
        "the old Version": { Version: "2008-10-17", Statement: [valid] },
        "an empty Sid": statement({ Sid: "" }),
        "two empty Sids": doc({ ...valid, Sid: "" }, { ...valid, Sid: "" }),
        "an alphanumeric Sid": statement({ Sid: "Read1" }),
        "Booleans and numbers as values": statement({
            Condition: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "aws:MultiFactorAuthAge": 300 } },
        }),
        "an operator in lower case": statement({ Condition: { stringequals: { k: "v" } } }),
        "an empty Condition": statement({ Condition: {} }),
        "colons and quotes in a string": JSON.stringify(statement({ Resource: 'arn:aws:s3:::b/"a":{"b":1}\\' })),
        "just within the size of a managed policy": doc(...Array.from({ length: 80 }, () => valid)),
    }),
    ...each("resource", [], {
        "a resource policy without statements": doc(),
        "a pattern of roles, which some services accept": single(trust({ AWS: `arn:aws:iam::${account}:role/*` })),
        "a Sid with spaces in a resource policy": statement({ Sid: "Allow it", Principal: "*" }),
        "no Resource": single(trust("*")),
    }),
    ...each("boundary", [], {
        "an SCP with a Principal": statement({ Principal: "*" }),
        "a permissions boundary without a Resource": single({ Effect: "Allow", Action: "*" }),
    }),
    ...each("trust", [], {
        "every AWS principal": single(trust({ AWS: "*" })),
        "a pattern of roles in a condition": single(
            trust(
                { AWS: `arn:aws:iam::${account}:root` },
                { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` } },
            ),
        ),
        "a Sid with a hyphen in a trust policy": single(
            trust({ Service: "ec2.amazonaws.com" }, undefined, { Sid: "trust-it" }),
        ),
    }),
    ...each("grant", [], {
        "a Sid in a dynamic reference": statement({ Sid: "Pass{{Name}}" }),
        "a condition operator in a dynamic reference": statement({ Condition: { "{{Operator}}": { "aws:a": "b" } } }),
    }),
    ...each("grant", ["Statement.Sid"], {
        "a Sid with a hyphen beside a dynamic reference": statement({ Sid: "Pass-{{Name}}" }),
    }),
];
