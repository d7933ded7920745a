/** The pack as a package: what is shipped, and what would break where it is enforced. */
import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { bundle, bundlePath } from "../../commands/build";
import { packFolder } from "./analyzer";

const json = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(packFolder, file), "utf8")) as Record<string, unknown>;

describe("the pack as a package", () => {
    const manifest = json("package.json");

    it("has no scripts: npm prints them where Pulumi reads the tarball's name", () => {
        assert.equal(manifest.scripts, undefined);
    });

    it("ships the bundle it starts with, and what Pulumi reads", () => {
        assert.equal(manifest.main, "bin/index.js");
        assert.deepEqual(manifest.files, ["bin/index.js", "PulumiPolicy.yaml", "README.md"]);
    });

    it("depends on exact versions, those this repository is tested with", () => {
        const dependencies = manifest.dependencies as Readonly<Record<string, string>>;
        assert.deepEqual(Object.keys(dependencies), ["@pulumi/policy", "@pulumi/pulumi"]);
        for (const [name, version] of Object.entries(dependencies)) {
            const installed = json(join("..", "node_modules", name, "package.json")).version;
            assert.equal(String(installed).replace(/^v/, ""), version, name);
        }
    });

    it("stands alone: its compiler settings extend nothing outside", () => {
        assert.equal(json("tsconfig.json").extends, undefined);
    });

    it("is JavaScript to Pulumi", () => {
        const project = parse(readFileSync(join(packFolder, "PulumiPolicy.yaml"), "utf8")) as {
            readonly runtime: unknown;
        };
        assert.deepEqual(project.runtime, { name: "nodejs", options: { typescript: false } });
    });

    it("has a bundle made from these sources", async () => {
        assert.ok(existsSync(bundlePath), "policypack/bin/index.js is missing: run `npm run build`");
        const isFresh = readFileSync(bundlePath, "utf8") === (await bundle());
        assert.ok(isFresh, "policypack/bin/index.js is older than its sources: run `npm run build`");
    });

    it("bundles everything but Pulumi's own packages", async () => {
        const imported = [...((await bundle()) ?? "").matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
        assert.deepEqual([...new Set(imported)].filter((name) => !name.startsWith("node:")).sort(), [
            "@pulumi/policy",
            "buffer",
            "process",
        ]);
    });
});
