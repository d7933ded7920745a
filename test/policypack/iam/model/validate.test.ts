import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse, type DocumentKind, type SyntaxIssue } from "../../../../policypack/iam";
import { factsOf } from "../../../../policypack/iam/model/json";
import { describeValue } from "../../../../policypack/iam/model/describeValue";
import type { SyntaxIssueId } from "../../../../policypack/iam/model/syntaxIssueMessages";

/** The issue with the members that have a value only. */
const withoutAbsent = (issue: SyntaxIssue): unknown =>
    Object.fromEntries(Object.entries(issue).filter(([, value]) => value !== undefined));

/** The members of all objects in a value. */
const membersOf = (value: unknown): number =>
    typeof value !== "object" || value === null
        ? 0
        : Object.values(value).reduce<number>(
              (sum, one) => sum + membersOf(one),
              Array.isArray(value) ? 0 : Object.keys(value).length,
          );

describe("duplicate keys in JSON text", () => {
    it("are counted at any depth and in any formatting", () => {
        const table: Readonly<Record<string, number>> = {
            '{"a":1}': 0,
            '{"a":1,"a":2}': 1,
            '{"a":1,"a":2,"a":3}': 2,
            '{"a" : 1, "a" : 2}': 1,
            '{"a"\n:1,"a":2}': 1,
            '{"a"\t:1,"a":2}': 1,
            '{"a"\r:1,"a":2}': 1,
            '{"a":1,"a" :2}': 1,
            '{"a" :1,"b":{"c":[null,{"d":1}]}}': 0,
            '{"a":{"b":1,"b":2}}': 1,
            '{"a":[{"b":1,"b":2},{"b":1}]}': 1,
            '{"a":[null,1,"x",true,[{"b":1,"b":1}]],"c":null}': 1,
            '{"a":"x:y","b":"\\":"}': 0,
            '{"a" :"x:y","b":"\\":"}': 0,
            '{"a" :"\\\\","a":"\\\\\\":"}': 1,
            '{"a":"\\\\","b" :"\\\\\\\\:"}': 0,
            '{"a":"\\\\\\"","b" :":"}': 0,
            '{"a\\"":1,"a\\"" :2}': 1,
            '{"":1,"":2}': 1,
            '"a:b"': 0,
            '"a :b"': 0,
            "[]": 0,
            "1": 0,
            null: 0,
        };
        for (const [text, lost] of Object.entries(table)) {
            assert.equal(factsOf(text, JSON.parse(text)).duplicates, lost, text);
        }
    });

    it("do not hide in a text that is as long as another one of its value", () => {
        // Whatever makes a text longer than its value needs is looked at character by character.
        const texts = ['{"a":1000,"a":1}', '{"a":"\\u0061","a":1}', '{"a":1e3}', '{"a":"b c"}', '{"a":[true,null,{}]}'];
        assert.deepEqual(
            texts.map((text) => factsOf(text, JSON.parse(text))),
            [
                { duplicates: 1, size: 16 },
                { duplicates: 1, size: 20 },
                { duplicates: 0, size: 9 },
                { duplicates: 0, size: 10 },
                { duplicates: 0, size: 20 },
            ],
        );
    });

    it("are counted as in a text with blanks", () => {
        fc.assert(
            fc.property(fc.jsonValue(), (value) => {
                const [short, long] = [JSON.stringify(value), JSON.stringify(value, undefined, 1)];
                assert.deepEqual(factsOf(short, value), factsOf(long, value));
                const twice = `{"a":${short},"a":${short}}`;
                assert.equal(factsOf(twice, JSON.parse(twice)).duplicates, 1 + membersOf(value));
            }),
        );
    });

    it("are reported as one issue", () => {
        const found = (text: string): unknown =>
            parse("grant", text).issues.map(({ messageId, data }) => [messageId, data]);
        const version = '"Version":"2012-10-17"';
        const statement = '"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}';
        assert.deepEqual(found(`{${version},${version},${statement}}`), [["duplicateKey", undefined]]);
        assert.deepEqual(found(`{${version},${version},${version},${statement}}`), [["duplicateKeys", { count: 2 }]]);
    });
});

