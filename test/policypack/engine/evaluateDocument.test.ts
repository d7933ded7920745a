import * as assert from "node:assert/strict";
import { parse } from "../../../policypack/iam";
import { documentRules } from "../../../policypack/rules";
import { defaultOptions } from "../../../policypack/engine/options";
import { evaluateDocument, evaluateRule, type DocumentViolation } from "../../../policypack/engine/evaluateDocument";
import { evaluate } from "../evaluate";
import { formatDocumentViolation } from "../../../policypack/engine/format";

const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
const harmless = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

/** The findings of one rule. */
const of = (rule: string, Statement: unknown, rest: object = {}): readonly DocumentViolation[] =>
    evaluate("grant", { Version: "2012-10-17", ...rest, Statement }).filter((one) => one.rule.name === rule);

describe("a verdict", () => {
    it("is about the statement where it was found", () => {
        const at = (Statement: unknown): unknown =>
            of("iam-passrole-wildcard", Statement).map(({ statement }) => statement?.path);
        assert.deepEqual(at(pass), ["Statement"]);
        assert.deepEqual(at([harmless, pass]), ["Statement[1]"]);
        assert.deepEqual(at([5, pass, harmless]), ["Statement[1]"], "behind what is no statement");
        assert.deepEqual(at([pass, 5, pass, 5, pass]), ["Statement[0]", "Statement[2]", "Statement[4]"]);
        const others = Array.from({ length: 12 }, () => harmless);
        assert.deepEqual(at([...others, pass]), ["Statement[12]"]);
    });

    it("is about the whole document where no statement holds it", () => {
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

    it("about the whole document is exempted whatever the order of its statements", () => {
        const name = (Statement: unknown): unknown =>
            of("iam-document-malformed", Statement, { Version: "2020-01-01" }).map(({ fingerprint }) => fingerprint);
        assert.deepEqual(name([pass, harmless]), name([harmless, pass]));
        assert.notDeepEqual(name([pass, harmless]), name([harmless]));
    });

    it("is the same on a document that was read before", () => {
        const document = { Version: "2012-10-17", Statement: [harmless, pass] };
        const read = parse("grant", document);
        assert.deepEqual(
            documentRules.flatMap((rule) =>
                rule.appliesTo.includes("grant") ? evaluateRule(rule, read, defaultOptions) : [],
            ),
            evaluate("grant", document),
        );
    });

    it("is one line, whatever blanks stand in what was found", () => {
        const [verdict] = evaluate("grant", { Statement: pass });
        const said = formatDocumentViolation({
            ...(verdict ?? assert.fail()),
            message: " one\n\ttwo",
            reason: "So.",
            fix: "{\n}\n",
        });
        assert.equal(said, "iam-passrole-wildcard: Statement.Resource: one two. So. Fix: { }");
    });

    it("is made where a rule fails", () => {
        const [rule] = documentRules;
        const fails = {
            ...(rule ?? assert.fail()),
            check: (): never => {
                throw new Error("ouch");
            },
        };
        const [verdict] = evaluateDocument([fails], "grant", { Statement: [] });
        const { path, message, reason, fix } = verdict ?? assert.fail();
        assert.deepEqual(
            [path, message, reason, fix],
            [
                "",
                "a document on which the rule itself fails: ouch",
                "What a rule cannot judge must not pass as lawful.",
                "Report the document, with its secrets taken out, to the authors of the rule.",
            ],
        );
    });
});
