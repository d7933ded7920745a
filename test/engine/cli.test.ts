import * as assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { described, findCli, pinnedVersion } from "./support/cli";

describe("the search for an engine", () => {
    const { PATH, PULUMI_HOME, XDG_CACHE_HOME } = process.env;
    let folder: string;

    /** A CLI that knows nothing but its version. */
    const location = (version: string, ...path: string[]): string => {
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

    it("pins a release, and a whole one", () => {
        assert.match(pinnedVersion, /^\d+\.\d+\.\d+$/);
    });

    it("finds none where there is none", () => {
        assert.equal(findCli(), undefined);
    });

    it("takes the one on PATH first", () => {
        location("999.0.0", "home", "versions", "999.0.0", "bin");
        const executable = location(pinnedVersion, "path");
        assert.deepEqual(findCli(), { root: undefined, executable, version: pinnedVersion, origin: "on PATH" });
    });

    it("passes over one that is too old", () => {
        location("3.100.0", "path");
        const executable = location("999.0.0", "home", "versions", "999.0.0", "bin");
        assert.equal(findCli()?.executable, executable);
    });

    it("takes the newest that the npm launcher has, before a build of its own", () => {
        location(pinnedVersion, "cache", "ssm-access", "pulumi", `v${pinnedVersion}`, "bin");
        location("999.0.0", "home", "versions", "999.0.0", "bin");
        location("1000.0.0", "home", "versions", "1000.0.0", "bin");
        assert.equal(findCli()?.version, "1000.0.0");
    });

    it("takes the build last, and says so in one line", () => {
        const executable = location(pinnedVersion, "cache", "ssm-access", "pulumi", `v${pinnedVersion}`, "bin");
        const cli = findCli();
        assert.ok(cli !== undefined);
        assert.equal(described(cli), `Pulumi engine ${pinnedVersion}, built from the pinned Go module: ${executable}`);
    });
});