describe("syntax issues", () => {
    it("describe an unexpected value briefly", () => {
        const table: readonly (readonly [unknown, string])[] = [
            [undefined, "nothing"],
            [null, "null"],
            [[], "a list"],
            [{}, "an object"],
            [describeValue, "an object"],
            [5, "5"],
            [true, "true"],
            [5n, "a bigint"],
            ["x", '"x"'],
            ["x".repeat(118), `"${"x".repeat(118)}"`],
            ["x".repeat(119), `"${"x".repeat(116)}…`],
        ];
        for (const [value, expected] of table) {
            assert.equal(describeValue(value), expected);
        }
    });

    it("have a path, values and a replacement", () => {
        const trust = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" };
        const grant = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
        const at = (path: string, messageId: SyntaxIssueId, rest: Partial<SyntaxIssue> = {}): SyntaxIssue => ({
            path,
            messageId,
            ...rest,
        });
        const long = "x".repeat(5000);
        const sid = (written: string, replacement: string): SyntaxIssue =>
            at("Statement.Sid", "sidCharacters", {
                data: { sid: written },
                replacement: { path: "Statement.Sid", value: replacement },
            });
        const extra = (level?: "advisory"): SyntaxIssue =>
            at("Statement.Extra", "unknownElement", {
                data: {
                    element: '"Extra"',
                    elements:
                        "Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition",
                },
                level,
            });
        const table: readonly (readonly [kind: DocumentKind, statement: unknown, ...issues: SyntaxIssue[]])[] = [
            [
                "trust",
                { ...trust, Principal: 5 },
                at("Statement.Principal", "principalNotObject", { data: { value: "5" } }),
            ],
            [
                "trust",
                { ...trust, Principal: long },
                at("Statement.Principal", "principalWithoutType", {
                    data: { value: `"${"x".repeat(116)}…` },
                }),
            ],
            [
                "trust",
                { ...trust, Action: undefined },
                at("Statement", "missingAction", { replacement: { path: "Statement", value: trust } }),
            ],
            [
                "trust",
                { ...trust, Principal: { Service: "ec2.amazonaws.com" }, Action: undefined },
                at("Statement", "missingAction"),
            ],
            [
                "trust",
                { ...trust, Principal: "123456789012" },
                at("Statement.Principal", "principalWithoutType", {
                    data: { value: '"123456789012"' },
                    replacement: { path: "Statement.Principal", value: { AWS: "123456789012" } },
                }),
            ],
            [
                "trust",
                { ...trust, Principal: "ssm.amazonaws.com" },
                at("Statement.Principal", "principalWithoutType", { data: { value: '"ssm.amazonaws.com"' } }),
            ],
            [
                "trust",
                { ...trust, Principal: { AWS: "arn:aws:iam::123456789012:role/app-*" } },
                at("Statement.Principal.AWS", "wildcardInPrincipal", {
                    data: { principal: "arn:aws:iam::123456789012:role/app-*" },
                    replacement: {
                        path: "Statement",
                        value: {
                            ...trust,
                            Principal: { AWS: "arn:aws:iam::123456789012:root" },
                            Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/app-*" } },
                        },
                    },
                }),
            ],
            [
                "trust",
                { ...trust, Principal: { AWS: "arn:aws:iam::*:root" } },
                at("Statement.Principal.AWS", "wildcardInPrincipal", { data: { principal: "arn:aws:iam::*:root" } }),
            ],
            [
                "grant",
                { ...grant, Condition: { Bool: { "a:B": "true", "A:b": ["true", "false"] } } },
                at("Statement.Condition.Bool.A:b", "duplicateConditionKey", {
                    data: { key: '"A:b"', operator: "Bool" },
                    replacement: { path: "Statement.Condition", value: { Bool: { "a:B": ["true", "false"] } } },
                }),
            ],
            [
                "grant",
                { ...grant, NotAction: "s3:*" },
                at("Statement", "actionAndNotAction", { replacement: { path: "Statement", value: grant } }),
            ],
            ["grant", { ...grant, Action: undefined }, at("Statement", "missingAction")],
            [
                "trust",
                { ...trust, NotPrincipal: { AWS: "1" } },
                at("Statement", "principalAndNotPrincipal", { replacement: { path: "Statement", value: trust } }),
            ],
            ["trust", { ...trust, Principal: undefined, NotPrincipal: { AWS: "1" } }],
            [
                "trust",
                { ...trust, Principal: { Services: "x" } },
                at("Statement.Principal.Services", "unknownElement", {
                    data: { element: '"Services"', elements: "Service, AWS, Federated, CanonicalUser" },
                }),
            ],
            [
                "grant",
                { ...grant, NotPrincipal: { AWS: "1" } },
                at("Statement", "principalInIdentityPolicy", { replacement: { path: "Statement", value: grant } }),
            ],
            ["grant", { ...grant, Sid: `a-_${"b".repeat(130)}` }, sid(`a-_${"b".repeat(117)}`, `a${"b".repeat(59)}`)],
            ["grant", { ...grant, Sid: "a{" }, sid("a{", "a")],
            ["grant", { ...grant, Sid: "a:" }, sid("a:", "a")],
            ["grant", { ...grant, Sid: "azAZ09" }],
            [
                "grant",
                [
                    { ...grant, Sid: "y".repeat(130) },
                    { ...grant, Sid: "y".repeat(130) },
                ],
                at("Statement[1].Sid", "duplicateSid", {
                    data: { sid: "y".repeat(120) },
                    replacement: { path: "Statement[1].Sid", value: "y".repeat(60) },
                }),
            ],
            ["trust", { ...trust, Extra: 1 }, extra()],
            ["grant", { ...grant, Extra: 1 }, extra()],
            ["boundary", { ...grant, Extra: 1 }, extra("advisory")],
            ["resource", { ...trust, Extra: 1 }, extra("advisory")],
            [
                "resource",
                { ...trust, action: 1 },
                at("Statement.action", "elementInWrongCase", {
                    data: { element: '"action"' },
                }),
            ],
            [
                "grant",
                { ...grant, Condition: { NullIfExists: { k: "true" } } },
                at("Statement.Condition.NullIfExists", "unsupportedIfExists", {
                    data: { operator: '"NullIfExists"' },
                    replacement: { path: "Statement.Condition", value: { Null: { k: "true" } } },
                }),
            ],
            [
                "grant",
                { ...grant, Effect: "allow" },
                at("Statement.Effect", "unknownEffect", {
                    data: { value: '"allow"' },
                    replacement: { path: "Statement.Effect", value: "Allow" },
                }),
            ],
            [
                "grant",
                { ...grant, Effect: undefined },
                at("Statement.Effect", "missingEffect", {
                    data: { value: "nothing" },
                }),
            ],
        ];
        for (const [kind, Statement, ...expected] of table) {
            const { issues } = parse(kind, { Version: "2012-10-17", Statement });
            assert.deepEqual(issues.map(withoutAbsent), expected.map(withoutAbsent));
        }
    });

    it("are limited to fifty", () => {
        const { issues } = parse("grant", { Statement: Array.from({ length: 80 }, () => 5) });
        assert.equal(issues.length, 50);
    });

    it("drop strings longer than 4096 characters", () => {
        const actions = (length: number): number =>
            parse("grant", { Statement: { Effect: "Allow", Action: "x".repeat(length), Resource: "*" } }).statements[0]
                ?.actions.length ?? assert.fail();
        assert.deepEqual([actions(4096), actions(4097)], [1, 0]);
    });

    it("do not drop principals with blanks or without a type", () => {
        const principals = (Principal: unknown): unknown =>
            parse("resource", { Statement: { Principal } }).statements[0]?.principals.map(({ kind, text }) => [
                kind,
                text.length > 10 ? text.length : text,
            ]);
        assert.deepEqual(principals(" * "), [["everyone", "*"]]);
        assert.deepEqual(principals(" x "), [["aws", "x"]]);
        assert.deepEqual(principals("x".repeat(5000)), [["aws", 4096]]);
        assert.deepEqual(principals({ CanonicalUser: "79a5" }), [["canonical", "79a5"]]);
        const [sid] = parse("grant", { Statement: { Sid: 5 } }).statements;
        assert.equal(sid?.sid, undefined);
    });
});
