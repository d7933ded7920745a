import * as assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describeCli, findCli, pinnedVersion } from "./support/cli";

describe("findCli", () => {
    const { PATH, PULUMI_HOME, XDG_CACHE_HOME } = process.env;
    let folder: string;

    /** Installs a CLI that only prints its version. */
    const install = (version: string, ...path: string[]): string => {
        const bin = join(folder, ...path);
        mkdirSync(bin, { recursive: true });
        const file = join(bin, "pulumi");
        writeFileSync(file, `#!/bin/sh\necho v${version}\n`);
        chmodSync(file, 0o755);
        return file;
    };

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "ssm-access-cli-"));
        process.env.PATH = [join(folder, "path"), "/bin", "/usr/bin"].join(delimiter);
        process.env.PULUMI_HOME = join(folder, "home");
        process.env.XDG_CACHE_HOME = join(folder, "cache");
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
        for (const [name, value] of Object.entries({ PATH, PULUMI_HOME, XDG_CACHE_HOME })) {
            if (value === undefined) {
                Reflect.deleteProperty(process.env, name);
            } else {
                process.env[name] = value;
            }
        }
    });

    it("uses a pinned version that is a full release", () => {
        assert.match(pinnedVersion, /^\d+\.\d+\.\d+$/);
    });

    it("returns undefined if there is no CLI", () => {
        assert.equal(findCli(), undefined);
    });

    it("prefers the CLI on PATH", () => {
        install("999.0.0", "home", "versions", "999.0.0", "bin");
        const executable = install(pinnedVersion, "path");
        assert.deepEqual(findCli(), { root: undefined, executable, version: pinnedVersion, origin: "on PATH" });
    });

    it("skips a CLI that is too old", () => {
        install("3.100.0", "path");
        const executable = install("999.0.0", "home", "versions", "999.0.0", "bin");
        assert.equal(findCli()?.executable, executable);
    });

    it("prefers the newest version of the npm launcher to the pinned build", () => {
        install(pinnedVersion, "cache", "ssm-access", "pulumi", `v${pinnedVersion}`, "bin");
        install("999.0.0", "home", "versions", "999.0.0", "bin");
        install("1000.0.0", "home", "versions", "1000.0.0", "bin");
        assert.equal(findCli()?.version, "1000.0.0");
    });

    it("falls back to the pinned build, and describes it in one line", () => {
        const executable = install(pinnedVersion, "cache", "ssm-access", "pulumi", `v${pinnedVersion}`, "bin");
        const cli = findCli();
        assert.ok(cli !== undefined);
        assert.equal(
            describeCli(cli),
            `Pulumi engine ${pinnedVersion}, built from the pinned Go module: ${executable}`,
        );
    });
});
