/**
 * Runs the examples in `examples/languages` on the real engine, with the component plugin of this repository and the
 * fake AWS, and compiles the one in Go. Builds the tools that it needs once; needs Go, Python, and their registries.
 */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { assemblePackage } from "../../tools/npm/main";
import { inWorld } from "../engine/support/harness";
import type { EngineWorld } from "../engine/support/engineWorld";
import { currentPack } from "../engine/support/policyPack";
import { foldersIn, installPlugin } from "../engine/support/workspace";
import { root } from "../support/imports";
import { generateSdks, python, run, yamlHost } from "./tools";

const examples = join(root, "examples", "languages");
const plugin = { name: "ssm-access", path: join(root, "components") };

/** Opens a world whose project is an example, with the hosts that run it and the plugin. */
const inExample = (
    test: Mocha.Context,
    language: string,
    work: (world: EngineWorld, example: string) => Promise<void>,
): Promise<void> =>
    inWorld(test, { project: "acme-access", stack: "dev", groups: ["ops"] }, async (world) => {
        installPlugin(world.folder, "pulumi-language-nodejs", "test/engine/support/nodeHost.ts");
        const example = join(examples, language);
        const file = join(world.projectFolder, "Pulumi.yaml");
        const settings = parse(readFileSync(file, "utf8")) as object;
        cpSync(example, world.projectFolder, { recursive: true });
        const project = parse(readFileSync(file, "utf8")) as object;
        writeFileSync(file, stringify({ ...settings, ...project, plugins: { providers: [plugin] } }));
        await work(world, example);
    });

/** The resources and the output that every example has. */
const assertPreviewed = (output: string): void => {
    assert.match(output, /ssm-access:index:RunCommandAccess +patching +create/);
    assert.match(output, /aws:iam:Policy +patching-operator +create/);
    assert.match(output, /aws:iam:GroupPolicyAttachment +patching-operator-group-ops +create/);
    assert.match(output, /operatorPolicyArn *: "arn:aws:iam::123456789012:policy\/acme-access-dev-patching-operator-/);
};

describe("the examples in other languages", () => {
    it("are one for each language", () => {
        assert.deepEqual(readdirSync(examples).sort(), ["csharp", "go", "java", "python", "typescript", "yaml"]);
    });

    it("preview in YAML, with the policy pack", function () {
        return inExample(this, "yaml", async (world) => {
            symlinkSync(yamlHost(), join(foldersIn(world.folder).shims, "pulumi-language-yaml"));
            const { code, output } = world.command("preview", "--stack", "dev", "--policy-pack", await currentPack());
            assert.equal(code, 0, output);
            assertPreviewed(output);
            const up = world.command("up", "--yes", "--stack", "dev", "--policy-pack", await currentPack());
            assert.equal(up.code, 0, up.output);
            const again = world.command("preview", "--stack", "dev", "--expect-no-changes");
            assert.equal(again.code, 0, again.output);
        });
    });

    it("report invalid args in YAML as in TypeScript, and create nothing", function () {
        return inExample(this, "yaml", (world) => {
            symlinkSync(yamlHost(), join(foldersIn(world.folder).shims, "pulumi-language-yaml"));
            const file = join(world.projectFolder, "Pulumi.yaml");
            writeFileSync(file, readFileSync(file, "utf8").replace("Acme-PatchNow", "AWS-RunShellScript"));
            const { code, output } = world.command("preview", "--stack", "dev");
            assert.notEqual(code, 0, output);
            assert.match(output, /RunCommandAccess "patching"\.operator\.documents\[0\] "AWS-RunShellScript"/);
            return Promise.resolve();
        });
    });

    it("preview in TypeScript, with the npm package", function () {
        return inExample(this, "typescript", async (world) => {
            const folder = world.projectFolder;
            const installed = join(folder, "node_modules");
            mkdirSync(installed);
            // Beside the packages that it needs, as it is installed.
            assemblePackage(join(installed, "ssm-access"));
            readdirSync(join(root, "node_modules"))
                .filter((name) => !name.startsWith(".") && name !== "ssm-access")
                .forEach((name) => {
                    symlinkSync(join(root, "node_modules", name), join(installed, name));
                });
            writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "acme-access", main: "index.ts" }));
            const file = join(folder, "Pulumi.yaml");
            const settings = parse(readFileSync(file, "utf8")) as object;
            writeFileSync(file, stringify({ ...settings, runtime: "nodejs" }));
            const { code, output } = world.command("preview", "--stack", "dev", "--policy-pack", await currentPack());
            assert.equal(code, 0, output);
            assertPreviewed(output);
        });
    });

    describe("with generated SDKs", () => {
        let sdks: string;
        before(() => {
            sdks = mkdtempSync(join(tmpdir(), "ssm-access-sdks-"));
            generateSdks(sdks);
        });
        after(() => {
            rmSync(sdks, { recursive: true, force: true });
        });

        it("preview in Python", function () {
            return inExample(this, "python", (world, example) => {
                const installed = join(sdks, "installed");
                const interpreter = python();
                run(
                    sdks,
                    interpreter,
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--no-deps",
                    "--target",
                    installed,
                    "./python",
                );
                const { status, stdout, stderr } = spawnSync(
                    interpreter,
                    [
                        join(__dirname, "run.py"),
                        world.projectFolder,
                        join(example, "__main__.py"),
                        "acme-access",
                        "dev",
                    ],
                    {
                        encoding: "utf8",
                        env: { ...world.environment, PYTHONPATH: installed },
                    },
                );
                assert.equal(status, 0, stdout + stderr);
                assertPreviewed(stdout);
                return Promise.resolve();
            });
        });

        it("compile in Go", () => {
            const folder = join(sdks, "program");
            cpSync(join(examples, "go"), folder, { recursive: true });
            const sdk = "example.com/pulumi-ssm-access/sdk/go/ssm-access";
            const pulumi = "github.com/pulumi/pulumi/sdk/v3 v3.259.0";
            writeFileSync(join(sdks, "go", "ssmaccess", "go.mod"), `module ${sdk}\n\ngo 1.25\n\nrequire ${pulumi}\n`);
            writeFileSync(
                join(folder, "go.mod"),
                `module example\n\ngo 1.25\n\nrequire (\n\t${sdk} v0.0.0\n\t${pulumi}\n)\n\n` +
                    `replace ${sdk} => ../go/ssmaccess\n`,
            );
            run(folder, "go", "mod", "tidy");
            run(folder, "go", "build", "./...");
        });
    });
});
