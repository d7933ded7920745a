import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterLast, filled, intoList } from "../../tools/new/edit";
import { planPattern, planRule, type Plan } from "../../tools/new/plan";
import { root } from "../support/imports";

const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

/** The files that a section of CONTRIBUTING.md lists. */
const listed = (heading: string): readonly string[] => {
    const [, section = ""] = contributing.split(`## ${heading}\n`);
    const [text = ""] = section.split("\n## ");
    return [...text.matchAll(/^- `([^`]+)`: /gm)].map(([, path = ""]) => path);
};

const pathsOf = ({ files }: Plan, names: Readonly<Record<string, string>>): readonly string[] =>
    files.map(({ path }) =>
        Object.entries(names).reduce((text, [name, placeholder]) => text.replaceAll(name, placeholder), path),
    );

describe("npm run new", () => {
    it("writes for a pattern exactly the files that CONTRIBUTING.md lists", () => {
        const paths = pathsOf(planPattern("SampleAccess"), { sample: "<pattern>" });
        assert.deepEqual([...paths].sort(), [...listed("Add an access pattern")].sort());
    });

    it("writes for a rule exactly the files that CONTRIBUTING.md lists", () => {
        const paths = pathsOf(planRule("iam-example"), {
            "iam-example": "<rule>",
            example: "<rule>",
            "/iam/": "/<folder>/",
        });
        assert.deepEqual([...paths].sort(), [...listed("Add a rule")].sort());
    });

    it("edits files that exist, in a way that changes each of them", () => {
        for (const { files } of [planPattern("UnwrittenAccess"), planRule("ssm-unwritten")]) {
            for (const { path, text, edit } of files) {
                assert.equal(existsSync(join(root, path)), text === undefined, path);
                const before = text === undefined ? readFileSync(join(root, path), "utf8") : "";
                assert.notEqual(edit?.(before), before, path);
            }
        }
    });

    for (const name of ["complianceAccess", "Compliance-Access", "", "../Access", "A"]) {
        it(`rejects "${name}" as the name of a component`, () => {
            assert.throws(() => planPattern(name), /is not the name of a component; write it like/);
        });
    }

    for (const name of ["passrole", "s3-public", "iam_passrole", "iam-PassRole", "iam-", ""]) {
        it(`rejects "${name}" as the name of a rule`, () => {
            assert.throws(() => planRule(name), /is not the name of a rule; write it like/);
        });
    }
});

describe("edits by line", () => {
    it("add lines after the last match", () => {
        assert.equal(afterLast("a1\nb\na2\nc", /^a/, "a3"), "a1\nb\na2\na3\nc");
        assert.throws(() => afterLast("b", /^a/, "a3"), /no line matches/);
    });

    it("add elements at the end of a list or an object", () => {
        assert.equal(intoList("x = [\n    1,\n];\n", /^x =/, "    2,"), "x = [\n    1,\n    2,\n];\n");
        assert.equal(
            intoList("x = {\n    a: [\n    ],\n};\n", /^x =/, "    b,"),
            "x = {\n    a: [\n    ],\n    b,\n};\n",
        );
        assert.throws(() => intoList("y = [\n];", /^x =/, "1"), /no list opens/);
    });

    it("replace every placeholder of a template", () => {
        assert.equal(filled("__a__-__b__-__a__", { a: "1", b: "2" }), "1-2-1");
        assert.throws(() => filled("__c__", { a: "1" }), /__c__, which has no value/);
    });
});
