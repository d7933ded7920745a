/**
 * `npm run release:artifacts`: collects the files of a release in `build/release`: the tarballs of the npm package and of
 * the policy pack, the package schema, an SDK for each language with a generator, the API reference, the bill of
 * materials, and the changelog. Needs Go.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { assemblePackage, packageFolder } from "./main";
import { packageVersion } from "./manifest";

const root = join(__dirname, "..", "..");

/** The folder of the artifacts. */
export const releaseFolder = join(root, "build", "release");

const run = (folder: string, program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1 << 28,
        stdio: ["ignore", "pipe", "inherit"],
    });

/** Writes all artifacts into an empty folder. */
export const collectArtifacts = (folder = releaseFolder): void => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    assemblePackage();
    for (const packed of [packageFolder, join(root, "policypack")]) {
        run(packed, "npm", "pack", "--loglevel=error", "--pack-destination", folder);
    }
    const schema = join(folder, "schema.json");
    copyFileSync(join(root, "components", "schema.json"), schema);
    copyFileSync(join(root, "CHANGELOG.md"), join(folder, "CHANGELOG.md"));
    run(root, "npm", "run", "--silent", "docs:api", "--", "--out", join(folder, "api"));
    run(folder, "tar", "-czf", `ssm-access-api-${packageVersion}.tgz`, "api");
    rmSync(join(folder, "api"), { recursive: true });
    const materials = run(root, "npm", "sbom", "--omit=dev", "--sbom-format=cyclonedx");
    writeFileSync(join(folder, "sbom.cdx.json"), materials);
    const sdks = join(folder, "sdks");
    run(join(root, "tools", "sdks"), "go", "run", "-mod=readonly", ".", "-schema", schema, "-out", sdks);
    for (const language of readdirSync(sdks)) {
        run(sdks, "tar", "-czf", join(folder, `ssm-access-sdk-${language}-${packageVersion}.tgz`), language);
    }
    rmSync(sdks, { recursive: true });
};

if (require.main === module) {
    collectArtifacts();
    console.log(`${readdirSync(releaseFolder).join("\n")}\nin ${relative(process.cwd(), releaseFolder)}`);
}
