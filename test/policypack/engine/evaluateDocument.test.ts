import * as assert from "node:assert/strict";
import { parse } from "../../../policypack/iam";
import { rules } from "../../../policypack/rules";
import { defaults } from "../../../policypack/engine/options";
import { judgeBy, verdictsOf, type Verdict } from "../../../policypack/engine/evaluateDocument";
import { judge } from "../judge";
import { sentence } from "../../../policypack/engine/format";

const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
const harmless = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

/** The findings of one rule. */
const of = (rule: string, Statement: unknown, rest: object = {}): readonly Verdict[] =>
    judge("grant", { Version: "2012-10-17", ...rest, Statement }).filter((one) => one.rule.name === rule);

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
        const flaws = (Statement: unknown, rest: object): unknown =>
            of("iam-document-malformed", Statement, rest).map(({ path, statement }) => [path, statement?.path]);
        assert.deepEqual(flaws(harmless, { Version: "2020-01-01" }), [["Version", undefined]]);
        assert.deepEqual(flaws([harmless], { Version: "2020-01-01" }), [["Version", undefined]]);
        assert.deepEqual(flaws([harmless, 5], {}), [["Statement[1]", undefined]]);
        assert.deepEqual(flaws({ ...harmless, Sid: "a b" }, {}), [["Statement.Sid", "Statement"]]);
        for (const name of ["Statements", "My.Statement[0]"]) {
            assert.deepEqual(flaws([harmless], { [name]: 5 }), [[name, undefined]], name);
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
            rules.flatMap((rule) => (rule.appliesTo.includes("grant") ? verdictsOf(rule, read, defaults) : [])),
            judge("grant", document),
        );
    });

    it("is one line, whatever blanks stand in what was found", () => {
        const [verdict] = judge("grant", { Statement: pass });
        const said = sentence({ ...(verdict ?? assert.fail()), found: " one\n\ttwo", why: "So.", paste: "{\n}\n" });
        assert.equal(said, "iam-passrole-wildcard: Statement.Resource has one two. So. Write instead: { }");
    });

    it("is made where a rule fails", () => {
        const [rule] = rules;
        const fails = {
            ...(rule ?? assert.fail()),
            check: (): never => {
                throw new Error("ouch");
            },
        };
        const [verdict] = judgeBy([fails], "grant", { Statement: [] });
        const { path, found, why, paste } = verdict ?? assert.fail();
        assert.deepEqual(
            [path, found, why, paste],
            [
                "",
                "a document on which the rule itself fails: ouch",
                "What a rule cannot judge must not pass as lawful.",
                "Report the document, with its secrets taken out, to the authors of the rule.",
            ],
        );
    });
});
