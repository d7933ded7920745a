import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Output } from "@pulumi/pulumi";
import { parse } from "yaml";
import { readSettings } from "../audit/settings";
import { checkFile } from "../policypack/configurationFile";
import { planStackFile } from "../program/preview/planStackFile";
import { project } from "../tools/examples";
import { findCli } from "./engine/support/cli";
import { commandsIn, completionOf, npmCommands, pulumiCommands, scriptOf, verbOf } from "./support/console";
import { deploy, home, isKnown, valueOf } from "./support/deploy";
import { root } from "./support/imports";
import { fencesIn, type Fence } from "./support/markdown";
import { compileTypescript } from "./support/runTypescript";
import { typeErrorsIn } from "./support/typeErrors";

const files = [
    "README.md",
    "CONTRIBUTING.md",
    "policypack/README.md",
    "docs/policyPack.md",
    "docs/audit.md",
    "docs/audit-to-enforcement.md",
];
const fences = files.flatMap(fencesIn);
const of = (language: string): readonly Fence[] => fences.filter((fence) => fence.language === language);
const at = ({ file, line }: Fence): string => `${file}:${String(line)}`;

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
};

/** Checks a config block: the program accepts it, and its documents have no violations. */
const checkConfigBlock = ({ text }: Fence): void => {
    const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
    const { instances } = planStackFile(config, { project, stack: "dev", location: home });
    assert.notEqual(instances.length, 0);
    assert.deepEqual(
        instances.flatMap(({ reviewed }) =>
            reviewed.flatMap(({ blocking, accepted, advisory }) => [blocking, accepted, advisory]),
        ),
        instances.flatMap(({ reviewed }) => reviewed.flatMap(() => [[], [], []])),
    );
};

/** Runs a program: it must create something, and its exports must be known. */
const runProgram = async ({ text, file }: Fence): Promise<void> => {
    const { result, made } = await deploy(compileTypescript(text, file));
    assert.notEqual(made.length, 0);
    for (const [name, output] of Object.entries(result)) {
        assert.ok(Output.isInstance(output) && (await isKnown(output)), `${name} is not known`);
        assert.equal(typeof (await valueOf(output)), "string", name);
    }
};

/** The audit has keys that the pack has not. */
const checkPackConfiguration = ({ text, file }: Fence): void => {
    const day = "2026-12-01";
    const { issues } =
        file === "docs/audit.md" ? readSettings(JSON.parse(text), day) : checkFile(JSON.parse(text), day);
    assert.deepEqual(issues, []);
};

/** Checks a diagram: every path in it exists. */
const checkDiagram = ({ text }: Fence): void => {
    const paths = text.match(/[\w-]+(\/[\w-]+)+|[\w-]+\.ts\b/g) ?? [];
    assert.deepEqual(
        paths.filter((path) => !existsSync(join(root, path))),
        [],
    );
};

const checkCommand = (command: readonly string[]): void => {
    const [program = "", ...words] = command;
    switch (program) {
        case "npm": {
            const script = scriptOf(words);
            const [verb = ""] = words;
            assert.ok(
                script === undefined ? npmCommands.has(verb) : script in scripts,
                `package.json has no script for npm ${words.join(" ")}`,
            );
            return;
        }
        case "pulumi":
            assert.ok(verbOf(words) !== undefined, `the CLI has no command pulumi ${words.join(" ")}`);
            return;
        case "node": {
            const manifest = readFileSync(join(root, "policypack", "package.json"), "utf8");
            const { files } = JSON.parse(manifest) as { readonly files: readonly string[] };
            assert.ok(files.includes(words[0] ?? ""), `the pack has no file ${words.join(" ")}`);
            return;
        }
        case "git":
            assert.ok(["add", "checkout", "commit", "push", "tag"].includes(words[0] ?? ""), words.join(" "));
            return;
        case "cd":
            assert.ok(existsSync(join(root, words[0] ?? "")), `there is no folder ${words.join(" ")}`);
            return;
        default:
            assert.fail(`there is no check for the program ${program}`);
    }
};

const checkConsole = ({ text }: Fence): void => {
    const commands = commandsIn(text);
    assert.notEqual(commands.length, 0);
    commands.forEach(checkCommand);
};

/** The check for each language. */
const checks: Readonly<Record<string, (fence: Fence) => void | Promise<void>>> = {
    yaml: checkConfigBlock,
    typescript: runProgram,
    json: checkPackConfiguration,
    console: checkConsole,
    "": checkDiagram,
};

describe("the examples in the documentation", () => {
    for (const fence of fences) {
        it(`${fence.language} at ${at(fence)}`, async () => {
            const check = checks[fence.language];
            assert.ok(check !== undefined, `there is no check for the language ${fence.language}`);
            await check(fence);
        });
    }

    it("refer to npm scripts that exist, also in the text around them", () => {
        const named = files.flatMap((file) =>
            [...readFileSync(join(root, file), "utf8").matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name),
        );
        assert.deepEqual(
            named.filter((name) => !(name in scripts)),
            [],
        );
    });

    it("use every language that has a check", () => {
        assert.deepEqual([...new Set(fences.map(({ language }) => language))].sort(), Object.keys(checks).sort());
    });

    it("type-check, if they are in TypeScript", () => {
        const wrong =
            'import { ManagedInstanceAccess } from "./components";\nnew ManagedInstanceAccess("web", { path: 1 });';
        const texts = of("typescript").map((fence) => [at(fence), fence.text] as const);
        assert.deepEqual(typeErrorsIn(new Map([...texts, ["wrong", wrong]])), [
            "wrong:2: Type 'number' is not assignable to type 'string'.",
        ]);
    });

    it("contain only commands and options that the Pulumi CLI has", function () {
        const cli = findCli();
        if (cli === undefined) {
            // The test of each block has compared the commands with a list.
            this.skip();
        }
        const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
        const { stdout } = spawnSync(cli.executable, ["gen-completion", "bash"], { encoding: "utf8", env });
        assert.deepEqual(
            pulumiCommands.filter((verb) => completionOf(stdout, verb) === undefined),
            [],
        );
        for (const [, ...words] of of("console")
            .flatMap(({ text }) => commandsIn(text))
            .filter(([program]) => program === "pulumi")) {
            for (const flag of words.filter((word) => word.startsWith("-"))) {
                assert.ok(
                    completionOf(stdout, verbOf(words) ?? "")?.includes(`"${flag}"`),
                    `pulumi ${words.join(" ")}: ${flag}`,
                );
            }
        }
    });
});
