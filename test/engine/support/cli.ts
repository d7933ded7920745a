import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import * as semver from "semver";

/** An installed Pulumi CLI. */
export interface Cli {
    /** The folder that contains `bin/pulumi`; undefined for the CLI on PATH. */
    readonly root: string | undefined;
    readonly executable: string;
    readonly version: string;
    readonly origin: string;
}

/** The Go module that pins the engine in go.mod, with its checksums in go.sum. */
const module_ = join(__dirname, "..", "cli");
const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const executableName = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/**
 * The engine version that the tests are written for, read from go.mod so that it is stated once. It is also the
 * minimum: what an older engine passes to a policy pack at preview, and when, is untested.
 */
export const pinnedVersion = ((): string => {
    const file = join(module_, "go.mod");
    const found = /^\s*github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m.exec(readFileSync(file, "utf8"));
    if (found?.[1] === undefined) {
        throw new Error(
            `${file} pins no github.com/pulumi/pulumi/pkg/v3. Run \`go get -tool ${command}@v<version>\` there.`,
        );
    }
    return found[1];
})();

const cacheFolder = (): string =>
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "ssm-access", "pulumi", `v${pinnedVersion}`);

const isExecutable = (file: string): boolean => {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
};

const onPath = (name: string): string | undefined =>
    (process.env.PATH ?? "")
        .split(delimiter)
        .map((folder) => join(folder, name))
        .find(isExecutable);

const versionOf = (executable: string): string | undefined => {
    if (!isExecutable(executable)) {
        return undefined;
    }
    const { stdout } = spawnSync(executable, ["version"], {
        encoding: "utf8",
        env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    return semver.valid(stdout.trim()) ?? undefined;
};

const isSupported = (version: string): boolean => semver.gte(version, pinnedVersion);

const candidate = (executable: string | undefined, root: string | undefined, origin: string): Cli[] => {
    const version = executable === undefined ? undefined : versionOf(executable);
    return executable !== undefined && version !== undefined && isSupported(version)
        ? [{ root, executable, version, origin }]
        : [];
};

/** The versions that the official npm launcher (`npx pulumi`) has downloaded, newest first. */
const downloadedByNpm = (): Cli[] => {
    const folder = join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "versions");
    const versions = ((): string[] => {
        try {
            return readdirSync(folder).filter((name) => semver.valid(name) !== null);
        } catch {
            return [];
        }
    })();
    return semver
        .rsort(versions)
        .flatMap((version) =>
            candidate(
                join(folder, version, "bin", executableName),
                join(folder, version),
                "downloaded by the npm package pulumi",
            ),
        );
};

const built = (): Cli[] =>
    candidate(join(cacheFolder(), "bin", executableName), cacheFolder(), "built from the pinned Go module");

/** The CLI for the tests: the one on PATH, the npm launcher's, or the pinned build, in this order. */
export const findCli = (): Cli | undefined => {
    const [cli] = candidate(onPath(executableName), undefined, "on PATH");
    return cli ?? downloadedByNpm()[0] ?? built()[0];
};

/** One line that says which engine is used. */
export const describeCli = ({ executable, version, origin }: Cli): string =>
    `Pulumi engine ${version}, ${origin}: ${executable}`;

/** How to install an engine. */
export const installHint =
    `No Pulumi CLI ${pinnedVersion} or newer was found. Install it (https://www.pulumi.com/docs/install), ` +
    "run `npx pulumi version` once, or, with Go installed, run `npm run engine:build`, which takes about ten minutes.";

const findGo = (): string | undefined =>
    onPath(process.platform === "win32" ? "go.exe" : "go") ??
    ["/usr/local/go/bin/go", join(homedir(), "go", "bin", "go")].find(isExecutable);

/**
 * Builds the pinned engine into the cache, outside the repository: the binary has 160 MB. The checksums in go.sum
 * verify that it is the source that Pulumi published.
 */
export const buildCli = (): Cli => {
    const go = findGo();
    if (go === undefined) {
        throw new Error(`${installHint} (Go was not found on PATH either.)`);
    }
    const bin = join(cacheFolder(), "bin");
    mkdirSync(bin, { recursive: true });
    process.stdout.write(
        `Building the Pulumi engine ${pinnedVersion} with ${go} into ${bin}. This takes about ten minutes, once.\n`,
    );
    // Without this flag the version of the CLI is an empty string, which the Automation API rejects.
    const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion}`;
    const { status } = spawnSync(go, ["install", "-mod=readonly", "-ldflags", version, command], {
        cwd: module_,
        // Go settings of the machine must not change the build or write to the repository.
        env: { ...process.env, GOBIN: bin, GOFLAGS: "", GOWORK: "off" },
        stdio: "inherit",
    });
    const [cli] = built();
    if (status !== 0 || cli === undefined) {
        throw new Error(`\`go install ${command}\` failed with status ${String(status)}. See its output above.`);
    }
    return cli;
};
