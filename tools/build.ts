/**
 * `npm run build`: bundles the policy pack into one JavaScript file, so that it starts in a second, and the command that
 * migrates its exemptions, for users without the repository.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type * as esbuild from "esbuild";

const root = join(__dirname, "..");

/** The path of the pack's bundle, as in its package.json. */
export const bundlePath = join(root, "policypack", "bin", "index.js");

/** The path of the bundled command. */
export const migrationPath = join(root, "policypack", "bin", "migrateExemptions.js");

/** The path of the bundle of the component plugin. */
export const providerPath = join(root, "components", "bin", "provider.js");

/** The bundles, with their entry points. */
const bundles = [
    { path: bundlePath, entryPoint: "policypack/index.ts" },
    { path: migrationPath, entryPoint: "commands/migrateExemptions.ts" },
    { path: providerPath, entryPoint: "components/provider.ts" },
];

/** Imports esbuild, a development dependency, which a production installation does not have. */
const bundler = async (): Promise<typeof esbuild | undefined> => {
    try {
        return await import("esbuild");
    } catch {
        return undefined;
    }
};

/** The licenses of the bundled packages, which require their notices in every copy. */
const notices = ({ inputs }: esbuild.Metafile): string =>
    [...new Set(Object.keys(inputs).flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []))]
        .sort()
        .map((folder) => {
            const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e(\.|$)/i.test(name));
            if (file === undefined) {
                throw new Error(`${folder} has no license file, so it cannot be bundled`);
            }
            const license = readFileSync(join(root, folder, file), "utf8")
                .trim()
                .replaceAll("*/", "* /");
            return `/*! ${folder.replace(/^.*node_modules\//, "")}\n\n${license}\n*/\n`;
        })
        .join("");

/** Builds the text of a bundle from a source file; undefined if esbuild is not installed. */
export const bundleOf = async (entryPoint: string): Promise<string | undefined> => {
    const built = await (
        await bundler()
    )?.build({
        absWorkingDir: root,
        entryPoints: [entryPoint],
        bundle: true,
        write: false,
        metafile: true,
        platform: "node",
        target: "node20",
        format: "cjs",
        charset: "utf8",
        legalComments: "inline",
        // The consumer's installation has these, and a second copy would not recognize the objects of the first.
        external: ["@pulumi/*"],
        // The compiler options of this repository must not affect the bundle.
        tsconfigRaw: {},
        logLevel: "error",
    });
    const [file] = built?.outputFiles ?? [];
    return built === undefined || file === undefined ? undefined : `${file.text}${notices(built.metafile)}`;
};

/** Builds the text of one of the bundles; undefined if esbuild is not installed. */
export const bundle = async (path = bundlePath): Promise<string | undefined> => {
    const found = bundles.find((one) => one.path === path);
    return found === undefined ? undefined : bundleOf(found.entryPoint);
};

/** Writes all bundles, below another folder than the repository if it is given. */
export const buildBundles = async (folder = root): Promise<void> => {
    for (const { path } of bundles) {
        const text = await bundle(path);
        if (text === undefined) {
            console.log(
                "esbuild is not installed, so the policy pack was not built. Run `npm ci` and `npm run build` to build it.",
            );
            return;
        }
        const file = join(folder, relative(root, path));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        console.log(`Built ${relative(root, path)}, ${Math.round(text.length / 1024)} KiB.`);
    }
};

if (require.main === module) {
    buildBundles().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
