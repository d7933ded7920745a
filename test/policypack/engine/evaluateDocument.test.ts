import * as assert from "node:assert/strict";
import { parse } from "../../../policypack/iam";
import { documentRules } from "../../../policypack/rules";
import { defaultOptions } from "../../../policypack/engine/options";
import { evaluateDocument, evaluateRule } from "../../../policypack/engine/evaluateDocument";
import type { Report } from "../../../policypack/engine/rule";
import type { DocumentViolation } from "../../../policypack/engine/violation";
import { evaluate } from "../evaluate";
import { formatOnOneLine } from "../../../policypack/engine/format";

const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
const harmless = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

/** The violations of one rule. */
const of = (rule: string, Statement: unknown, rest: object = {}): readonly DocumentViolation[] =>
    evaluate("grant", { Version: "2012-10-17", ...rest, Statement }).filter((one) => one.rule.name === rule);

describe("a violation", () => {
    it("belongs to the statement that contains its path", () => {
        const at = (Statement: unknown): unknown =>
            of("iam-passrole-wildcard", Statement).map(({ statement }) => statement?.path);
        assert.deepEqual(at(pass), ["Statement"]);
        assert.deepEqual(at([harmless, pass]), ["Statement[1]"]);
        assert.deepEqual(at([5, pass, harmless]), ["Statement[1]"], "after an element that is not a statement");
        assert.deepEqual(at([pass, 5, pass, 5, pass]), ["Statement[0]", "Statement[2]", "Statement[4]"]);
        const others = Array.from({ length: 12 }, () => harmless);
        assert.deepEqual(at([...others, pass]), ["Statement[12]"]);
    });

    it("belongs to the whole document if its path is outside the statements", () => {
        const issues = (Statement: unknown, rest: object): unknown =>
            of("iam-document-malformed", Statement, rest).map(({ path, statement }) => [path, statement?.path]);
        assert.deepEqual(issues(harmless, { Version: "2020-01-01" }), [["Version", undefined]]);
        assert.deepEqual(issues([harmless], { Version: "2020-01-01" }), [["Version", undefined]]);
        assert.deepEqual(issues([harmless, 5], {}), [["Statement[1]", undefined]]);
        assert.deepEqual(issues({ ...harmless, Sid: "a b" }, {}), [["Statement.Sid", "Statement"]]);
        for (const name of ["Statements", "My.Statement[0]"]) {
            assert.deepEqual(issues([harmless], { [name]: 5 }), [[name, undefined]], name);
        }
    });

    it("of the whole document has a fingerprint independent of the order of statements", () => {
        const name = (Statement: unknown): unknown =>
            of("iam-document-malformed", Statement, { Version: "2020-01-01" }).map(({ fingerprint }) => fingerprint);
        assert.deepEqual(name([pass, harmless]), name([harmless, pass]));
        assert.notDeepEqual(name([pass, harmless]), name([harmless]));
    });

    it("is the same on a parsed document", () => {
        const document = { Version: "2012-10-17", Statement: [harmless, pass] };
        const parsed = parse("grant", document);
        assert.deepEqual(
            documentRules.flatMap((rule) =>
                rule.appliesTo.includes("grant") ? evaluateRule(rule, parsed, defaultOptions) : [],
            ),
            evaluate("grant", document),
        );
    });

    it("is formatted on one line, without line breaks and repeated spaces", () => {
        const [violation] = evaluate("grant", { Statement: pass });
        const formatted = formatOnOneLine({
            ...(violation ?? assert.fail()),
            message: " one\n\ttwo",
            reason: "So.",
            fix: "Replace it.\n",
            replacement: '{\n  "a": "two  spaces"\n}',
            replaces: { path: "Statement", mode: "replace", placeholders: [] },
        });
        assert.equal(
            formatted,
            "iam-passrole-wildcard: Statement.Resource: one two. So. Fix: Replace it. " +
                'Paste the replacement in place of Statement. Replacement: { "a": "two  spaces" }',
        );
    });

    it("has a replacement that is written when it is read, once for its statement", () => {
        const [rule] = documentRules;
        let count = 0;
        const reports = {
            ...(rule ?? assert.fail()),
            check: (): readonly Report[] => [
                {
                    path: "Statement[0]",
                    messageId: "action",
                    replacement: () => {
                        count += 1;
                        return { path: "Statement[0]", value: count };
                    },
                },
            ],
        };
        const [violation] = evaluateDocument([reports], "grant", { Statement: pass });
        assert.equal(count, 0);
        const read = () => [violation?.replacement, violation?.replaces?.path];
        assert.deepEqual([read(), read()], Array(2).fill(["1", "Statement[0]"]));
        assert.equal(count, 1);
    });

    it("stands without a replacement if that cannot be written", () => {
        const [rule] = documentRules;
        const itself: unknown[] = [];
        itself.push(itself);
        const fails = (): never => {
            throw new Error("ouch");
        };
        for (const replacement of [fails, () => ({ path: "", value: itself }), () => undefined]) {
            const reports = {
                ...(rule ?? assert.fail()),
                check: (): readonly Report[] => [{ path: "", messageId: "action", replacement }],
            };
            const [{ messageId, ...violation } = assert.fail()] = evaluateDocument([reports], "grant", {
                Statement: pass,
            });
            assert.deepEqual([messageId, violation.replacement, violation.replaces], ["action", undefined, undefined]);
        }
    });

    it("is reported if a rule throws", () => {
        const [rule] = documentRules;
        const fails = {
            ...(rule ?? assert.fail()),
            check: (): never => {
                throw new Error("ouch");
            },
        };
        const [violation] = evaluateDocument([fails], "grant", { Statement: pass });
        const { path, message, reason, fix } = violation ?? assert.fail();
        assert.deepEqual(
            [path, message, reason, fix],
            [
                "",
                "the rule failed to evaluate the document: ouch",
                "A document that cannot be evaluated is not compliant.",
                "Report the document, without secrets, to the maintainers of the rule.",
            ],
        );
    });
});
