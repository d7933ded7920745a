/**
 * Runs the examples in `examples/languages` on the real engine, with the component plugin of this repository and the
 * fake AWS, and compiles those in Go and Java. Builds the tools that it needs once; needs Go, Python, Java with Maven, and
 * their registries.
 */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
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
        const settings = parse(readFileSync(join(world.projectFolder, "Pulumi.yaml"), "utf8")) as object;
        cpSync(example, world.projectFolder, { recursive: true });
        changeProject(world, (project) => ({ ...settings, ...project, plugins: { providers: [plugin] } }));
        await work(world, example);
    });

/** The npm package in the project of a world, beside the packages that it needs, as it is installed. */
const installPackage = (world: EngineWorld): void => {
    const installed = join(world.projectFolder, "node_modules");
    mkdirSync(installed);
    assemblePackage(join(installed, "ssm-access"));
    readdirSync(join(root, "node_modules"))
        .filter((name) => !name.startsWith(".") && name !== "ssm-access")
        .forEach((name) => {
            symlinkSync(join(root, "node_modules", name), join(installed, name));
        });
};

/** Changes the settings of the project in Pulumi.yaml. */
const changeProject = (world: EngineWorld, change: (settings: Readonly<Record<string, unknown>>) => object): void => {
    const file = join(world.projectFolder, "Pulumi.yaml");
    writeFileSync(file, stringify(change(parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>)));
};

/** Lets the engine find the language host for YAML. */
const installYamlHost = (world: EngineWorld): void => {
    symlinkSync(yamlHost(), join(foldersIn(world.folder).shims, "pulumi-language-yaml"));
};

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
            installYamlHost(world);
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
            installYamlHost(world);
            const file = join(world.projectFolder, "Pulumi.yaml");
            writeFileSync(file, readFileSync(file, "utf8").replace("Acme-PatchNow", "AWS-RunShellScript"));
            const { code, output } = world.command("preview", "--stack", "dev");
            assert.notEqual(code, 0, output);
            assert.match(output, /RunCommandAccess "patching"\.operator\.documents\[0\] "AWS-RunShellScript"/);
            return Promise.resolve();
        });
    });

    it("preview in YAML with the section packages, which pulumi package add writes", function () {
        return inExample(this, "yaml", (world) => {
            installYamlHost(world);
            installPackage(world);
            changeProject(world, (settings) => ({ ...settings, plugins: undefined }));
            const missing = world.command("preview", "--stack", "dev");
            assert.notEqual(missing.code, 0, missing.output);
            const added = world.command("package", "add", "./node_modules/ssm-access/components");
            assert.equal(added.code, 0, added.output);
            const { packages } = parse(readFileSync(join(world.projectFolder, "Pulumi.yaml"), "utf8")) as {
                readonly packages: unknown;
            };
            assert.deepEqual(packages, { "ssm-access": "./node_modules/ssm-access/components" });
            const { code, output } = world.command("preview", "--stack", "dev");
            assert.equal(code, 0, output);
            assertPreviewed(output);
            return Promise.resolve();
        });
    });

    it("preview in TypeScript, with the npm package", function () {
        return inExample(this, "typescript", async (world) => {
            installPackage(world);
            const manifest = JSON.stringify({ name: "acme-access", main: "index.ts" });
            writeFileSync(join(world.projectFolder, "package.json"), manifest);
            changeProject(world, (settings) => ({ ...settings, runtime: "nodejs" }));
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

        it("compile in Java", () => {
            const folder = join(sdks, "java");
            cpSync(join(examples, "java"), join(folder, "src", "main", "java"), { recursive: true });
            cpSync(join(__dirname, "pom.xml"), join(folder, "pom.xml"));
            run(folder, "mvn", "--quiet", "--batch-mode", "compile");
            assert.ok(existsSync(join(folder, "target", "classes", "App.class")));
        });

        // No compiler for C# 9 and no package of Pulumi for .NET is in the registries that the tests use.
        it("have only names in C# that the SDK has", () => {
            const folder = join(sdks, "csharp");
            const program = readFileSync(join(examples, "csharp", "Program.cs"), "utf8");
            const classes = [...program.matchAll(/new ([A-Z]\w+)(?:Args)?\b[^<\w]/g)].map(([, name = ""]) => name);
            assert.deepEqual(classes, [
                "RunCommandAccess",
                "RunCommandAccessArgs",
                "RunCommandOperatorArgs",
                "GranteesArgs",
            ]);
            const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
                .filter((file) => file.endsWith(".cs"))
                .map((file) => readFileSync(join(folder, file), "utf8"))
                .join("\n");
            for (const name of classes) {
                assert.match(sources, new RegExp(`public sealed class ${name} |public partial class ${name} `), name);
            }
            const typeOf = (property: string): string | undefined =>
                new RegExp(`public (\\S.*) ${property}\\n? *(?:\\{|\\n)`).exec(sources)?.[1];
            assert.deepEqual(
                ["Operator", "Documents", "TargetTags", "Grantees", "Groups", "OperatorPolicyArn"].map(typeOf),
                [
                    "Inputs.RunCommandOperatorArgs?",
                    "List<Input<string>>",
                    "Dictionary<string, ImmutableArray<Input<string>>>",
                    "Inputs.GranteesArgs?",
                    "List<Input<string>>",
                    "Output<string?>",
                ],
            );
        });
    });
});
