import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { executable } from "../../tools/npm/bin";
import { packageCommands, packageManifest } from "../../tools/npm/manifest";
import { root } from "../support/imports";

const json = (file: string): Readonly<Record<string, unknown>> =>
    JSON.parse(readFileSync(join(root, file), "utf8")) as Readonly<Record<string, unknown>>;

const repository = json("package.json");
const manifest = packageManifest(["@pulumi/aws", "@pulumi/pulumi", "yaml"], {});

describe("the manifest of the npm package", () => {
    it("has the name, version and license of the repository", () => {
        for (const property of ["name", "version", "license"]) {
            assert.equal(manifest[property], repository[property], property);
        }
    });

    it("runs no script when it is installed, and is published to everybody", () => {
        assert.equal(manifest.scripts, undefined);
        assert.equal(manifest.private, undefined);
        assert.deepEqual(manifest.publishConfig, { access: "public" });
    });

    it("leaves Pulumi to the user's program, and depends on everything else", () => {
        assert.deepEqual(manifest.peerDependencies, { "@pulumi/aws": "^7.32.0", "@pulumi/pulumi": "^3.142.0" });
        assert.deepEqual(manifest.dependencies, { yaml: "^2.9.1" });
        assert.throws(() => packageManifest(["left-pad"]), /left-pad, which package.json does not list/);
    });

    it("names the repository of the workflow, which npm compares for provenance", () => {
        const environment = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/ssm-access" };
        assert.deepEqual(packageManifest([], environment).repository, {
            type: "git",
            url: "git+https://github.com/acme/ssm-access.git",
        });
        assert.equal(manifest.repository, undefined);
    });

    it("is not that of the repository, which Pulumi would take for the program", () => {
        const { main } = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as { readonly main: unknown };
        assert.equal(main, "index.ts");
        assert.deepEqual([repository.private, repository.main, repository.exports], [true, undefined, undefined]);
    });
});

describe("the executable of the npm package", () => {
    it("has every command of the repository, with what it does", () => {
        const names = Object.entries(repository.scripts as Readonly<Record<string, string>>).flatMap(
            ([name, script]) => (script.startsWith("node commands/start.mjs ") ? [name] : []),
        );
        assert.deepEqual(
            packageCommands.map(({ name }) => name),
            names,
        );
        const text = executable("ssm-access", packageCommands);
        for (const { name, file, summary } of packageCommands) {
            assert.ok(text.includes(`"${name}": () => require("../lib/commands/${file}.js")`));
            assert.match(summary, /^[A-Z].{20,}[^.]$/, name);
        }
    });
});
