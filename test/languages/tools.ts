/** What the tests of other languages need beside the engine: built once, into a cache outside the repository. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "../support/imports";

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "ssm-access", "languages");

/** Runs a program; throws with its output if it fails. */
export const run = (folder: string, program: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, PATH: [process.env.PATH ?? "", "/usr/local/go/bin"].join(delimiter) },
        maxBuffer: 1 << 26,
    });
    if (status !== 0) {
        throw new Error(
            `${program} ${args.join(" ")} in ${folder} failed: ${error?.message ?? ""}\n${stdout}${stderr}`,
        );
    }
    return stdout;
};

/** The version of a module that a go.mod pins. */
const pinned = (file: string, module: string): string => {
    const version = new RegExp(`\\b${module} (v\\S+)`).exec(readFileSync(file, "utf8"))?.[1];
    if (version === undefined) {
        throw new Error(`${file} pins no ${module}`);
    }
    return version;
};

/** The language host for YAML, built from the Go module that `yamlHost/go.mod` pins. The first build takes minutes. */
export const yamlHost = (): string => {
    const module = join(__dirname, "yamlHost");
    const version = pinned(join(module, "go.mod"), "github.com/pulumi/pulumi-yaml");
    const folder = join(cache, `yaml-${version}`);
    const executable = join(folder, "pulumi-language-yaml");
    if (!existsSync(executable)) {
        mkdirSync(folder, { recursive: true });
        const command = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";
        run(module, "go", "build", "-mod=readonly", "-o", executable, command);
    }
    return executable;
};

/** Generates the SDKs from the committed schema into a folder. */
export const generateSdks = (folder: string): void => {
    const schema = join(root, "components", "schema.json");
    run(join(root, "tools", "sdks"), "go", "run", "-mod=readonly", ".", "-schema", schema, "-out", folder);
};

/** The Pulumi SDK for Python that the generated SDK is tested with. */
const pythonSdk = "pulumi==3.270.0";

/** The Python of a virtual environment with the Pulumi SDK. */
export const python = (): string => {
    const folder = join(cache, pythonSdk.replace("==", "-"));
    const executable = join(folder, "bin", "python");
    if (!existsSync(join(folder, "bin", "pip"))) {
        mkdirSync(cache, { recursive: true });
        run(cache, "python3", "-m", "venv", folder);
    }
    run(
        cache,
        executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        pythonSdk,
        "parver",
        "semver",
    );
    return executable;
};
