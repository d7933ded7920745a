/**
 * Loads the rules as fresh modules. Many rules use tables, and values that are computed when a module is loaded. A
 * mutant of these has an effect only in modules that are loaded after the mutation.
 */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type * as iam from "../../../policypack/iam";
import type * as engine from "../../../policypack/engine/evaluateDocument";
import type * as rules from "../../../policypack/rules";
import type * as pages from "../../../tools/docs/rulesPage";
import { holdToWords } from "../iam/assertBuild";
import { holdToTables } from "../iam/assertKnowledge";
import { ruleCases } from "./cases";
import { committedSnapshot, reportSnapshot } from "./snapshots";

const load = createRequire(__filename);
const root = join(__dirname, "..", "..", "..");

/** Loads a module of this repository and its imports without the module cache. */
const loadFresh = (path: string): unknown => {
    const isInRepository = (file: string): boolean =>
        ["policypack", "program", "tools"].some((folder) => file.startsWith(join(root, folder) + sep)) &&
        !file.includes("node_modules");
    const before = Object.entries(load.cache).filter(([file]) => isInRepository(file));
    for (const [file] of before) {
        Reflect.deleteProperty(load.cache, file);
    }
    try {
        return load(path) as unknown;
    } finally {
        for (const file of Object.keys(load.cache).filter(isInRepository)) {
            Reflect.deleteProperty(load.cache, file);
        }
        for (const [file, module] of before) {
            load.cache[file] = module;
        }
    }
};

const factsIn = (page: string): readonly string[] => page.split("\n").filter((line) => line.startsWith("| "));

describe("the rules, loaded as fresh modules", () => {
    it("match the snapshots", () => {
        const { evaluateDocument } = loadFresh("../../../policypack/engine/evaluateDocument") as typeof engine;
        const { documentRules } = loadFresh("../../../policypack/rules") as typeof rules;
        assert.equal(evaluateDocument(documentRules, "grant", "").length, 1);
        assert.deepEqual(
            documentRules.map(({ name }) => name),
            Object.keys(ruleCases),
        );
        for (const rule of documentRules) {
            const snapshot = committedSnapshot(rule) ?? assert.fail(rule.name);
            assert.deepEqual(rule.messages, snapshot.messages);
            for (const { name, kind, document, settings, expect } of ruleCases[rule.name] ?? []) {
                // Very long documents take as long as all others together.
                if (typeof document === "string" && document.length > 10_000) {
                    continue;
                }
                const found = evaluateDocument([rule], kind, document, settings);
                assert.deepEqual(
                    found.map(({ path, level }) => (level === rule.level ? path : `~${path}`)),
                    expect,
                );
                const actual = found.map((violation) => reportSnapshot(rule, violation));
                assert.deepEqual(JSON.parse(JSON.stringify(actual)), expect.length === 0 ? [] : snapshot.cases[name]);
            }
        }
    });

    it("include the document builders and the knowledge tables", () => {
        const fresh = loadFresh("../../../policypack/iam") as typeof iam;
        holdToWords(fresh);
        holdToTables(fresh);
    });

    it("include the facts of docs/rules.md", () => {
        const { rulesPage } = loadFresh("../../../tools/docs/rulesPage") as typeof pages;
        assert.deepEqual(factsIn(rulesPage()), factsIn(readFileSync(join(root, "docs", "rules.md"), "utf8")));
    });
});
