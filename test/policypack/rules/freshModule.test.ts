/**
 * The law, loaded anew: much of it is tables, and whatever is computed from them as a module is loaded. A run of
 * mutants changes those, too, and sees it only in a law that was loaded after the change.
 */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type * as iam from "../../../policypack/iam";
import type * as engine from "../../../policypack/engine/evaluateDocument";
import type * as format from "../../../policypack/engine/format";
import type * as law from "../../../policypack/rules";
import type * as pages from "../../../tools/docs/rulesPage";
import { holdToWords } from "../iam/assertBuild";
import { holdToTables } from "../iam/assertKnowledge";
import { ruleCases } from "./cases";
import { itself, own, snapshotOf, committedSnapshot } from "./snapshots";

const load = createRequire(__filename);
const root = join(__dirname, "..", "..", "..");

/** A module of this repository with everything it is made of, as if nobody had asked for it before. */
const loadFresh = (path: string): unknown => {
    const isOurs = (file: string): boolean =>
        ["policypack", "program", "tools"].some((folder) => file.startsWith(join(root, folder) + sep)) &&
        !file.includes("node_modules");
    const before = Object.entries(load.cache).filter(([file]) => isOurs(file));
    for (const [file] of before) {
        Reflect.deleteProperty(load.cache, file);
    }
    try {
        return load(path) as unknown;
    } finally {
        for (const file of Object.keys(load.cache).filter(isOurs)) {
            Reflect.deleteProperty(load.cache, file);
        }
        for (const [file, module] of before) {
            load.cache[file] = module;
        }
    }
};

const factsIn = (page: string): readonly string[] => page.split("\n").filter((line) => line.startsWith("| `"));

describe("the law, loaded anew", () => {
    it("says what is written down", () => {
        const { evaluateDocument } = loadFresh("../../../policypack/engine/evaluateDocument") as typeof engine;
        const { formatDocumentViolation } = loadFresh("../../../policypack/engine/format") as typeof format;
        const { documentRules } = loadFresh("../../../policypack/rules") as typeof law;
        assert.equal(evaluateDocument(documentRules, "grant", "").length, 1);
        assert.deepEqual(
            documentRules.map(({ name }) => name),
            Object.keys(ruleCases),
        );
        for (const rule of documentRules) {
            const written = committedSnapshot(rule);
            assert.equal(itself(rule), written[own]);
            for (const { name, kind, document, settings, expect } of ruleCases[rule.name] ?? []) {
                // A hostile text takes as long as all others together.
                if (typeof document === "string" && document.length > 10_000) {
                    continue;
                }
                const found = evaluateDocument([rule], kind, document, settings);
                assert.deepEqual(
                    found.map(({ path, level }) => (level === rule.level ? path : `~${path}`)),
                    expect,
                );
                const said = snapshotOf(name, found, formatDocumentViolation);
                for (const [about, words] of Object.entries(said)) {
                    assert.equal(words, written[about]);
                }
            }
        }
    });

    it("builds documents in its words, and knows its tables", () => {
        const fresh = loadFresh("../../../policypack/iam") as typeof iam;
        holdToWords(fresh);
        holdToTables(fresh);
    });

    it("knows the facts of docs/rules.md", () => {
        const { rulesPage } = loadFresh("../../../tools/docs/rulesPage") as typeof pages;
        assert.deepEqual(factsIn(rulesPage()), factsIn(readFileSync(join(root, "docs", "rules.md"), "utf8")));
    });
});
