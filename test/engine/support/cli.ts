import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import * as semver from "semver";

/** A Pulumi CLI: its folder (with `bin/pulumi` in it, unless it is the one on PATH), version and origin. */
export interface Cli {
    /** The folder above `bin`; undefined for the CLI on PATH. */
    readonly root: string | undefined;
    readonly executable: string;
    readonly version: string;
    readonly origin: string;
}

/** The module whose go.mod pins the engine, and go.sum its checksums. */
const module_ = join(__dirname, "..", "cli");
const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const executableName = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/**
 * The engine version these tests were written against, read from go.mod so that it is written once. It is also the
 * least that they accept: what an older engine tells a policy pack at preview, and when, is not known to us.
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

const fits = (version: string): boolean => semver.gte(version, pinnedVersion);

const candidate = (executable: string | undefined, root: string | undefined, origin: string): Cli[] => {
    const version = executable === undefined ? undefined : versionOf(executable);
    return executable !== undefined && version !== undefined && fits(version)
        ? [{ root, executable, version, origin }]
        : [];
};

/** What the official npm launcher (`npx pulumi`) has downloaded, newest first. */
const launched = (): Cli[] => {
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

/** The CLI to test with: the one on PATH, the npm launcher's, or the pinned build, in this order. */
export const findCli = (): Cli | undefined => {
    const [cli] = candidate(onPath(executableName), undefined, "on PATH");
    return cli ?? launched()[0] ?? built()[0];
};

/** The one line that says which engine is used. */
export const described = ({ executable, version, origin }: Cli): string =>
    `Pulumi engine ${version}, ${origin}: ${executable}`;

/** What to do where there is no engine. */
export const howToGetOne =
    `No Pulumi CLI of version ${pinnedVersion} or newer was found. Install it (https://www.pulumi.com/docs/install), ` +
    "run `npx pulumi version` once, or, with Go installed, run `npm run engine:build`, which takes some ten minutes.";

const findGo = (): string | undefined =>
    onPath(process.platform === "win32" ? "go.exe" : "go") ??
    ["/usr/local/go/bin/go", join(homedir(), "go", "bin", "go")].find(isExecutable);

/**
 * Builds the pinned engine into the cache, outside the repository: the binary has 160 MB. The Go module proxy's
 * checksums in go.sum say that it is the source that Pulumi published.
 */
export const buildCli = (): Cli => {
    const go = findGo();
    if (go === undefined) {
        throw new Error(`${howToGetOne} (Go itself was not found on PATH either.)`);
    }
    const bin = join(cacheFolder(), "bin");
    mkdirSync(bin, { recursive: true });
    process.stdout.write(
        `Building the Pulumi engine ${pinnedVersion} with ${go} into ${bin}: some ten minutes, once.\n`,
    );
    // Without the version the CLI calls itself an empty string, which the Automation API refuses.
    const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion}`;
    const { status } = spawnSync(go, ["install", "-mod=readonly", "-ldflags", version, command], {
        cwd: module_,
        // Settings of the machine must not change what is built, or write to the repository.
        env: { ...process.env, GOBIN: bin, GOFLAGS: "", GOWORK: "off" },
        stdio: "inherit",
    });
    const [cli] = built();
    if (status !== 0 || cli === undefined) {
        throw new Error(`\`go install ${command}\` failed with status ${String(status)}. Its own words are above.`);
    }
    return cli;
};
