/**
 * `npm run release:artifacts`: collects the files of a release in `build/release`: the tarballs of the npm packages and of
 * the policy pack, the package schema, an SDK for each language, the API reference, the bill of
 * materials, and the changelog. Needs Go.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { buildBundles } from "../build";
import { assembleAudit, auditFolder } from "./audit";
import { assemblePackage, packageFolder } from "./main";
import { packageName, packageVersion } from "./manifest";

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

interface Component {
    readonly "bom-ref": string;
    readonly name: string;
}

interface BillOfMaterials {
    readonly metadata: { readonly component: Component };
    readonly components: readonly Component[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * The bill of materials of the npm package: what it depends on, in the versions that the tests run with. Selected from
 * that of everything in package-lock.json, since `npm sbom --omit=dev` also omits what development tools share, and some
 * dependencies of the package are development dependencies of the repository.
 */
const billOfMaterials = (): BillOfMaterials => {
    const all = JSON.parse(
        run(root, "npm", "sbom", "--package-lock-only", "--sbom-format=cyclonedx"),
    ) as BillOfMaterials;
    const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as Readonly<
        Record<"dependencies" | "peerDependencies", Readonly<Record<string, string>>>
    >;
    const direct = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const dependencies = new Map(all.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const { component } = all.metadata;
    const ownRefs = all.components.filter(({ name }) => direct.includes(name)).map((one) => one["bom-ref"]);
    const dependsOn = (dependencies.get(component["bom-ref"]) ?? []).filter((ref) => ownRefs.includes(ref));
    const reached = new Set<string>();
    const reach = (ref: string): void => {
        if (!reached.has(ref)) {
            reached.add(ref);
            dependencies.get(ref)?.forEach(reach);
        }
    };
    dependsOn.forEach(reach);
    return {
        ...all,
        // npm calls the root after its folder.
        metadata: { ...all.metadata, component: { ...component, name: packageName } },
        components: all.components.filter((one) => reached.has(one["bom-ref"])),
        dependencies: [
            { ref: component["bom-ref"], dependsOn },
            ...all.dependencies.filter(({ ref }) => reached.has(ref)),
        ],
    };
};

/** Writes all artifacts into an empty folder. */
export const collectArtifacts = async (folder = releaseFolder): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    assemblePackage();
    // The tarball of the pack holds its bundle, which the repository does not.
    await buildBundles();
    await assembleAudit();
    for (const packed of [packageFolder, auditFolder, join(root, "policypack")]) {
        run(packed, "npm", "pack", "--loglevel=error", "--pack-destination", folder);
    }
    const schema = join(folder, "schema.json");
    copyFileSync(join(root, "components", "schema.json"), schema);
    copyFileSync(join(root, "CHANGELOG.md"), join(folder, "CHANGELOG.md"));
    run(root, "npm", "run", "--silent", "docs:api", "--", "--out", join(folder, "api"));
    run(folder, "tar", "-czf", `ssm-access-api-${packageVersion}.tgz`, "api");
    rmSync(join(folder, "api"), { recursive: true });
    writeFileSync(join(folder, "sbom.cdx.json"), `${JSON.stringify(billOfMaterials(), undefined, 2)}\n`);
    const sdks = join(folder, "sdks");
    run(join(root, "tools", "sdks"), "go", "run", "-mod=readonly", ".", "-schema", schema, "-out", sdks);
    for (const language of readdirSync(sdks)) {
        run(sdks, "tar", "-czf", join(folder, `ssm-access-sdk-${language}-${packageVersion}.tgz`), language);
    }
    rmSync(sdks, { recursive: true });
};

if (require.main === module) {
    collectArtifacts().then(
        () => {
            console.log(`${readdirSync(releaseFolder).join("\n")}\nin ${relative(process.cwd(), releaseFolder)}`);
        },
        (error: unknown) => {
            console.error(error instanceof Error ? error.message : error);
            process.exitCode = 1;
        },
    );
}
