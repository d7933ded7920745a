/** What docs/supply-chain.md says of what is installed and shipped. */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../tools/build";
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

/** What is installed from a registry, by its folder. */
const installed = Object.entries(packages).filter(([at, { link }]) => at.startsWith("node_modules/") && link !== true);
const nameOf = (at: string): string => at.replace(/^.*node_modules\//, "");

const permissive = [
    "(BSD-3-Clause AND Apache-2.0)",
    "Apache-2.0",
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
        it(`names exact versions: ${file}`, () => {
            const { dependencies = {}, devDependencies = {} } = json(file) as {
                readonly dependencies?: Ranges;
                readonly devDependencies?: Ranges;
            };
            for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
                assert.match(version, /^\d+\.\d+\.\d+$/, name);
            }
        });
    }

    it("pins all that is installed by a checksum, and takes nothing from elsewhere than a registry", () => {
        // Without an address it is the registry that npm is set to.
        const elsewhere = installed.filter(
            ([, { resolved = "https://registry.npmjs.org/" }]) => !resolved.startsWith("https://registry.npmjs.org/"),
        );
        assert.deepEqual(elsewhere, []);
        for (const [at, { integrity = "" }] of installed) {
            assert.match(integrity, /^sha512-/, at);
        }
    });

    it("has two packages that would run a script at installation", () => {
        const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
        assert.deepEqual(scripted.map(([at]) => nameOf(at)).sort(), ["esbuild", "protobufjs"]);
    });

    it("is permissive in all that runs", () => {
        const other = installed.filter(([, { dev, license = "" }]) => dev !== true && !permissive.includes(license));
        assert.deepEqual(
            other.map(([at, { license }]) => [nameOf(at), license]),
            [["@logdna/tail-file", "SEE LICENSE IN LICENSE"]],
        );
        const text = readFileSync(join(root, "node_modules/@logdna/tail-file/LICENSE"), "utf8");
        assert.match(text, /Permission is hereby granted, free of charge/);
    });

    it("has the AGPL in tests alone", () => {
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

    it("ships a bundle of own code and of yaml, with the notice that its licence asks for", async () => {
        const text = (await bundle()) ?? "";
        const held = [...text.matchAll(/^\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)];
        assert.deepEqual([...new Set(held.map(([, name]) => name))], ["yaml"]);
        assert.ok(text.includes(readFileSync(join(root, "node_modules/yaml/LICENSE"), "utf8").trim()));
    });
});
