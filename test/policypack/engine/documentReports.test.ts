import * as assert from "node:assert/strict";
import { reportsIn, reportsInText, type DocumentReport } from "../../../policypack/engine/documentReports";
import { LastDocuments } from "../../../policypack/engine/lastDocuments";
import { completeOptions, defaultOptions } from "../../../policypack/engine/options";
import type { DocumentRule } from "../../../policypack/engine/rule";
import { parse, type DocumentKind, type PolicyModel } from "../../../policypack/iam";
import { documentRules } from "../../../policypack/rules";

const wide = JSON.stringify({ Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" } });

/** The report with the replacement that it writes. */
const withReplacement = ({ report, ...rest }: DocumentReport): unknown => ({
    ...rest,
    report: { ...report, replacement: report.replacement?.() },
});

/** Parses, and counts how often. */
const counting = (): { parse: (kind: DocumentKind, text: string) => PolicyModel; count: () => number } => {
    let count = 0;
    return {
        parse: (kind, text) => {
            count += 1;
            return parse(kind, text);
        },
        count: () => count,
    };
};

describe("the reports in a text", () => {
    it("are remembered for the same rules, kind and options", () => {
        const parser = counting();
        const rules = [...documentRules];
        const text = `${wide} `;
        const first = reportsInText(rules, "grant", text, defaultOptions, parser.parse);
        assert.ok(first.length > 0);
        assert.equal(reportsInText(rules, "grant", ` ${text}`.slice(1), defaultOptions, parser.parse), first);
        assert.equal(parser.count(), 1);
    });

    it("are evaluated again for other rules, kinds and options", () => {
        const parser = counting();
        const rules = [...documentRules];
        const text = `${wide}  `;
        const of = (given: readonly DocumentRule[], kind: DocumentKind, account: string | undefined): number =>
            reportsInText(given, kind, text, completeOptions(defaultOptions, { account }), parser.parse).length;
        const [one, boundary, other, none] = [
            of(rules, "grant", undefined),
            of(rules, "boundary", undefined),
            of(rules, "grant", "111122223333"),
            of([], "grant", undefined),
        ];
        assert.ok(one > 0 && other === one);
        assert.deepEqual([boundary, none], [0, 0]);
        assert.equal(parser.count(), 4);
    });

    it("are those of the parsed document, for more options than are remembered", () => {
        const rules = [...documentRules];
        for (let index = 0; index < 200; index += 1) {
            const account = String(100_000_000_000 + index);
            const options = completeOptions(defaultOptions, { account });
            assert.deepEqual(
                reportsInText(rules, "grant", wide, options, parse).map(withReplacement),
                reportsIn(rules, parse("grant", wide), options).map(withReplacement),
            );
        }
    });
});

describe("completed options", () => {
    it("are the same object for the same document", () => {
        const known = { account: "111122223333", region: "eu-west-1", maximumCharacters: 6144 };
        assert.equal(completeOptions(defaultOptions, known), completeOptions(defaultOptions, { ...known }));
        assert.notEqual(
            completeOptions(defaultOptions, known),
            completeOptions(defaultOptions, { ...known, maximumCharacters: 10_240 }),
        );
        assert.deepEqual(completeOptions(defaultOptions, known), { ...defaultOptions, ...known });
    });
});

describe("the parsed documents of the last resource", () => {
    it("are parsed once for all rules", () => {
        const documents = new LastDocuments();
        const first = documents.parse("a", "grant", wide);
        assert.equal(documents.parse("a", "grant", wide), first);
        assert.notEqual(documents.parse("a", "trust", wide), first);
        assert.notEqual(documents.parse("b", "grant", wide), first);
    });

    it("are parsed again if they may have changed", () => {
        const documents = new LastDocuments();
        const raw: { Statement: unknown[] } = { Statement: [] };
        assert.equal(documents.parse("a", "grant", raw).statements.length, 0);
        raw.Statement.push({ Effect: "Allow", Action: "*", Resource: "*" });
        assert.equal(documents.parse("a", "grant", raw).statements.length, 1);
    });
});
