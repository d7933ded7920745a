/** Tests the statements in docs/supply-chain.md about what is installed and published. */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, migrationPath } from "../tools/build";
import { filesBelow, importsOf, root } from "./support/imports";

interface Locked {
    readonly version?: string;
    readonly resolved?: string;
    readonly integrity?: string;
    readonly license?: string;
    readonly link?: boolean;
    readonly dev?: boolean;
    readonly hasInstallScript?: boolean;
}

type Ranges = Readonly<Record<string, string>>;

const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
const { packages } = json("package-lock.json") as { readonly packages: Readonly<Record<string, Locked>> };

/** The packages that are installed from a registry, by folder. */
const installed = Object.entries(packages).filter(([at, { link }]) => at.startsWith("node_modules/") && link !== true);
const nameOf = (at: string): string => at.replace(/^.*node_modules\//, "");

const permissive = [
    "(BSD-3-Clause AND Apache-2.0)",
    "Apache-2.0",
    "Apache-2.0 AND MIT",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC-BY-3.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Python-2.0",
];

describe("the supply chain", () => {
    for (const file of ["package.json", "policypack/package.json", "deployments/package.json"]) {
        it(`has exact versions: ${file}`, () => {
            const { dependencies = {}, devDependencies = {} } = json(file) as {
                readonly dependencies?: Ranges;
                readonly devDependencies?: Ranges;
            };
            for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
                assert.match(version, /^\d+\.\d+\.\d+$/, name);
            }
        });
    }

    it("pins every package by checksum, and installs only from the npm registry", () => {
        // Without a URL, npm uses its configured registry.
        const fromElsewhere = installed.filter(
            ([, { resolved = "https://registry.npmjs.org/" }]) => !resolved.startsWith("https://registry.npmjs.org/"),
        );
        assert.deepEqual(fromElsewhere, []);
        for (const [at, { integrity = "" }] of installed) {
            assert.match(integrity, /^sha512-/, at);
        }
    });

    it("has three packages with an install script", () => {
        const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
        assert.deepEqual(scripted.map(([at]) => nameOf(at)).sort(), ["@swc/core", "esbuild", "protobufjs"]);
    });

    it("has only permissive licenses at run time", () => {
        const other = installed.filter(([, { dev, license = "" }]) => dev !== true && !permissive.includes(license));
        assert.deepEqual(
            other.map(([at, { license }]) => [nameOf(at), license]),
            [["@logdna/tail-file", "SEE LICENSE IN LICENSE"]],
        );
        const text = readFileSync(join(root, "node_modules/@logdna/tail-file/LICENSE"), "utf8");
        assert.match(text, /Permission is hereby granted, free of charge/);
    });

    it("uses AGPL packages only in tests", () => {
        const copyleft = installed.filter(([, { license }]) => license?.includes("GPL") === true);
        assert.deepEqual(
            copyleft.map(([at, { dev }]) => [nameOf(at), dev]),
            ["iam-policy", "iam-simulate", "iam-utils"].map((name) => [`@cloud-copilot/${name}`, true]),
        );
        const importers = filesBelow(".").filter((file) =>
            importsOf(file).some(({ from }) => /^@cloud-copilot\/iam-(policy|simulate|utils)/.test(from ?? "")),
        );
        assert.notEqual(importers.length, 0);
        assert.deepEqual(
            importers.filter((file) => !file.startsWith("test/")),
            [],
        );
    });

    it("bundles only the pack's own code and yaml, with yaml's license notice", async () => {
        const text = (await bundle()) ?? "";
        const held = [...text.matchAll(/^\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)];
        assert.deepEqual([...new Set(held.map(([, name]) => name))], ["yaml"]);
        assert.ok(text.includes(readFileSync(join(root, "node_modules/yaml/LICENSE"), "utf8").trim()));
    });

    it("bundles commander into the migration command only, with its license notice", async () => {
        const text = (await bundle(migrationPath)) ?? "";
        const held = [...text.matchAll(/^\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)];
        assert.deepEqual([...new Set(held.map(([, name]) => name))].sort(), ["commander", "yaml"]);
        assert.ok(text.includes(readFileSync(join(root, "node_modules/commander/LICENSE"), "utf8").trim()));
    });
});
