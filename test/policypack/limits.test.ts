/** The list in docs/policyPack.md of what the pack cannot see: every line is true, and none is missing. */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate } from "../../policypack/engine/evaluate";
import { allRules } from "../../policypack/rules";
import { root } from "../support/imports";
import { limits, uncredited, type ExampleResource } from "./limits";
import { unknownChecking } from "./unknownChecking";

const configuration = configurationOf({});

/** What the rules report, as at a preview: what comes after an unknown value is left out. */
const reported = ({ type, props }: ExampleResource): readonly string[] => {
    const rules: string[] = [];
    try {
        evaluate(allRules, [{ type, urn: `urn:pulumi:dev::app::${type}::example`, props: unknownChecking(props) }], {
            configuration: () => configuration,
            day: "2026-12-01",
            report: ({ rule }) => rules.push(rule.name),
        });
    } catch (error) {
        assert.ok(error instanceof Error && "unknownTypeSentinel" in error, String(error));
    }
    return rules;
};

const page = readFileSync(join(root, "docs", "policyPack.md"), "utf8");

/** The titles of the lines in a section of the page. */
const titlesIn = (section: string): readonly string[] => {
    const [, text = ""] = page.split(`\n### ${section}\n`);
    const [lines = ""] = text.split(/\n##/);
    return [...lines.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, title = ""]) => title.replace(/\s+/g, " "));
};

describe("restrictions that do not count", () => {
    it("are listed in docs/policyPack.md", () => {
        assert.deepEqual(
            titlesIn("Restrictions that do not count"),
            uncredited.map(({ title }) => title),
        );
    });

    for (const { title, restricted } of uncredited) {
        for (const [i, example] of restricted.entries()) {
            it(`leave the violation: ${title}, example ${i + 1}`, () => {
                assert.notDeepEqual(example.flatMap(reported), []);
            });
        }
    }
});

describe("what the pack cannot see", () => {
    it("is listed in docs/policyPack.md", () => {
        assert.deepEqual(
            titlesIn("In the resources of the stack"),
            limits.map(({ title }) => title),
        );
    });

    for (const { title, hidden, visible } of limits) {
        describe(title, () => {
            for (const [i, example] of hidden.entries()) {
                it(`reports nothing on ${example.type}, example ${i + 1}`, () => {
                    assert.deepEqual(reported(example), []);
                });
            }

            for (const [i, example] of visible.entries()) {
                it(`reports the same in ${example.type}, visible example ${i + 1}`, () => {
                    assert.notDeepEqual(reported(example), []);
                });
            }
        });
    }
});
