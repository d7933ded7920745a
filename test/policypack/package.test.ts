/** The published package: its files, and what would break it where it is enforced. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";
import { bundle, bundlePath, migrationPath, providerPath } from "../../tools/build";
import { Analyzer, packFolder } from "./analyzer";

const root = dirname(packFolder);

const json = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(packFolder, file), "utf8")) as Record<string, unknown>;

describe("the pack as a package", () => {
    const manifest = json("package.json");

    it("has no scripts, whose npm output Pulumi would read as the tarball's name", () => {
        assert.equal(manifest.scripts, undefined);
    });

    it("includes only the bundles and the files that Pulumi reads", () => {
        assert.equal(manifest.main, "bin/index.js");
        assert.deepEqual(manifest.files, [
            "bin/index.js",
            "bin/migrateExemptions.js",
            "PulumiPolicy.yaml",
            "README.md",
        ]);
    });

    it("depends on the exact versions that this repository is tested with", () => {
        const dependencies = manifest.dependencies as Readonly<Record<string, string>>;
        assert.deepEqual(Object.keys(dependencies), ["@pulumi/policy", "@pulumi/pulumi"]);
        for (const [name, version] of Object.entries(dependencies)) {
            const installed = json(join("..", "node_modules", name, "package.json")).version;
            assert.equal(String(installed).replace(/^v/, ""), version, name);
        }
    });

    it("has compiler settings that extend no file outside the package", () => {
        assert.equal(json("tsconfig.json").extends, undefined);
    });

    it("is a JavaScript pack for Pulumi", () => {
        const project = parse(readFileSync(join(packFolder, "PulumiPolicy.yaml"), "utf8")) as {
            readonly runtime: unknown;
        };
        assert.deepEqual(project.runtime, { name: "nodejs", options: { typescript: false } });
    });

    for (const path of [bundlePath, migrationPath, providerPath]) {
        const name = relative(root, path);

        it(`has an up-to-date bundle ${name}`, async () => {
            assert.ok(existsSync(path), `${name} is missing: run \`npm run build\``);
            const isFresh = readFileSync(path, "utf8") === (await bundle(path));
            assert.ok(isFresh, `${name} is older than its sources: run \`npm run build\``);
        });
    }

    it("contains the migration of exemptions, which runs outside the repository", async () => {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-migration-"));
        try {
            const command = join(folder, "migrateExemptions.js");
            writeFileSync(command, (await bundle(migrationPath)) ?? assert.fail("esbuild is not installed"));
            const data = join(root, "test", "policypack", "migration");
            const { status, stdout, stderr } = spawnSync(
                process.execPath,
                [
                    command,
                    "--config",
                    join(data, "firstConfiguration.json"),
                    join(data, "dev.json"),
                    join(data, "prod.json"),
                ],
                { cwd: folder, encoding: "utf8" },
            );
            assert.equal(status, 0, stderr);
            assert.ok("iam-passrole-wildcard" in (JSON.parse(stdout) as object));
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });

    it("reports how to build a missing bundle", async function () {
        this.timeout(60_000);
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-unbuilt-"));
        try {
            const pack = join(folder, "policypack");
            cpSync(packFolder, pack, { recursive: true, filter: (source) => source !== dirname(bundlePath) });
            symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
            await assert.rejects(Analyzer.start(pack), /policypack\/bin\/index\.js is missing\. Run `npm run build`/);
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });

    it("skips the build with one line and without an error if esbuild is not installed", () => {
        const before = readFileSync(bundlePath, "utf8");
        const without = `
            const { Module } = require("node:module");
            const resolve = Module._resolveFilename;
            Module._resolveFilename = function (request, ...rest) {
                if (request === "esbuild") throw Object.assign(new Error(request), { code: "MODULE_NOT_FOUND" });
                return resolve.call(this, request, ...rest);
            };
            require("ts-node/register/transpile-only");
            process.argv[1] = require.resolve("./tools/build.ts");
            Module.runMain();
        `;
        const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", without], {
            cwd: root,
            encoding: "utf8",
        });
        assert.deepEqual([status, stderr], [0, ""]);
        assert.match(stdout, /^esbuild is not installed, so the policy pack was not built\. .*`npm run build`.*\n$/);
        assert.equal(readFileSync(bundlePath, "utf8"), before);
    });

    it("bundles every package except Pulumi's own", async () => {
        const imported = [...((await bundle()) ?? "").matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
        assert.deepEqual([...new Set(imported)].filter((name) => !name.startsWith("node:")).sort(), [
            "@pulumi/policy",
            "buffer",
            "process",
        ]);
    });
});
