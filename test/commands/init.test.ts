import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/imports";

describe("npm run init", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-init-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
    after(() => {
        rmSync(folder, { recursive: true });
    });

    const run = (
        ...args: readonly string[]
    ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
        spawnSync(process.execPath, [join(root, "commands", "start.mjs"), "init", ...args], {
            cwd: folder,
            encoding: "utf8",
            env: { ...process.env, CI: "true" },
        });

    it("writes a file from options, names the schema, and says what to replace and what comes next", () => {
        const { status, stdout, stderr } = run("--pattern", "nodeEgress", "session=ops", "--region", "eu-north-1");
        assert.deepEqual([status, stderr], [0, ""]);
        assert.deepEqual(stdout.split("\n"), [
            "Wrote Pulumi.dev.yaml.",
            "Replace before pulumi up: ssm-access:nodeEgress.web: the VPC, and the addresses that nodes may reach by HTTPS.",
            "npm run preview -- --stack dev shows what pulumi up would create.",
            "",
        ]);
        const text = readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8");
        const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
        assert.ok(readFileSync(join(folder, schema), "utf8").includes('"ssm-access:session"'));
        assert.match(text, /aws:region: eu-north-1/);
    });

    it("exits with 2 without a terminal if an option is missing or invalid, and writes nothing", () => {
        const [missing, invalid, unknown] = [run(), run("--stack", "a", "--pattern", "nothing"), run("--no-such")];
        assert.deepEqual([missing.status, invalid.status, unknown.status], [2, 2, 2]);
        assert.match(missing.stderr, /Pulumi\.dev\.yaml exists already\..*\n {2}--pattern is missing\./);
        assert.match(invalid.stderr, /--pattern "nothing" is not a pattern\./);
        assert.match(unknown.stderr, /unknown option '--no-such'/);
        assert.deepEqual(readdirSync(folder).sort(), ["Pulumi.dev.yaml", "Pulumi.yaml"]);
    });
});
