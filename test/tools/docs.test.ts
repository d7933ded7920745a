import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { docsPages, mark } from "../../tools/docs";
import { documentedPatterns } from "../../tools/docs/documentedPattern";
import { firstOf } from "../../tools/docs/example";
import { anchor, table } from "../../tools/docs/markdown";
import { ruleExample } from "../../tools/docs/ruleExample";
import { compliantExample } from "../../tools/docs/rulePage";
import { documentRules, allRules } from "../../policypack/rules";
import { ruleCases } from "../policypack/rules/cases";
import { root } from "../support/imports";
import { anchorsIn, deadLinksIn, linksIn } from "../support/markdown";

const written = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
);
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

describe("the generated documentation", () => {
    let pages: ReadonlyMap<string, string>;
    before(async () => {
        pages = await docsPages(ruleCases);
    });

    it("consists of exactly the pages with the marker", () => {
        const generated = written.filter((file) => textOf(`docs/${file}`).startsWith(`${mark}\n`));
        assert.deepEqual(generated.sort(), [...pages.keys()].sort());
    });

    for (const file of [
        ...documentedPatterns.map(({ key }) => `patterns/${key}.md`),
        ...allRules.map(({ name }) => `rules/${name}.md`),
        "estates.md",
        "rules.md",
        "runbooks.md",
        "unverified.md",
    ]) {
        it(`has an up-to-date docs/${file}`, () => {
            const [is, should] = [textOf(`docs/${file}`).split("\n"), (pages.get(file) ?? "").split("\n")];
            const at = should.findIndex((line, i) => line !== is[i]);
            // Compare one line: the diff of two long pages would fill the screen.
            assert.deepEqual([is[at], is.length], [should[at], should.length], `stale: npm run docs (line ${at + 1})`);
        });
    }

    it("contains no unformatted values", () => {
        for (const [file, text] of pages) {
            assert.doesNotMatch(
                text,
                /\[object Object\]|\bundefined\b(?! (?:without|if|unless))|\bNaN\b|04da6b54-80e4/,
                file,
            );
        }
    });

    it("contains every unverified fact with its arg", () => {
        const all = documentedPatterns.flatMap(({ unverified }) => unverified);
        assert.notEqual(all.length, 0);
        for (const { key, unverified } of documentedPatterns) {
            for (const { arg } of unverified) {
                const args = pages.get(`patterns/${key}.md`) ?? "";
                for (const name of arg.split(".")) {
                    assert.ok(
                        args.includes(`| \`${name}\` |`),
                        `${key} has no arg ${name}, which an unverified fact refers to`,
                    );
                }
                assert.ok(pages.get("unverified.md")?.includes(`\`${arg}\``), arg);
            }
        }
    });
});

describe("the documentation generator", () => {
    it("fails if no stack uses a pattern", () => {
        for (const pattern of documentedPatterns) {
            assert.throws(
                () => firstOf(pattern, []),
                new RegExp(`"${pattern.key}".*add one to examples/complete/Pulumi\\.dev\\.yaml`),
            );
        }
    });

    it("fails if no example violates a rule", () => {
        const [rule = assert.fail()] = documentRules;
        assert.throws(() => ruleExample(rule, {}), new RegExp(`${rule.name}.*add a case with one`));
    });

    it("fails if a rule has no compliant example", () => {
        const [rule = assert.fail()] = documentRules;
        assert.throws(() => compliantExample(rule, {}), new RegExp(`${rule.name}.*add a case without violations`));
    });

    it("pads only tables that fit on a line", () => {
        assert.equal(table(["a"], [["b|c"]]), "| a |\n| --- |\n| b\\|c |");
        assert.ok(table(["a"], [["b".repeat(120)]]).startsWith("<!-- prettier-ignore -->\n| a |\n"));
    });

    for (const [heading, name] of Object.entries({
        "Who may do what": "who-may-do-what",
        "`patching-operator`, `policy`": "patching-operator-policy",
        "iam-passrole-wildcard": "iam-passrole-wildcard",
        "Names, ARNs & `a_b`": "names-arns--a_b",
    })) {
        it(`generates the anchor #${name} for "${heading}"`, () => {
            assert.equal(anchor(heading), name);
        });
    }
});

describe("the README's table of patterns", () => {
    it("lists exactly the existing patterns, with key and page", () => {
        const [, section = ""] = /^## Patterns\n([\s\S]*?)^## /m.exec(textOf("README.md")) ?? [];
        const rows = [...section.matchAll(/^\| \[`(\w+)`\]\(docs\/patterns\/(\w+)\.md\) +\| `(\w+)` +\|/gm)];
        assert.deepEqual(
            rows.map(([, ...cells]) => cells).sort(),
            documentedPatterns.map(({ component, key }) => [component, key, key]).sort(),
        );
    });
});

describe("links between files", () => {
    for (const file of [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        ".github/pull_request_template.md",
        "policypack/README.md",
        "test/engine/README.md",
        ...written.map((name) => `docs/${name}`),
    ]) {
        it(`resolve in ${file}`, () => {
            assert.deepEqual(deadLinksIn(file), []);
        });
    }

    it("are found in all forms", () => {
        const text = [
            "[a](docs/none.md) and [`b`](none.ts), [c](README.md#none), [d](#there), [e](#there-1), [f](https://x.y/z)",
            "`[g](none)`",
            "# There",
            "## `There`",
            "```text",
            "[h](none) # There",
            "```",
        ].join("\n");
        assert.deepEqual(linksIn(text).length, 6);
        assert.deepEqual([...anchorsIn(text)], ["there", "there-1"]);
        assert.deepEqual(deadLinksIn("CHANGELOG.md", text), ["docs/none.md", "none.ts", "README.md#none"]);
    });
});
