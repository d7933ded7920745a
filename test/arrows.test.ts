import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";
import { filesBelow, importsIn, importsOf, root, type Import } from "./support/imports";

/** What a folder may import: types too, since a type left behind breaks a published pack as a value does. */
interface Row {
    /** A folder without those below it, a folder with them (`test/**`), or one file of the root. */
    readonly of: string;
    /** Folders, each without those below it; a file of the root. */
    readonly folders: readonly string[];
    /** Packages with all their modules, or modules of Node.js. */
    readonly packages?: readonly string[];
    /** Packages whose types only. */
    readonly types?: readonly string[];
}

const law = ["policypack/iam", "policypack/rules"];
const catalogue = ["components/catalogue", "components/args"];
const pulumi = ["@pulumi/aws", "@pulumi/pulumi"];
const files = ["node:fs", "node:path"];

const rows: readonly Row[] = [
    { of: "policypack/iam", folders: ["policypack/iam"] },
    { of: "policypack/rules", folders: law, packages: ["node:crypto"] },
    { of: "policypack/places", folders: ["policypack/places", ...law] },
    { of: "policypack/resources", folders: ["policypack/resources", "policypack/places", ...law] },
    {
        of: "policypack/graph",
        folders: ["policypack/graph", "policypack/places", ...law, "policypack/documents.ts"],
    },
    {
        of: "policypack",
        folders: ["policypack", "policypack/places", "policypack/graph", "policypack/resources", ...law],
        packages: ["@pulumi/policy", "yaml", ...files],
    },
    { of: "components/args", folders: ["components/args"], types: ["@pulumi/pulumi"] },
    { of: "components/catalogue", folders: [...catalogue, "policypack/iam"], packages: ["node:crypto"] },
    { of: "components", folders: ["components", ...catalogue, ...law], packages: pulumi },
    {
        of: "program",
        folders: ["program", "program/configSchema", "components", ...catalogue, ...law],
        packages: [...pulumi, "ajv", "yaml", ...files],
    },
    {
        of: "program/configSchema",
        folders: ["program/configSchema", "program", ...catalogue],
        packages: ["@pulumi/pulumi", "typescript", ...files],
    },
    {
        of: "program/preview",
        folders: [
            "program/preview",
            "program",
            "components",
            ...catalogue,
            ...law,
            "policypack/places",
            "policypack/documents.ts",
            // The rules beside those on documents, over what is planned.
            "policypack",
            "policypack/graph",
            "policypack/resources",
        ],
        packages: ["@pulumi/pulumi", "cli-table3", "object-treeify", "picocolors"],
    },
    {
        of: "program/docs",
        folders: [
            "program/docs",
            "program/preview",
            "program/configSchema",
            "program",
            "components/catalogue",
            ...law,
            "policypack",
            "policypack/graph",
            "policypack/resources",
            "policypack/places",
        ],
        packages: ["prettier", "yaml", ...files],
    },
    { of: "index.ts", folders: ["program"], packages: ["@pulumi/pulumi"] },
    { of: "eslint.config.mjs", folders: [], packages: ["@eslint/js", "typescript-eslint"] },
    {
        of: "commands",
        folders: [
            "commands",
            "program",
            "program/configSchema",
            "program/preview",
            "program/docs",
            // The cases of the rules are the examples of their page.
            "test/rules/cases",
            "test/bench",
            "components",
            "components/catalogue",
            "deployments",
            ...law,
            "policypack",
            "index.ts",
        ],
        // Pulumi, which the start of a command loads while esbuild works.
        packages: ["@pulumi/pulumi", "commander", "esbuild", "node:"],
    },
    {
        of: "deployments",
        folders: [
            "deployments",
            "components/catalogue",
            "program/configError.ts",
            "program/configText.ts",
            "program/schemaProblems.ts",
            "policypack/configurationFile.ts",
        ],
        packages: ["@pulumi/pulumi", "@pulumi/pulumiservice", ...files],
    },
    { of: "test/**", folders: ["**"], packages: ["*"] },
];

const rowOf = (file: string): Row | undefined =>
    rows.find(({ of }) => of === file || of === dirname(file)) ??
    rows.find(({ of }) => of.endsWith("/**") && file.startsWith(of.slice(0, -2)));

const isOf = (specifier: string, allowed: string): boolean =>
    allowed === "*" || specifier === allowed || specifier.startsWith(allowed.endsWith(":") ? allowed : `${allowed}/`);

/** Importing the pack itself starts a server. */
const startsServer = (file: string | undefined): boolean => file === "policypack" || file === "policypack/index";

