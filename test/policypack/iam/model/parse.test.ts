import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse, serviceTrusts, servicePrincipalExceptions, oidcIssuers } from "../../../../policypack/iam";
import { evaluate } from "../../evaluate";
import { formatOnOneLine } from "../../../../policypack/engine/format";

describe("parse", () => {
    const statement = {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: ["*"],
        Condition: { "ForAnyValue:StringLikeIfExists": { "aws:SourceArn": ["a", "b"], "aws:SourceAccount": 5 } },
    };

    it("records the path of each element", () => {
        const [one] = parse("grant", { Statement: statement }).statements;
        assert.deepEqual(one?.actions, [{ text: "iam:PassRole", path: "Statement.Action" }]);
        assert.deepEqual(one.resources, [{ text: "*", path: "Statement.Resource[0]" }]);
        const [two] = parse("grant", { Statement: [statement] }).statements;
        assert.equal(
            two?.conditions[0]?.values[1]?.path,
            "Statement[0].Condition.ForAnyValue:StringLikeIfExists.aws:SourceArn[1]",
        );
        assert.equal(two.conditions[1]?.values[0]?.text, "5");
    });

    it("completes ARNs in identity policies, and keeps the text as written", () => {
        const incomplete = { Effect: "Allow", Action: "iam:PassRole", Resource: [" arn:aws:iam ", "arn:aws:iam::*"] };
        const [one] = parse("grant", { Statement: incomplete }).statements;
        assert.deepEqual(one?.resources, [
            { text: "arn:aws:iam:*:*:*", path: "Statement.Resource[0]", written: "arn:aws:iam" },
            { text: "arn:aws:iam::*", path: "Statement.Resource[1]" },
        ]);
        const found = evaluate("grant", { Statement: incomplete });
        assert.ok(found.some(({ data }) => data.resource === "arn:aws:iam"));
        assert.ok(found.every((violation) => !formatOnOneLine(violation).includes("arn:aws:iam:*:*:*")));
    });

    for (const kind of ["trust", "boundary", "resource"] as const) {
        it(`keeps incomplete ARNs in a document of kind ${kind}`, () => {
            const [one] = parse(kind, {
                Statement: { Effect: "Deny", Action: "*", NotResource: "arn:aws:iam" },
            }).statements;
            assert.deepEqual(one?.notResources, [{ text: "arn:aws:iam", path: "Statement.NotResource" }]);
        });
    }

    it("splits an operator into its parts", () => {
        const [one] = parse("grant", { Statement: statement }).statements;
        const { operator, setPrefix, ifExists, key } = one?.conditions[0] ?? assert.fail();
        assert.deepEqual([operator, setPrefix, ifExists, key], ["StringLike", "forAny", true, "aws:sourcearn"]);
    });

    it("parses a frozen statement once, for each kind and index", () => {
        const frozen = Object.freeze({ ...statement, Effect: "Alow" });
        const first = parse("grant", { Statement: [frozen] });
        const second = parse("grant", { Version: "2012-10-17", Statement: [frozen, frozen] });
        assert.equal(second.statements[0], first.statements[0]);
        assert.equal(second.statements[1]?.path, "Statement[1]");
        assert.deepEqual(
            second.issues.map(({ path }) => path),
            ["Statement[0].Effect", "Statement[1].Effect"],
        );
        assert.notEqual(parse("trust", { Statement: [frozen] }).statements[0], first.statements[0]);
    });

    it("counts characters without whitespace", () => {
        assert.equal(parse("trust", '{ "Statement" : [ ] }').size, '{"Statement":[]}'.length);
    });

    it("counts the characters of frozen statements as of others", () => {
        const frozen = {
            Version: "2012-10-17",
            Statement: [Object.freeze({ ...statement }), Object.freeze({ a: " b" })],
        };
        const text = JSON.stringify(frozen);
        assert.equal(parse("grant", frozen).size, parse("grant", text).size);
        assert.equal(parse("grant", frozen).size, text.replaceAll(" ", "").length);
    });

    it("ignores inherited object members", () => {
        const document = parse(
            "trust",
            '{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"constructor":"x"}}}',
        );
        assert.deepEqual(document.statements[0]?.principals, []);
        assert.ok(document.issues.some(({ path }) => path === "Statement.Principal.constructor"));
    });

    it("reports objects that throw", () => {
        const throwing = {
            get Statement(): never {
                throw new Error("no");
            },
        };
        const [{ messageId, data } = assert.fail()] = parse("grant", throwing).issues;
        assert.deepEqual([messageId, data], ["unreadable", { error: "no" }]);
        const proxy = new Proxy({}, { ownKeys: () => assert.fail("asked") });
        assert.equal(parse("grant", proxy).issues.length, 1);
        const cyclic: Record<string, unknown> = { Statement: [] };
        cyclic.Id = cyclic;
        assert.equal(parse("grant", cyclic).issues.length, 1);
    });

    it("never throws, nor do the rules, on any JSON or text", () => {
        const words = fc.constantFrom(
            "Statement",
            "Effect",
            "Allow",
            "Action",
            "NotAction",
            "Resource",
            "Principal",
            "Service",
            "AWS",
            "*",
            "Condition",
            "StringLike",
            "iam:PassRole",
            "sts:AssumeRole",
            "aws:SourceArn",
            "ssm.amazonaws.com",
            "__proto__",
            "constructor",
            "${",
            "}",
            "arn:aws:iam::1:role/*",
            "Null",
            "true",
        );
        const { tree } = fc.letrec((tie) => ({
            tree: fc.oneof(
                { depthSize: "small", withCrossShrink: true },
                words,
                fc.anything(),
                fc.array(tie("tree"), { maxLength: 3 }),
                fc.dictionary(words, tie("tree"), { maxKeys: 5 }),
            ),
        }));
        const raw = fc.oneof(
            tree,
            tree.map((value) => {
                try {
                    return JSON.stringify(value);
                } catch {
                    return "";
                }
            }),
            fc.string(),
        );
        fc.assert(
            fc.property(raw, fc.constantFrom("trust", "grant", "boundary", "resource"), (document, kind) => {
                for (const violation of evaluate(kind, document)) {
                    assert.ok(formatOnOneLine(violation) !== "");
                }
            }),
            { numRuns: 1500 },
        );
    });

    it("handles ten thousand statements in time linear in their size", () => {
        const many = JSON.stringify({
            Version: "2012-10-17",
            Statement: Array.from({ length: 10_000 }, (_, at) => ({
                Effect: at % 2 === 0 ? "Allow" : "Deny",
                Action: "iam:PassRole",
                Resource: `arn:aws:iam::123456789012:role/${"x".repeat(300)}${at}*`,
            })),
        });
        assert.ok(many.length > 3_000_000);
        const violations = evaluate("grant", many);
        assert.equal(violations.filter(({ rule }) => rule.name === "iam-passrole-role-pattern").length, 5000);
    });

    it("reports a million nested levels without overflowing the stack", () => {
        const deep = `{"Statement":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`;
        assert.ok(evaluate("grant", deep).length > 0);
        const deeper = `{"Statement":{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":${'{"a":'.repeat(300_000)}1${"}".repeat(300_000)}}}`;
        assert.ok(evaluate("grant", deeper).some(({ rule }) => rule.name === "iam-document-malformed"));
    });
});

describe("the tables of facts", () => {
    it("list each entry once, with source and date", () => {
        const services = serviceTrusts.map(({ service }) => service);
        assert.deepEqual(
            services.filter((service, at) => services.indexOf(service) !== at),
            [],
        );
        for (const { source, date } of [...serviceTrusts, ...servicePrincipalExceptions]) {
            assert.ok(source.length > 10);
            assert.match(date, /^20\d\d-\d\d-\d\d$/);
        }
        for (const { service, source, confidence } of serviceTrusts) {
            // An entry without a page says so in its source.
            assert.equal(confidence === "scan", source.includes("page was not recorded"), service);
        }
        for (const { source, issuer } of oidcIssuers) {
            assert.ok(source.length > 10 && issuer === issuer.toLowerCase());
        }
    });

    it("put the account in the account field of each source ARN", () => {
        for (const { sourceArn } of serviceTrusts) {
            if (sourceArn !== undefined) {
                assert.match(sourceArn, /^arn:PARTITION:[a-z0-9-]+:(REGION|\*|):ACCOUNT:./);
            }
        }
    });
});
