import { buildSync } from "esbuild";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { LocalWorkspace, PulumiCommand, type ProjectRuntime, type Stack } from "@pulumi/pulumi/automation";
import * as semver from "semver";
import { parse } from "yaml";
import type { Cli } from "./cli";
import { root } from "../../support/imports";
import type { World } from "./world";

/** The plugins, bundled once per test process, so that they start in a tenth of a second. */
const bundles = new Map<string, string>();
const bundled = (entry: string): string => {
    const text =
        bundles.get(entry) ??
        buildSync({
            entryPoints: [join(root, entry)],
            bundle: true,
            write: false,
            platform: "node",
            target: "node20",
        }).outputFiles[0]?.text;
    if (text === undefined) {
        throw new Error(`esbuild returned no bundle of ${entry}`);
    }
    bundles.set(entry, text);
    return text;
};

const executable = (file: string, content: string): void => {
    writeFileSync(file, content);
    chmodSync(file, 0o755);
};

/** The plain values of a stack's config file. They are copied, since the CLI would write its salt into the file. */
const configOf = (stackFile: string | undefined): Record<string, unknown> => {
    if (stackFile === undefined) {
        return {};
    }
    const { config = {} } = (parse(readFileSync(stackFile, "utf8")) ?? {}) as { config?: Record<string, unknown> };
    const secret = Object.entries(config).find(
        ([, value]) => typeof value === "object" && value !== null && "secure" in value,
    );
    if (secret !== undefined) {
        throw new Error(
            `${stackFile} has the secret ${secret[0]}, which needs the stack's passphrase. Set a value for it in the test's config.`,
        );
    }
    return config;
};

/** The runtime of the project, which no real language host has. */
const runtime = "elsewhere";

/** The folders of a world, by purpose. */
export const foldersIn = (folder: string): Readonly<Record<"shims" | "project" | "backend" | "aws", string>> => ({
    shims: join(folder, "shims"),
    project: join(folder, "project"),
    backend: join(folder, "backend"),
    aws: join(folder, "aws"),
});

/** Installs a module as a plugin in the folder of plugins, which is on PATH. */
export const installPlugin = (folder: string, name: string, entry: string): void => {
    const server = join(folder, `${name}.js`);
    writeFileSync(server, bundled(entry));
    executable(join(foldersIn(folder).shims, name), `#!/bin/sh\nexec "${process.execPath}" "${server}" "$@"\n`);
};

/** The plugins of every world, and their modules. */
const plugins = [
    ["pulumi-resource-aws", "test/fakeAws/server.ts"],
    [`pulumi-language-${runtime}`, "test/engine/support/languageHost.ts"],
] as const;

/**
 * Creates a project, a file backend and a stack in a folder, with the fake AWS where the engine looks for providers.
 */
export const openStack = async (cli: Cli, folder: string, world: World): Promise<Stack> => {
    const { shims, project: workDir, backend, aws } = foldersIn(folder);
    [shims, workDir, backend, aws].forEach((each) => {
        mkdirSync(each);
    });
    for (const [plugin, entry] of plugins) {
        installPlugin(folder, plugin, entry);
    }
    // The engine needs this if the CLI has no Node language host, as is the case for the Go build.
    executable(
        join(shims, "pulumi-analyzer-policy-nodejs"),
        `#!/bin/sh\nexec "${process.execPath}" "$("${process.execPath}" -p 'require.resolve("@pulumi/pulumi/cmd/run-policy-pack")')" "$@"\n`,
    );
    const { project = "ssm-access", stack: stackName = "test", region = "eu-west-1" } = world;
    return LocalWorkspace.createOrSelectStack(
        { stackName, projectName: project, program: () => Promise.resolve() },
        {
            workDir,
            pulumiHome: join(folder, "home"),
            pulumiCommand: await PulumiCommand.get({ root: cli.root, version: new semver.SemVer(cli.version) }),
            projectSettings: {
                name: project,
                runtime: runtime as ProjectRuntime,
                backend: { url: `file://${backend}` },
            },
            stackSettings: {
                [stackName]: { config: { "aws:region": region, ...configOf(world.stackFile), ...world.config } },
            },
            envVars: {
                PATH: [shims, dirname(cli.executable), process.env.PATH ?? ""].join(delimiter),
                PULUMI_CONFIG_PASSPHRASE: "engine-test",
                PULUMI_SKIP_UPDATE_CHECK: "true",
                PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
                FAKE_AWS_FOLDER: aws,
                FAKE_AWS_ACCOUNT: world.accountId ?? "",
                // A developer's own Region or profile must not leak into a test.
                AWS_REGION: "",
                AWS_DEFAULT_REGION: "",
                AWS_PROFILE: "",
                ...world.environment,
            },
        },
    );
};
