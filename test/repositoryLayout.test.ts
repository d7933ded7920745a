import * as assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { patterns } from "../program/config/patterns";
import { root } from "./support/imports";

const installed = new Set(["node_modules", "bin", "build", "coverage", "reports"]);

/** Every folder of the repository with the number of files in it. */
const folders = (below = ""): readonly (readonly [folder: string, files: number])[] => {
    const entries = readdirSync(join(root, below), { withFileTypes: true });
    return [
        [below, entries.filter((entry) => entry.isFile()).length],
        ...entries
            .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !installed.has(entry.name))
            .flatMap((entry) => folders(join(below, entry.name))),
    ];
};

describe("the repository layout", () => {
    it("has one folder of components for each config key, and five that they share", () => {
        const found = readdirSync(join(root, "components"), { withFileTypes: true })
            .filter((entry) => entry.isDirectory() && !installed.has(entry.name))
            .map(({ name }) => name);
        assert.deepEqual(
            found.sort(),
            [...patterns.keys(), "nodes", "pattern", "resources", "runbooks", "statements"].sort(),
        );
    });

    for (const key of patterns.keys()) {
        it(`holds everything about ${key} in one folder, its tests in another`, () => {
            for (const file of ["component.ts", "pattern.ts"]) {
                assert.ok(existsSync(join(root, "components", key, file)), file);
            }
            assert.ok(existsSync(join(root, "test", "components", key, "component.test.ts")));
            assert.ok(existsSync(join(root, "docs", "patterns", `${key}.md`)));
        });
    }

    it("has no folder with more than 28 files, so that a listing fits a screen", () => {
        // The top of the repository holds what tools expect there.
        assert.deepEqual(
            folders().filter(([folder, files]) => folder !== "" && files > 28),
            [],
        );
    });

    it("has no folder for odds and ends", () => {
        assert.deepEqual(
            folders().filter(([folder]) => /(^|\/)(utils?|helpers?|common|misc|lib)$/.test(folder)),
            [],
        );
    });
});
