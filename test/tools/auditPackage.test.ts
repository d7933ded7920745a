/** The package of the audit: packed, installed in an empty folder, and run there. */
import * as assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assembleAudit } from "../../tools/npm/audit";
import { auditManifest, packageVersion } from "../../tools/npm/manifest";
import { document, samples } from "../audit/samples";

describe("the package of the audit", function () {
    this.timeout(180_000);
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-audit-package-"));
    const project = join(folder, "project");
    const npm = (...args: readonly string[]): string =>
        execFileSync("npm", [...args, "--loglevel=error"], { cwd: project, encoding: "utf8" });
    const run = (args: readonly string[], input = ""): ReturnType<typeof spawnSync> & { readonly stdout: string } =>
        spawnSync("npx", ["--no-install", "ssm-access-audit", ...args], { cwd: project, encoding: "utf8", input });

    before(async () => {
        mkdirSync(project);
        writeFileSync(join(project, "package.json"), "{}");
        await assembleAudit(join(folder, "package"));
        const packed = npm("pack", join(folder, "package")).trim();
        npm("install", "--offline", "--no-audit", "--no-fund", `./${packed}`);
    });
    after(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("has no dependencies and no scripts", () => {
        const manifest = auditManifest({});
        assert.deepEqual(
            [manifest.dependencies, manifest.scripts, manifest.peerDependencies],
            [undefined, undefined, undefined],
        );
        assert.deepEqual(
            readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")),
            ["ssm-access-audit"],
        );
    });

    it("has one file of code, and the licenses of what is bundled in it", () => {
        const installed = join(project, "node_modules", "ssm-access-audit");
        assert.deepEqual(readdirSync(installed).sort(), [
            "CHANGELOG.md",
            "LICENSE",
            "README.md",
            "bin",
            "package.json",
        ]);
        assert.deepEqual(readdirSync(join(installed, "bin")), ["ssm-access-audit.js"]);
        const text = readFileSync(join(installed, "bin", "ssm-access-audit.js"), "utf8");
        for (const name of ["commander", "fastest-levenshtein", "yaml"]) {
            assert.ok(text.includes(`/*! ${name}\n`), name);
        }
        assert.doesNotMatch(text, /require\("(?!node:|buffer|child_process|events|fs|path|process)/);
    });

    it("runs by npx, on files and on standard input", () => {
        assert.equal(run(["--version"]).stdout.trim(), packageVersion);
        for (const { file, text } of samples) {
            writeFileSync(join(project, file), text);
        }
        const { status, stdout } = run([
            "--format",
            "json",
            "--check",
            "iam-passrole-wildcard",
            ...samples.map(({ file }) => file),
        ]);
        assert.equal(status, 1);
        const { findings } = JSON.parse(stdout) as { readonly findings: readonly unknown[] };
        assert.equal(findings.length, samples.length);
        const piped = run(["-"], JSON.stringify(document));
        assert.equal(piped.status, 1);
        assert.match(piped.stdout, /iam-passrole-wildcard/);
    });

    it("has the exit codes of its options", () => {
        assert.equal(run(["--no-such-option"]).status, 2);
        assert.equal(run([]).status, 2);
        assert.equal(run(["missing.json"]).status, 3);
        assert.equal(run(["--list-rules"]).status, 0);
    });
});
