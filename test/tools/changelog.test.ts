import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { entryFiles, entryIssue, withEntries } from "../../tools/changelog";
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
