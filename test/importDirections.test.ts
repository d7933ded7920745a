import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";
import { filesBelow, importsIn, importsOf, root, type Import } from "./support/imports";
import { argsFiles } from "./support/interfaces";

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

const iam = ["policypack/iam/**"];
const documents = ["policypack/documents/**"];
const pulumi = ["@pulumi/aws", "@pulumi/pulumi"];
const files = ["node:fs", "node:path"];
/** What the pure files of a pattern may import, and nothing of Pulumi. */
const pure = ["components/pattern", "components/statements", ...iam];
const keys = readdirSync(join(root, "components"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => !["pattern", "statements", "resources"].includes(name));

/** A pattern may use what the nodes share, and these another pattern's. */
const shared: Readonly<Record<string, readonly string[]>> = {
    automationEvents: ["components/automation"],
    deployments: ["components/maintenanceWindow"],
};

const rows: readonly Row[] = [
    { of: "policypack/iam/syntax", folders: ["policypack/iam/syntax"] },
    { of: "policypack/iam/knowledge", folders: ["policypack/iam/knowledge", "policypack/iam/syntax"] },
    { of: "policypack/iam/model", folders: ["policypack/iam/model", "policypack/iam/syntax"] },
    {
        of: "policypack/iam/analysis",
        folders: [
            "policypack/iam/analysis",
            "policypack/iam/knowledge",
            "policypack/iam/model",
            "policypack/iam/syntax",
        ],
    },
    { of: "policypack/iam", folders: iam },
    { of: "policypack/documents/values", folders: ["policypack/documents/values", "policypack/iam"] },
    {
        of: "policypack/documents/cloudformation",
        folders: ["policypack/documents/cloudformation", "policypack/documents/values", "policypack/iam"],
        packages: ["yaml"],
    },
    {
        of: "policypack/documents/resourceTypes",
        folders: ["policypack/documents/resourceTypes", "policypack/documents/values", "policypack/iam"],
    },
    { of: "policypack/documents", folders: [...documents, "policypack/iam"] },
    { of: "policypack/graph", folders: ["policypack/graph", ...documents, "policypack/iam"] },
    {
        of: "policypack/engine",
        folders: ["policypack/engine", "policypack/graph", ...documents, "policypack/iam"],
        packages: ["node:crypto"],
    },
    {
        of: "policypack/rules/**",
        folders: ["policypack/rules/**", "policypack/engine", "policypack/graph", ...documents, ...iam],
    },
    {
        of: "policypack",
        folders: ["policypack", "policypack/engine", "policypack/graph", "policypack/rules", ...documents],
        packages: ["@pulumi/policy", ...files],
    },
    { of: "components/pattern/args.ts", folders: ["components/pattern"], types: ["@pulumi/pulumi"] },
    { of: "components/pattern/granteesArgs.ts", folders: ["components/pattern"], types: ["@pulumi/pulumi"] },
    { of: "components/pattern", folders: ["components/pattern", "policypack/iam"], packages: ["node:crypto"] },
    { of: "components/statements", folders: pure },
    {
        of: "components/resources",
        folders: ["components/resources", "policypack/engine", "policypack/rules", ...pure],
        packages: pulumi,
    },
    { of: "components/index.ts", folders: ["components/**"] },
    { of: "components/patterns.ts", folders: ["components/**"] },
    ...keys.flatMap((key): readonly Row[] => {
        const folder = `components/${key}`;
        const folders = [folder, "components/nodes", ...(shared[key] ?? []), ...pure];
        return [
            { of: `${folder}:args`, folders, types: ["@pulumi/pulumi"] },
            { of: `${folder}:resources`, folders: [...folders, "components/resources"], packages: pulumi },
            { of: folder, folders },
        ];
    }),
    {
        of: "program/config",
        folders: ["program", "program/config", "components", "components/pattern", "components/resources"],
        packages: ["@pulumi/pulumi", "ajv", "yaml", ...files],
    },
    {
        of: "program/plan",
        folders: [
            "program/plan",
            "program/config",
            "components",
            "components/deployments",
            "components/pattern",
            "components/resources",
            "policypack/engine",
            "policypack/iam",
        ],
        packages: pulumi,
    },
    {
        of: "program/preview",
        folders: [
            "program/**",
            "components/pattern",
            "components/statements",
            "policypack/engine",
            "policypack/graph",
            "policypack/iam",
            "policypack/rules",
            ...documents,
        ],
        packages: ["@pulumi/pulumi", "cli-table3", "object-treeify", "picocolors"],
    },
    { of: "index.ts", folders: ["program/config", "program/plan"], packages: ["@pulumi/pulumi"] },
    { of: "eslint.config.mjs", folders: [], packages: ["@eslint/js", "typescript-eslint"] },
    {
        of: "commands",
        folders: [".", "commands", "program/preview", "policypack", "policypack/engine"],
        // Pulumi, which the start of a command loads while esbuild works.
        packages: ["@pulumi/pulumi", "commander", "esbuild", "node:"],
    },
    {
        of: "deployments",
        folders: ["deployments", "components/deployments", "components/pattern", "program/config", "policypack"],
        packages: ["@pulumi/pulumi", "@pulumi/pulumiservice", ...files],
    },
    // Neither ships.
    { of: "tools/**", folders: ["**"], packages: ["*"] },
    { of: "test/**", folders: ["**"], packages: ["*"] },
];

const isBelow = (folder: string, pattern: string): boolean =>
    pattern.endsWith("/**") ? `${folder}/`.startsWith(pattern.slice(0, -2)) : folder === pattern;

/** The part of a folder of components that a file is by its name. */
const partOf = (file: string): string =>
    /(^|\/)([a-zA-Z]+A|a)rgs\.ts$/.test(file)
        ? ":args"
        : /(^|\/)component\.ts$|\.resource\.ts$/.test(file)
          ? ":resources"
          : "";

const rowOf = (file: string): Row | undefined =>
    rows.find(({ of }) => of === file || of === dirname(file) + partOf(file)) ??
    rows.find(({ of }) => isBelow(dirname(file), of));

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
        : !startsServer(file) && row.folders.some((allowed) => allowed === "**" || isBelow(from, allowed));
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

    const inGlob = rowOf("policypack/iam/syntax/glob.ts") ?? assert.fail();
    for (const [form, code] of Object.entries({
        "an import": 'import { rules } from "../../rules";',
        "an import for its effect": 'import "../../rules";',
        "an import of a type": 'import type { Rule } from "../../rules/rule";',
        "a re-export": 'export * from "../../rules";',
        "a re-export of a type": 'export type { Rule } from "../../rules/rule";',
        "a type by import": 'export type Found = import("../../rules").Finding;',
        "a dynamic import": 'export const load = () => import("../../rules");',
        "a dynamic import of a text put together": 'export const load = (at: string) => import("../" + at);',
        "a require": 'export const rules = require("../../rules");',
        "an import by require": 'import rules = require("../../rules");',
        "a package": 'import { output } from "@pulumi/pulumi";',
        "a module of Node.js": 'import { readdirSync, readFileSync } from "node:fs";',
        "a reference": '/// <reference path="../../rules/rule.ts" />',
    })) {
        it(`sees ${form}`, () => {
            assert.equal(strangersIn(inGlob, importsIn("policypack/iam/syntax/glob.ts", code)).length, 1);
        });
    }

    it("lets nobody import the pack itself", () => {
        const row = rowOf("commands/preview.ts") ?? assert.fail();
        for (const pack of ["../policypack", "../policypack/index"]) {
            assert.equal(strangersIn(row, importsIn("commands/preview.ts", `import "${pack}";`)).length, 1, pack);
        }
        assert.deepEqual(strangersIn(row, importsIn("commands/preview.ts", 'import "../policypack/audit";')), []);
    });

    it("lets args import types of Pulumi, and nothing that runs", () => {
        const row = rowOf("components/session/usersArgs.ts") ?? assert.fail();
        const unexpected = (code: string): readonly string[] =>
            strangersIn(row, importsIn("components/session/usersArgs.ts", code));
        assert.deepEqual(unexpected('import type { Input } from "@pulumi/pulumi";'), []);
        assert.deepEqual(unexpected('import { Input } from "@pulumi/pulumi";'), ["@pulumi/pulumi"]);
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
        const names = argsFiles().flatMap((file) =>
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
