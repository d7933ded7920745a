/** `.dependency-cruiser.mjs` says who may import whom; these tests say that it sees every form of import. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ESLint } from "eslint";
import * as ts from "typescript";
import { root } from "./support/imports";
import { argsFilesIn } from "../tools/schema/documentation";

const rules = "export const rules = 1;\nexport interface Rule { readonly name: string }\n";

/** Files that the examples import. */
const targets: Readonly<Record<string, string>> = {
    "policypack/rules/index.ts": rules,
    "policypack/index.ts": "export {};\n",
    "policypack/audit.ts": "export const audit = 1;\n",
    "components/index.ts": "export const component = 1;\n",
    "components/pattern/args.ts": "export interface PatternArgs { readonly region?: string }\n",
    "components/runCommand/component.ts": "export const component = 1;\n",
    "test/support/oracle.ts": "export const oracle = 1;\n",
};

interface Example {
    readonly name: string;
    readonly file: string;
    readonly code: string;
    readonly isAllowed: boolean;
}

const forms: Readonly<Record<string, string>> = {
    "an import": 'import { rules } from "../../rules";\nexport const all = rules;\n',
    "an import for its side effects": 'import "../../rules";\n',
    "a type import": 'import type { Rule } from "../../rules";\nexport type All = Rule;\n',
    "a re-export": 'export * from "../../rules";\n',
    "a type re-export": 'export type { Rule } from "../../rules";\n',
    "an import type": 'export type All = import("../../rules").Rule;\n',
    "a dynamic import": 'export const load = () => import("../../rules");\n',
    "a require": 'export const all = require("../../rules");\n',
    "an import-equals declaration": 'import all = require("../../rules");\nexport const rules = all;\n',
    "a package": 'import { output } from "@pulumi/pulumi";\nexport const out = output;\n',
    "a Node.js module": 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
};

const examples: readonly Example[] = [
    ...Object.entries(forms).map(([name, code], i) => ({
        name: `${name} from policypack/iam/syntax to a folder outside it`,
        file: `policypack/iam/syntax/example${i}.ts`,
        code,
        isAllowed: false,
    })),
    {
        name: "an import of the pack's entry, which starts a server",
        file: "commands/example.ts",
        code: 'import "../policypack";\n',
        isAllowed: false,
    },
    {
        name: "a command that imports another file of the pack",
        file: "commands/allowed.ts",
        code: 'import { audit } from "../policypack/audit";\nexport const run = audit;\n',
        isAllowed: true,
    },
    {
        name: "args that import a type of Pulumi",
        file: "components/session/usersArgs.ts",
        code: 'import type { Input } from "@pulumi/pulumi";\nexport type Name = Input<string>;\n',
        isAllowed: true,
    },
    {
        name: "args that import a value of Pulumi",
        file: "components/session/args.ts",
        code: 'import { output } from "@pulumi/pulumi";\nexport const out = output;\n',
        isAllowed: false,
    },
    {
        name: "a pattern that imports Pulumi",
        file: "components/session/pattern.ts",
        code: 'import * as pulumi from "@pulumi/pulumi";\nexport const out = pulumi;\n',
        isAllowed: false,
    },
    {
        name: "a pattern that imports a component",
        file: "components/runCommand/pattern.ts",
        code: 'import { component } from "./component";\nexport const made = component;\n',
        isAllowed: false,
    },
    {
        name: "a component that imports Pulumi",
        file: "components/session/component.ts",
        code: 'import * as pulumi from "@pulumi/pulumi";\nexport const out = pulumi;\n',
        isAllowed: true,
    },
    {
        name: "a pattern that imports another pattern",
        file: "components/session/users.ts",
        code: 'import type { PatternArgs } from "../runCommand/args";\nexport type Args = PatternArgs;\n',
        isAllowed: false,
    },
    {
        name: "a component that imports the barrel",
        file: "components/patch/component.ts",
        code: 'import { component } from "..";\nexport const made = component;\n',
        isAllowed: false,
    },
    {
        name: "a shipped file that imports from test",
        file: "program/config/example.ts",
        code: 'import { oracle } from "../../test/support/oracle";\nexport const used = oracle;\n',
        isAllowed: false,
    },
    {
        name: "a folder without a row",
        file: "plugins/example.ts",
        code: 'import { audit } from "../policypack/audit";\nexport const run = audit;\n',
        isAllowed: false,
    },
];

interface Report {
    readonly summary: {
        readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    };
}

describe("imports", () => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-imports-"));
    let violations: Report["summary"]["violations"] = [];

    before(() => {
        const files = {
            "components/runCommand/args.ts": "export type { PatternArgs } from '../pattern/args';\n",
            ...targets,
        };
        for (const [file, code] of [
            ...Object.entries(files),
            ...examples.map(({ file, code }) => [file, code] as const),
        ]) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            writeFileSync(join(folder, file), code);
        }
        symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
        copyFileSync(join(root, "tsconfig.json"), join(folder, "tsconfig.json"));
        const { stdout, stderr } = spawnSync(
            process.execPath,
            [
                join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
                ...["--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json"],
                ...["policypack", "components", "commands", "program", "plugins", "test"],
            ],
            { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 },
        );
        assert.notEqual(stdout, "", stderr);
        ({ violations } = (JSON.parse(stdout) as Report).summary);
    });

    after(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    for (const { name, file, isAllowed } of examples) {
        it(`${isAllowed ? "allows" : "reports"} ${name}`, () => {
            const found = violations.filter(({ from, rule }) => from === file && rule.name !== "no-circular");
            assert.equal(found.length === 0, isAllowed, JSON.stringify(found));
        });
    }

    it("reports what no tool can follow: computed imports and references", async () => {
        const eslint = new ESLint({ cwd: root });
        for (const code of [
            'export const load = (file: string): unknown => import("../" + file);\n',
            'export const load = (file: string): unknown => require("../" + file);\n',
            '/// <reference path="../../rules/index.ts" />\nexport {};\n',
        ]) {
            const [result] = await eslint.lintText(code, { filePath: join(root, "policypack/iam/syntax/glob.ts") });
            const found = result?.messages.map(({ ruleId }) => ruleId) ?? [];
            assert.ok(
                found.some((rule) =>
                    ["no-restricted-syntax", "@typescript-eslint/triple-slash-reference"].includes(rule ?? ""),
                ),
                `${code}${found.join(" ")}`,
            );
        }
    });
});

const json = (file: string): unknown =>
    ts.parseConfigFileTextToJson(file, readFileSync(join(root, file), "utf8")).config;

describe("the policy pack", () => {
    it("runs no scripts when it is packed or installed", () => {
        const { scripts = {} } = json("policypack/package.json") as { scripts?: Record<string, string> };
        const hooks = Object.keys(scripts).filter((name) =>
            /^(pre|post)?(pack|prepare|install|publish)|Only$/.test(name),
        );
        assert.deepEqual(hooks, []);
    });

    it("has a compiler configuration of its own", () => {
        assert.equal("extends" in (json("policypack/tsconfig.json") as object), false);
    });
});

describe("the args", () => {
    const declarations = argsFilesIn(join(root, "components")).flatMap((file) =>
        ts
            .createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest)
            .statements.filter(
                (node) =>
                    ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node) || ts.isTypeAliasDeclaration(node),
            ),
    );

    it("have unique names, since each is one type in every language", () => {
        const names = declarations.map((node) => node.name.text);
        assert.deepEqual(
            names.filter((name, i) => names.indexOf(name) !== i),
            [],
        );
        assert.notEqual(names.length, 0);
    });
});
