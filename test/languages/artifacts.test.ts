/** Collects the files of a release, as the workflow does, and looks into each of them. */
import * as assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { patterns } from "../../components/patterns";
import { collectArtifacts } from "../../tools/npm/artifacts";
import { packageVersion } from "../../tools/npm/manifest";
import { root } from "../support/imports";
import { run } from "./tools";

const versionOf = (file: string): string =>
    (JSON.parse(readFileSync(join(root, file), "utf8")) as { readonly version: string }).version;

describe("the files of a release", () => {
    let folder: string;

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "ssm-access-release-"));
        await collectArtifacts(folder);
    });
    after(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    const pathsIn = (tarball: string): readonly string[] =>
        run(folder, "tar", "-tzf", tarball)
            .split("\n")
            .filter((path) => path !== "" && !path.endsWith("/"))
            .sort();

    const sdk = (language: string): string => `ssm-access-sdk-${language}-${packageVersion}.tgz`;

    it("are the packages, the schema, an SDK for each language, the reference, the materials and the changelog", () => {
        assert.deepEqual(
            readdirSync(folder).sort(),
            [
                "CHANGELOG.md",
                "sbom.cdx.json",
                "schema.json",
                `ssm-access-${packageVersion}.tgz`,
                `ssm-access-api-${packageVersion}.tgz`,
                `ssm-access-audit-${packageVersion}.tgz`,
                `ssm-access-policy-${versionOf("policypack/package.json")}.tgz`,
                ...["csharp", "go", "java", "nodejs", "python"].map(sdk),
            ].sort(),
        );
    });

    it("include the pack with its bundle", () => {
        assert.deepEqual(
            pathsIn(`ssm-access-policy-${versionOf("policypack/package.json")}.tgz`),
            ["PulumiPolicy.yaml", "README.md", "bin/index.js", "bin/migrateExemptions.js", "package.json"].map(
                (path) => `package/${path}`,
            ),
        );
    });

    for (const [language, file] of Object.entries({
        csharp: (component: string) => `${component}.cs`,
        go: (component: string) => `${component.charAt(0).toLowerCase()}${component.slice(1)}.go`,
        java: (component: string) => `${component}.java`,
        nodejs: (component: string) => `${component.charAt(0).toLowerCase()}${component.slice(1)}.ts`,
        python: () => "_inputs.py",
    })) {
        it(`include an SDK with a file for each component: ${language}`, () => {
            const names = new Set(pathsIn(sdk(language)).map((path) => path.replace(/^.*\//, "")));
            assert.deepEqual(
                patterns.map(({ component }) => file(component)).filter((name) => !names.has(name)),
                [],
            );
        });
    }

    it("include an API reference with a page for each class", () => {
        const prefix = "api/classes/";
        assert.deepEqual(
            pathsIn(`ssm-access-api-${packageVersion}.tgz`).filter((path) => path.startsWith(prefix)),
            patterns.map(({ component }) => `${prefix}components.${component}.html`).sort(),
        );
    });

    it("include the materials of the npm package: all that it depends on, and no tool or workspace", () => {
        const { metadata, components, dependencies } = JSON.parse(
            readFileSync(join(folder, "sbom.cdx.json"), "utf8"),
        ) as {
            readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
            readonly components: readonly { readonly name: string; readonly "bom-ref": string }[];
            readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
        };
        assert.deepEqual([metadata.component.name, metadata.component.version], ["ssm-access", packageVersion]);
        const packed = JSON.parse(
            run(folder, "tar", "-xzOf", `ssm-access-${packageVersion}.tgz`, "package/package.json"),
        ) as Readonly<Record<"dependencies" | "peerDependencies", Readonly<Record<string, string>>>>;
        const names = new Set(components.map(({ name }) => name));
        for (const name of Object.keys({ ...packed.dependencies, ...packed.peerDependencies })) {
            assert.ok(names.has(name), name);
        }
        for (const name of ["deployments", "policypack", "mocha", "@cloud-copilot/iam-simulate"]) {
            assert.ok(!names.has(name), name);
        }
        const refs = new Set(components.map((component) => component["bom-ref"]));
        assert.deepEqual(
            dependencies.flatMap(({ dependsOn }) => dependsOn.filter((ref) => !refs.has(ref))),
            [],
        );
    });

    it("include the committed schema", () => {
        const text = readFileSync(join(folder, "schema.json"), "utf8");
        assert.equal(text, readFileSync(join(root, "components", "schema.json"), "utf8"));
    });
});
