/** Tests of the setup guides: their commands, their links, and what they repeat from the code. */
import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { pathsOf } from "../deployments/environment";
import { operationContext, chooseRole } from "../deployments/operation";
import { planStackFile } from "../program/preview/planStackFile";
import { project } from "../tools/examples";
import { commandLinesIn, promptedLinesIn } from "./support/commandLines";
import { npmCommands, scriptOf } from "./support/console";
import { home } from "./support/deploy";
import { root } from "./support/imports";
import { deadLinksIn, fencesIn, needsService } from "./support/markdown";

const pages = ["docs/from-zero-to-enforced.md", "docs/supply-chain.md", "deployments/README.md"];
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");
const { scripts } = JSON.parse(textOf("package.json")) as { readonly scripts: Readonly<Record<string, string>> };

const commands = (file: string): readonly (readonly string[])[] =>
    fencesIn(file)
        .filter(({ language }) => language === "console")
        .flatMap(({ text }) => commandLinesIn(text));

/** The values of an option in a command. */
const valuesOf = (option: string, words: readonly string[]): readonly string[] =>
    words.flatMap((word, i) => (word === option ? [words[i + 1] ?? ""] : []));

/** Whether the script or folder of a command exists. */
const isKnown = (program: string, words: readonly string[]): boolean => {
    const [first = ""] = words;
    switch (program) {
        case "npm": {
            const script = scriptOf(words);
            return script === undefined ? npmCommands.has(first) : script in scripts;
        }
        case "cd":
            return first === "ssm-access" || existsSync(join(root, first));
        default:
            return ["chmod", "export", "git", "mkdir", "node", "pulumi"].includes(program);
    }
};

describe("the setup guides", () => {
    for (const file of pages) {
        it(`have no broken links: ${file}`, () => {
            assert.deepEqual(deadLinksIn(file), []);
        });

        it(`refer to scripts and folders that exist: ${file}`, () => {
            const named = [...textOf(file).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name);
            assert.deepEqual(
                named.filter((name) => !(name in scripts)),
                [],
            );
            for (const [program = "", ...words] of commands(file)) {
                assert.ok(isKnown(program, words), `${program} ${words.join(" ")}`);
            }
        });

        it(`show configs that the program accepts: ${file}`, () => {
            for (const { text } of fencesIn(file).filter(({ language }) => language === "yaml")) {
                const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
                const { instances } = planStackFile(config, { project, stack: "dev", location: home });
                assert.notEqual(instances.length, 0);
            }
        });

        it(`have only code blocks that are tested: ${file}`, () => {
            const languages = fencesIn(file).map(({ language }) => language);
            assert.deepEqual(
                languages.filter((language) => !["console", "yaml"].includes(language)),
                [],
            );
        });
    }

    it("mark the commands that need Pulumi Cloud or AWS in a heading", () => {
        const all = ["README.md", "policypack/README.md", "docs/policyPack.md", "docs/reliability.md", ...pages];
        const cloud = /^pulumi (policy (enable|disable|group|publish|validate-config)|org|deployment)\b|s3:|awskms:/;
        const lines = all.flatMap(fencesIn).flatMap((fence) =>
            promptedLinesIn(fence.text)
                .flatMap((line) => line.split(" && "))
                .map((line) => ({ line, needed: cloud.test(line), marked: needsService(fence) })),
        );
        assert.ok(lines.some(({ needed }) => needed) && lines.some(({ marked }) => !marked));
        assert.deepEqual(
            lines.filter(({ needed, marked }) => needed && !marked).map(({ line }) => line),
            [],
        );
    });

    it("set the same deployment settings by hand as the program", () => {
        const [update = [], , , preview = []] = commands("deployments/README.md").filter((words) =>
            words.join(" ").includes("deployment "),
        );
        const updateRoleArn = "arn:aws:iam::123456789012:role/ssm-access-fair-delivery-update-39bd4899";
        const { preRunCommands, environmentVariables, oidc } = operationContext({ updateRoleArn });
        assert.deepEqual(
            valuesOf("--path-filter", update).flatMap((value) => value.split(",")),
            pathsOf("fair", {}),
        );
        assert.deepEqual(valuesOf("--pre-run-command", update), preRunCommands);
        assert.deepEqual(
            valuesOf("--env", update),
            Object.entries(environmentVariables).map((pair) => pair.join("=")),
        );
        assert.deepEqual(
            ["role-arn", "session-name", "duration"].flatMap((name) => valuesOf(`--oidc-aws-${name}`, update)),
            [oidc?.aws.roleARN, oidc?.aws.sessionName, oidc?.aws.duration],
        );
        const [previewRoleArn, ...others] = valuesOf("--env", preview).flatMap((pair) =>
            pair.startsWith("PREVIEW_ROLE_ARN=") ? [pair.slice("PREVIEW_ROLE_ARN=".length)] : [],
        );
        const both = operationContext({ updateRoleArn: "", previewRoleArn: previewRoleArn ?? assert.fail() });
        assert.deepEqual(others, []);
        assert.deepEqual(
            [...valuesOf("--env", preview).map((pair) => pair.split("=")[0]), "PULUMI_OPTION_POLICY_PACK"].sort(),
            Object.keys(both.environmentVariables).sort(),
        );
        assert.ok(textOf("deployments/README.md").includes(`\n    ${chooseRole()}\n`));
    });
});
