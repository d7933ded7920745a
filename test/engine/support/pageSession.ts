/**
 * Runs the commands of a documentation page in one shell, in order, from an empty folder. Everything is real but three
 * programs: `git clone` copies this repository, `npm ci` takes the packages that are installed here, and AWS is the fake.
 */
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promptedLinesIn } from "../../support/commandLines";
import { repositoryFiles, root } from "../../support/imports";
import { fencesIn, needsService } from "../../support/markdown";
import type { Cli } from "./cli";
import { foldersIn, installPlugin } from "./workspace";

/** What a command printed. */
export interface Ran {
    readonly command: string;
    readonly output: string;
}

/** The commands of a page, but those under a heading that says that they need AWS or Pulumi Cloud. */
export const localCommands = (page: string): readonly string[] =>
    fencesIn(page)
        .filter(({ language }) => language === "console")
        .filter((fence) => !needsService(fence))
        .flatMap(({ text }) => promptedLinesIn(text));

const executable = (file: string, lines: readonly string[]): void => {
    writeFileSync(file, ["#!/usr/bin/env bash", ...lines, ""].join("\n"));
    chmodSync(file, 0o755);
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const begin = "@@ begins:";

/** The output of each command. */
const outputsIn = (output: string): readonly Ran[] =>
    output
        .split(`${begin} `)
        .slice(1)
        .map((part) => {
            const end = part.indexOf("\n");
            return { command: part.slice(0, end), output: part.slice(end + 1) };
        });

/**
 * Runs commands in a shell.
 *
 * @throws Error with the whole output if one fails.
 */
export const runInShell = async (cli: Cli, commands: readonly string[]): Promise<readonly Ran[]> => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-page-"));
    try {
        const { shims, aws } = foldersIn(folder);
        const [home, work] = [join(folder, "home"), join(folder, "work")];
        [shims, aws, home, work].forEach((each) => {
            mkdirSync(each);
        });
        installPlugin(folder, "pulumi-resource-aws", "test/fakeAws/server.ts");
        installPlugin(folder, "pulumi-language-nodejs", "test/engine/support/nodeHost.ts");
        const files = join(folder, "files");
        // A clone of the published repository has the starter, whatever became of it here.
        writeFileSync(
            files,
            repositoryFiles()
                .filter((file) => !/^Pulumi\..+\.yaml$/.test(file))
                .join("\n"),
        );
        executable(join(shims, "git"), [
            'target=$(basename "$2" .git)',
            `mkdir "$target" && tar -C ${quoted(root)} -cf - -T ${quoted(files)} | tar -C "$target" -xf -`,
            'cp "$target/examples/starter/Pulumi.dev.yaml" "$target/Pulumi.dev.yaml"',
        ]);
        const npm = join(dirname(process.execPath), "npm");
        executable(join(shims, "npm"), [
            // The checks of `npm cit` are suites of their own.
            `if [ "$1" != ci ] && [ "$1" != cit ]; then exec ${quoted(npm)} "$@"; fi`,
            `ln -sfn ${quoted(join(root, "node_modules"))} node_modules && exec ${quoted(npm)} run --silent build`,
        ]);
        const script = [
            "set -u",
            `run() { printf '%s %s\\n' ${quoted(begin)} "$1"; eval "$1" || exit 1; }`,
            ...commands.map((command) => `run ${quoted(command)}`),
        ].join("\n");
        const { code, output } = await spawned(script, work, {
            ...process.env,
            PATH: [shims, dirname(cli.executable), process.env.PATH ?? ""].join(delimiter),
            HOME: home,
            PULUMI_HOME: join(home, ".pulumi"),
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_SKIP_CONFIRMATIONS: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            NO_COLOR: "1",
            FORCE_COLOR: undefined,
            FAKE_AWS_FOLDER: aws,
            FAKE_AWS_ACCOUNT: "",
            AWS_REGION: "",
            AWS_DEFAULT_REGION: "",
            AWS_PROFILE: "",
        });
        if (code !== 0) {
            throw new Error(`A command failed with exit code ${String(code)}:\n${output}`);
        }
        return outputsIn(output);
    } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
};

const spawned = (
    script: string,
    cwd: string,
    env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly output: string }> =>
    new Promise((resolve, reject) => {
        const shell = spawn("bash", ["-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
        const printed: Buffer[] = [];
        shell.stdout.on("data", (data: Buffer) => printed.push(data));
        shell.stderr.on("data", (data: Buffer) => printed.push(data));
        shell.on("error", reject);
        shell.on("close", (code) => {
            resolve({ code, output: Buffer.concat(printed).toString("utf8") });
        });
    });
