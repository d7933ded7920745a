import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { entryFiles, entryIssue, sectionOf, withEntries, withVersion } from "../../tools/changelog";
import { root } from "../support/imports";

describe("changelog entries", () => {
    const folder = join(root, ".changes");

    for (const file of entryFiles(readdirSync(folder))) {
        it(`.changes/${file} is one paragraph for users`, () => {
            assert.equal(entryIssue(readFileSync(join(folder, file), "utf8")), undefined);
        });
    }

    for (const [name, text] of Object.entries({
        "an empty file": "\n",
        "a list": "- one\n- two\n",
        "a numbered list": "1. one\n",
        "a heading": "## Added\n",
        "two paragraphs": "One.\n\nTwo.\n",
    })) {
        it(`rejects ${name}`, () => {
            assert.notEqual(entryIssue(text), undefined);
        });
    }

    it("come first below the heading, each on one line, above what is there", () => {
        const before = "# Changelog\n\n## Unreleased\n\n- Old.\n\n## 0.1.0\n\n- Older.\n";
        assert.equal(
            withEntries(before, ["New,\nwrapped.\n", "Newer.\n"]),
            "# Changelog\n\n## Unreleased\n\n- New, wrapped.\n- Newer.\n- Old.\n\n## 0.1.0\n\n- Older.\n",
        );
    });

    it("need the heading", () => {
        assert.throws(() => withEntries("# Changelog\n", ["New."]), /no heading/);
    });
});

describe("the changelog of a version", () => {
    const before = "# Changelog\n\n## Unreleased\n\n- New.\n- Newer.\n\n## 0.1.0\n\n- Old.\n";

    it("has what was unreleased, below its own heading", () => {
        assert.equal(
            withVersion(before, "0.2.0"),
            "# Changelog\n\n## Unreleased\n\n## 0.2.0\n\n- New.\n- Newer.\n\n## 0.1.0\n\n- Old.\n",
        );
    });

    it("is the text of the release, without that of other versions", () => {
        const after = withVersion(before, "0.2.0");
        assert.equal(sectionOf(after, "0.2.0"), "- New.\n- Newer.");
        assert.equal(sectionOf(after, "0.1.0"), "- Old.");
    });

    for (const version of ["0.2.0", "0.1", "0.1.00"]) {
        it(`is missing for ${version}, and the message lists the headings`, () => {
            assert.throws(() => sectionOf(before, version), /no heading "## .+" \(headings: Unreleased, 0\.1\.0\)/);
        });
    }

    it("is not empty", () => {
        assert.throws(() => sectionOf(withVersion(before, "0.2.0"), "Unreleased"), /nothing below the heading/);
    });

    it("is written once, for a version", () => {
        assert.throws(() => withVersion(before, "0.1.0"), /has a heading "## 0\.1\.0" already/);
        assert.throws(() => withVersion(before, "v0.2.0"), /"v0\.2\.0" is not a version/);
    });
});
