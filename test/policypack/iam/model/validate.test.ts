import * as assert from "node:assert/strict";
import { parse, type DocumentKind } from "../../../../policypack/iam";
import { duplicateMembers } from "../../../../policypack/iam/model/json";
import { describeValue } from "../../../../policypack/iam/model/describeValue";

describe("members that a text writes twice", () => {
    it("are counted, wherever they stand and however they are written", () => {
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

    it("are told in one finding", () => {
        const found = (text: string): unknown => parse("grant", text).issues.map((one) => one.message);
        const version = '"Version":"2012-10-17"';
        const statement = '"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}';
        assert.deepEqual(found(`{${version},${version},${statement}}`), ["a key written twice in one object"]);
        assert.deepEqual(found(`{${version},${version},${version},${statement}}`), [
            "2 keys written twice in one object",
        ]);
    });
});

describe("what stands where something else should", () => {
    it("is told in a few words", () => {
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
        for (const [value, words] of table) {
            assert.equal(describeValue(value), words);
        }
    });

    it("is told at its path, with what to write", () => {
        const issues = (kind: DocumentKind, Statement: unknown): unknown =>
            parse(kind, { Version: "2012-10-17", Statement }).issues.map(({ path, message, fix, level }) =>
                [path, message, fix, ...(level === undefined ? [] : [level])].join(" | "),
            );
        const trust = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" };
        const grant = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
        assert.deepEqual(issues("trust", { ...trust, Principal: 5 }), ['Statement.Principal | 5 | { "Service": "…" }']);
        const long = "x".repeat(5000);
        assert.deepEqual(issues("trust", { ...trust, Principal: long }), [
            `Statement.Principal | "${"x".repeat(116)}… | { "AWS": "${"x".repeat(200)}" }`,
        ]);
        assert.deepEqual(issues("trust", { ...trust, Action: undefined }), [
            'Statement | no Action | "Action": "sts:AssumeRole"',
        ]);
        assert.deepEqual(issues("trust", { ...trust, NotPrincipal: { AWS: "1" } }), [
            "Statement | both Principal and NotPrincipal | Keep the Principal.",
        ]);
        assert.deepEqual(issues("trust", { ...trust, Principal: undefined, NotPrincipal: { AWS: "1" } }), []);
        assert.deepEqual(issues("trust", { ...trust, Principal: { Services: "x" } }), [
            'Statement.Principal.Services | an element called "Services" | Elements: Service, AWS, Federated, CanonicalUser',
        ]);
        assert.deepEqual(issues("grant", { ...grant, NotPrincipal: { AWS: "1" } }), [
            "Statement | a Principal | Take the Principal out.",
        ]);
        for (const [sid, told] of [
            [`a-_${"b".repeat(130)}`, `"a-_${"b".repeat(117)}" | "Sid": "a${"b".repeat(59)}"`],
            ["a{", '"a{" | "Sid": "a"'],
            ["a:", '"a:" | "Sid": "a"'],
        ] as const) {
            assert.deepEqual(issues("grant", { ...grant, Sid: sid }), [`Statement.Sid | ${told}`]);
        }
        assert.deepEqual(issues("grant", { ...grant, Sid: "azAZ09" }), []);
        const again = "y".repeat(130);
        assert.deepEqual(
            issues("grant", [
                { ...grant, Sid: again },
                { ...grant, Sid: again },
            ]),
            [`Statement[1].Sid | "${"y".repeat(120)}" again | "Sid": "${"y".repeat(60)}2"`],
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
                    `Statement.${name} | an element called "${name}" | Elements: Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition${level}`,
                ],
            );
        }
        assert.deepEqual(issues("resource", { ...trust, action: 1 }), [
            'Statement.action | an element called "action" | "Action"',
        ]);
    });

    it("is told fifty times at most", () => {
        const { issues } = parse("grant", { Statement: Array.from({ length: 80 }, () => 5) });
        assert.equal(issues.length, 50);
    });

    it("leaves the longest words that IAM could take", () => {
        const actions = (length: number): number =>
            parse("grant", { Statement: { Effect: "Allow", Action: "x".repeat(length), Resource: "*" } }).statements[0]
                ?.actions.length ?? assert.fail();
        assert.deepEqual([actions(4096), actions(4097)], [1, 0]);
    });

    it("keeps blanks from hiding everyone, and a principal without a type", () => {
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
