import * as assert from "node:assert/strict";
import { parse, type DocumentKind } from "../../../../policypack/iam";
import { duplicateMembers } from "../../../../policypack/iam/model/json";
import { describeValue } from "../../../../policypack/iam/model/describeValue";

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
            assert.equal(duplicateMembers(text, JSON.parse(text)), lost, text);
        }
    });

    it("are reported as one issue", () => {
        const found = (text: string): unknown => parse("grant", text).issues.map((one) => one.message);
        const version = '"Version":"2012-10-17"';
        const statement = '"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}';
        assert.deepEqual(found(`{${version},${version},${statement}}`), ["contains a duplicate key"]);
        assert.deepEqual(found(`{${version},${version},${version},${statement}}`), ["contains 2 duplicate keys"]);
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

    it("have a path, a message and a fix", () => {
        const issues = (kind: DocumentKind, Statement: unknown): unknown =>
            parse(kind, { Version: "2012-10-17", Statement }).issues.map(({ path, message, fix, level }) =>
                [path, message, fix, ...(level === undefined ? [] : [level])].join(" | "),
            );
        const trust = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" };
        const grant = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
        assert.deepEqual(issues("trust", { ...trust, Principal: 5 }), [
            'Statement.Principal | expected "*" or an object, found 5 | { "Service": "…" }',
        ]);
        const long = "x".repeat(5000);
        assert.deepEqual(issues("trust", { ...trust, Principal: long }), [
            `Statement.Principal | expected "*" or an object, found "${"x".repeat(116)}… | { "AWS": "${"x".repeat(200)}" }`,
        ]);
        assert.deepEqual(issues("trust", { ...trust, Action: undefined }), [
            'Statement | has no Action | "Action": "sts:AssumeRole"',
        ]);
        assert.deepEqual(issues("trust", { ...trust, NotPrincipal: { AWS: "1" } }), [
            "Statement | has both Principal and NotPrincipal | Remove the NotPrincipal.",
        ]);
        assert.deepEqual(issues("trust", { ...trust, Principal: undefined, NotPrincipal: { AWS: "1" } }), []);
        assert.deepEqual(issues("trust", { ...trust, Principal: { Services: "x" } }), [
            'Statement.Principal.Services | unknown element "Services" | Use one of: Service, AWS, Federated, CanonicalUser',
        ]);
        assert.deepEqual(issues("grant", { ...grant, NotPrincipal: { AWS: "1" } }), [
            "Statement | has a Principal | Remove the Principal.",
        ]);
        const characters = "has characters other than letters and digits";
        for (const [sid, expected] of [
            [`a-_${"b".repeat(130)}`, `"a-_${"b".repeat(117)}" ${characters} | "Sid": "a${"b".repeat(59)}"`],
            ["a{", `"a{" ${characters} | "Sid": "a"`],
            ["a:", `"a:" ${characters} | "Sid": "a"`],
        ] as const) {
            assert.deepEqual(issues("grant", { ...grant, Sid: sid }), [`Statement.Sid | ${expected}`]);
        }
        assert.deepEqual(issues("grant", { ...grant, Sid: "azAZ09" }), []);
        const duplicate = "y".repeat(130);
        assert.deepEqual(
            issues("grant", [
                { ...grant, Sid: duplicate },
                { ...grant, Sid: duplicate },
            ]),
            [
                `Statement[1].Sid | "${"y".repeat(120)}" is already the Sid of another statement | "Sid": "${"y".repeat(60)}2"`,
            ],
        );
        for (const [kind, name, level] of [
            ["trust", "Extra", ""],
            ["grant", "Extra", ""],
            ["boundary", "Extra", " | advisory"],
            ["resource", "Extra", " | advisory"],
        ] as const) {
            assert.deepEqual(
                issues(kind, { ...(kind === "trust" || kind === "resource" ? trust : grant), [name]: 1 }),
                [
                    `Statement.${name} | unknown element "${name}" | Use one of: Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition${level}`,
                ],
            );
        }
        assert.deepEqual(issues("resource", { ...trust, action: 1 }), [
            'Statement.action | unknown element "action" | "Action"',
        ]);
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