const mayImport = (row: Row, { from, file, typeOnly }: Import): boolean => {
    if (from === undefined) {
        return row.folders.includes("**");
    }
    return file === undefined
        ? [...(row.packages ?? []), ...(typeOnly ? (row.types ?? []) : [])].some((allowed) => isOf(from, allowed))
        : !startsServer(file) &&
              row.folders.some((allowed) => allowed === "**" || allowed === from || allowed === `${file}.ts`);
};

const strangersIn = (row: Row, imports: readonly Import[]): readonly string[] =>
    imports.filter((one) => !mayImport(row, one)).map(({ from, file }) => file ?? from ?? "a computed module");

const json = (file: string): unknown =>
    ts.parseConfigFileTextToJson(file, readFileSync(join(root, file), "utf8")).config;

describe("who may import whom", () => {
    for (const file of filesBelow(".")) {
        it(file, () => {
            const row = rowOf(file) ?? assert.fail(`${dirname(file)} has no row: say what it may import`);
            assert.deepEqual(strangersIn(row, importsOf(file)), []);
        });
    }

    it("has no row of a folder that is gone", () => {
        const known = new Set(filesBelow(".").map(rowOf));
        const idle = rows.filter((row) => !known.has(row)).map(({ of }) => of);
        assert.deepEqual(idle, []);
    });

    const inGlob = rowOf("policypack/iam/glob.ts") ?? assert.fail();
    for (const [form, code] of Object.entries({
        "an import": 'import { rules } from "../rules";',
        "an import for its effect": 'import "../rules";',
        "an import of a type": 'import type { Rule } from "../rules/rule";',
        "a re-export": 'export * from "../rules";',
        "a re-export of a type": 'export type { Rule } from "../rules/rule";',
        "a type by import": 'export type Found = import("../rules").Finding;',
        "a dynamic import": 'export const load = () => import("../rules");',
        "a dynamic import of a text put together": 'export const load = (at: string) => import("../" + at);',
        "a require": 'export const rules = require("../rules");',
        "an import by require": 'import rules = require("../rules");',
        "a package": 'import { output } from "@pulumi/pulumi";',
        "a module of Node.js": 'import { readFileSync } from "node:fs";',
        "a reference": '/// <reference path="../rules/rule.ts" />',
    })) {
        it(`sees ${form}`, () => {
            assert.equal(strangersIn(inGlob, importsIn("policypack/iam/glob.ts", code)).length, 1);
        });
    }

    it("lets nobody import the pack itself", () => {
        const row = rowOf("commands/preview.ts") ?? assert.fail();
        for (const pack of ["../policypack", "../policypack/index"]) {
            assert.equal(strangersIn(row, importsIn("commands/preview.ts", `import "${pack}";`)).length, 1, pack);
        }
        assert.deepEqual(strangersIn(row, importsIn("commands/preview.ts", 'import "../policypack/exemptions";')), []);
    });

    it("lets args import types of Pulumi, and nothing that runs", () => {
        const row = rowOf("components/args/index.ts") ?? assert.fail();
        const strangers = (code: string): readonly string[] =>
            strangersIn(row, importsIn("components/args/index.ts", code));
        assert.deepEqual(strangers('import type { Input } from "@pulumi/pulumi";'), []);
        assert.deepEqual(strangers('import { Input } from "@pulumi/pulumi";'), ["@pulumi/pulumi"]);
    });
});

describe("the policy pack", () => {
    it("runs no script when it is packed or installed", () => {
        const { scripts = {} } = json("policypack/package.json") as { scripts?: Record<string, string> };
        const hooks = Object.keys(scripts).filter((name) =>
            /^(pre|post)?(pack|prepare|install|publish)|Only$/.test(name),
        );
        assert.deepEqual(hooks, []);
    });

    it("is compiled by a configuration that stands alone", () => {
        assert.equal("extends" in (json("policypack/tsconfig.json") as object), false);
    });
});

describe("the args", () => {
    it("never share a name, so that each is one type in every language", () => {
        const names = filesBelow("components/args").flatMap((file) =>
            ts
                .createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest)
                .statements.filter(
                    (node) =>
                        ts.isInterfaceDeclaration(node) ||
                        ts.isEnumDeclaration(node) ||
                        ts.isTypeAliasDeclaration(node),
                )
                .map((node) => node.name.text),
        );
        assert.deepEqual(
            names.filter((name, i) => names.indexOf(name) !== i),
            [],
        );
        assert.notEqual(names.length, 0);
    });
});
