/** Checks the paths of docs/architecture.md: its picture shows every folder, and every path that it names exists. */
import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/imports";
import { fencesIn } from "../support/markdown";

const page = "docs/architecture.md";
const pattern = "components/<pattern>/";

/** Folders that are installed or built. */
const generated = new Set(["node_modules", "bin", "build", "coverage", "reports"]);

/** Folders of a pattern, which the picture shows once. */
const isPattern = (path: string): boolean =>
    existsSync(join(root, path, "pattern.ts")) && path !== "components/pattern";

/** Below these folders, the picture shows one level: `test` has the folders of the code that it tests. */
const isShallow = (path: string): boolean => /^test\/(?!engine$)/.test(path);

const foldersBelow = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !generated.has(entry.name) && !entry.name.startsWith("."))
        .map(({ name }) => join(folder, name))
        .flatMap((path) => [path, ...(isShallow(path) ? [] : foldersBelow(path))]);

/** The paths of the picture, from its indentation of two spaces for each level. */
const shownPaths = (): readonly string[] => {
    const [picture = assert.fail(`${page} has no picture`)] = fencesIn(page);
    const parents: string[] = [];
    return picture.text
        .trimEnd()
        .split("\n")
        .map((line) => {
            const [, indent = "", name = ""] = /^( *)(\S+) {2,}\S/.exec(line) ?? assert.fail(`no description: ${line}`);
            parents.length = indent.length / 2;
            parents.push(name);
            return parents.join("");
        });
};

describe("docs/architecture.md", () => {
    it("shows every folder of the repository", () => {
        const folders = foldersBelow(".").map((path) => (isPattern(path) ? pattern : `${path}/`));
        const shown = shownPaths().filter((path) => path.endsWith("/") && !path.startsWith("."));
        assert.deepEqual([...shown].sort(), [...new Set(folders)].sort());
    });

    it("shows only paths that exist, with the files that every pattern has", () => {
        const { length } = shownPaths();
        const paths = shownPaths().flatMap((path) =>
            path.startsWith(pattern)
                ? foldersBelow("components")
                      .filter(isPattern)
                      .map((folder) => join(folder, path.slice(pattern.length)))
                : [path],
        );
        assert.ok(paths.length > length);
        assert.deepEqual(
            paths.filter((path) => !existsSync(join(root, path))),
            [],
        );
    });

    it("names only paths that exist", () => {
        const prose = readFileSync(join(root, page), "utf8").replace(/^```[\s\S]*?^```$/gm, "");
        const paths = [...prose.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = ""]) => path);
        assert.notEqual(paths.length, 0);
        assert.deepEqual(
            paths.filter((path) => !existsSync(join(root, path))),
            [],
        );
    });
});
