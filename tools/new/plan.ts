import { readFileSync } from "node:fs";
import { join } from "node:path";
import { patternKey } from "../../program/config/patterns";
import { afterLast, filled, intoList } from "./edit";

/** A file that `npm run new` writes: a new one as its text, one that exists as the edit of its text. */
export interface PlannedFile {
    readonly path: string;
    readonly text?: string;
    readonly edit?: (text: string) => string;
}

/** The files of a new pattern or rule, and the scripts that generate what follows from them. */
export interface Plan {
    readonly files: readonly PlannedFile[];
    readonly scripts: readonly string[];
    /** What is left to the author. */
    readonly next: readonly string[];
}

const template = (kind: "pattern" | "rule", name: string): string =>
    readFileSync(join(__dirname, "templates", kind, `${name}.template`), "utf8");

const capitalized = (name: string): string => name.replace(/^./, (first) => first.toUpperCase());

/** The entry of a change, in the words of the changelog. */
const changelogEntry = (path: string, entry: string): PlannedFile => ({
    path: `.changes/${path}.md`,
    text: `${entry}\n`,
});

/**
 * A pattern, by the name of its component.
 *
 * @throws Error where the name is not one of a component.
 */
export const planPattern = (component: string): Plan => {
    if (!/^[A-Z][A-Za-z]{2,50}$/.test(component)) {
        throw new Error(`"${component}" is not the name of a component; write it like "ComplianceAccess"`);
    }
    const key = patternKey(component);
    const values = { Component: component, Stem: component.replace(/Access$/, ""), key };
    const folder = `components/${key}`;
    const tests = `test/components/${key}`;
    const written = (path: string, name: string): PlannedFile => ({
        path,
        text: filled(template("pattern", name), values),
    });
    return {
        files: [
            written(`${folder}/args.ts`, "args.ts"),
            written(`${folder}/pattern.ts`, "pattern.ts"),
            written(`${folder}/component.ts`, "component.ts"),
            written(`${tests}/fixture.ts`, "fixture.ts"),
            written(`${tests}/pattern.test.ts`, "pattern.test.ts"),
            written(`${tests}/access.test.ts`, "access.test.ts"),
            written(`${tests}/validate.test.ts`, "validate.test.ts"),
            written(`${tests}/component.test.ts`, "component.test.ts"),
            written(`test/engine/scenarios/${key}.ts`, "scenario.ts"),
            {
                path: "components/index.ts",
                edit: (text) =>
                    afterLast(
                        afterLast(text, /^export type \* from/, `export type * from "./${key}/args";`),
                        /^export \{ \w+ \} from/,
                        `export { ${component} } from "./${key}/component";`,
                    ),
            },
            {
                path: "components/patterns.ts",
                edit: (text) =>
                    intoList(
                        afterLast(text, /^import /, `import { ${key} } from "./${key}/pattern";`),
                        /^export const patterns = \[/,
                        `    ${key},`,
                    ),
            },
            {
                path: "components/team/levels.ts",
                edit: (text) =>
                    intoList(
                        afterLast(
                            text,
                            /^import \{ \w+ \} from .*\/pattern";$/,
                            `import { ${key} } from "../${key}/pattern";`,
                        ),
                        /^const listed = /,
                        `    ${key},`,
                    ),
            },
            {
                path: "components/team/levelsArgs.ts",
                edit: (text) =>
                    intoList(
                        afterLast(
                            afterLast(text, /^import type /, `import type { ${component}Args } from "../${key}/args";`),
                            /^export interface \w+Levels extends /,
                            "",
                            "/** Access levels of a pattern: fill in which. */",
                            `export interface ${component}Levels extends ${component}Args, LevelSelection {}`,
                        ),
                        /^export interface TeamLevels /,
                        "    /**",
                        "     * Access levels of a pattern: fill in which.",
                        "     *",
                        "     * @default - another pattern.",
                        "     */",
                        `    ${key}?: ${component}Levels;`,
                    ),
            },
            {
                path: "test/components/fixtures.ts",
                edit: (text) =>
                    intoList(
                        afterLast(
                            text,
                            /^import /,
                            `import { ${key} } from "../../components/${key}/pattern";`,
                            `import * as ${key}Fixture from "./${key}/fixture";`,
                        ),
                        /^export const fixtures: /,
                        `    ...fixturesOf(${key}, { everything: ${key}Fixture.everything }),`,
                    ),
            },
            {
                path: "test/components/documentsByUnknownArg.ts",
                edit: (text) =>
                    intoList(
                        text,
                        /^export const documentsByUnknownArg: /,
                        `    ${component}: { "readers.grantees.groups[]": "" },`,
                    ),
            },
            {
                path: "test/engine/scenarios/index.ts",
                edit: (text) =>
                    intoList(
                        afterLast(text, /^import .*Scenario/, `import { ${key}Scenario } from "./${key}";`),
                        /^export const scenarios: /,
                        `    ${key}Scenario,`,
                    ),
            },
            {
                path: "examples/complete/Pulumi.dev.yaml",
                edit: (text) =>
                    [
                        text.trimEnd(),
                        "",
                        `  ssm-access:${key}:`,
                        "    # Fill in: what this example is for.",
                        "    example:",
                        "      # Fill in: who gets the access level.",
                        "      readers:",
                        "        grantees: { groups: [support] }",
                        "",
                    ].join("\n"),
            },
            {
                path: "program/init/starts.ts",
                edit: (text) =>
                    intoList(
                        text,
                        /^export const starts: /,
                        `    ${key}: { name: "example", yaml: text("# Fill in: what this start is for.\\nreaders: {}") },`,
                    ),
            },
            {
                path: "README.md",
                edit: (text) =>
                    afterLast(
                        text,
                        /^\| \[`\w+`\]\(docs\/patterns\//,
                        `| [\`${component}\`](docs/patterns/${key}.md) | \`${key}\` | Fill in. | [Systems Manager](https://docs.aws.amazon.com/systems-manager/latest/userguide/security-iam.html) |`,
                    ),
            },
            changelogEntry(key, `\`${component}\`: fill in what it is for.`),
        ],
        scripts: ["schema", "docs", "urns", "outputs"],
        next: [
            `Write args, pattern and component in ${folder}, then the tests in ${tests}.`,
            "The tests that say `is filled in` fail until then.",
            "A resource type that no pattern creates yet needs a model in test/fakeAws and a row in components/deployments/resourceTypes.ts.",
        ],
    };
};

/**
 * A rule on policy documents, by its public name.
 *
 * @throws Error where the name is not one of a rule.
 */
export const planRule = (rule: string): Plan => {
    const [, folder = "", rest = ""] = /^(iam|ssm)-([a-z]+(?:-[a-z]+)*)$/.exec(rule) ?? [];
    if (folder === "") {
        throw new Error(
            `"${rule}" is not the name of a rule; write it like "iam-passrole-wildcard" or "ssm-document-public"`,
        );
    }
    const file = rest.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const name = folder === "iam" ? file : `ssm${capitalized(file)}`;
    const values = { rule, folder, file, name, cases: name };
    const written = (path: string, of: string): PlannedFile => ({ path, text: filled(template("rule", of), values) });
    return {
        files: [
            written(`policypack/rules/${folder}/${file}.ts`, "rule.ts"),
            written(`test/policypack/rules/cases/${name}.ts`, "cases.ts"),
            written(`test/policypack/rules/${folder}/${file}.test.ts`, "rule.test.ts"),
            {
                path: "policypack/rules/index.ts",
                edit: (text) =>
                    intoList(
                        afterLast(text, /^import .*"\.\/(iam|ssm)\//, `import { ${name} } from "./${folder}/${file}";`),
                        /^export const documentRules: /,
                        `    ${name},`,
                    ),
            },
            {
                path: "test/policypack/rules/cases/index.ts",
                edit: (text) =>
                    intoList(
                        afterLast(text, /^import \{/, `import { ${name} } from "./${name}";`),
                        /^export const ruleCases: /,
                        `    "${rule}": ${name},`,
                    ),
            },
            {
                path: "test/policypack/rules/releasedRules.ts",
                edit: (text) => intoList(text, /^export const documentRuleLevels: /, `    ["${rule}", "advisory"],`),
            },
            changelogEntry(rule, `The rule \`${rule}\`: fill in what it reports.`),
        ],
        scripts: ["snapshots", "docs", "build"],
        next: [
            `Write policypack/rules/${folder}/${file}.ts and its cases in test/policypack/rules/cases/${name}.ts.`,
            "`npm run snapshots` then records what users read, and `npm run docs` writes the page.",
            "The tests that say `is filled in` fail until then. A mandatory rule also needs a resource in test/engine/pack.test.ts.",
        ],
    };
};
