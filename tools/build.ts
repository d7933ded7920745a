/** `npm run build`: bundles the policy pack into one JavaScript file, so that it starts in a second. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type * as esbuild from "esbuild";

const root = join(__dirname, "..");

/** The path of the bundle, as in the pack's package.json. */
export const bundlePath = join(root, "policypack", "bin", "index.js");

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

/** Builds the text of the bundle from the sources; undefined if esbuild is not installed. */
export const bundle = async (): Promise<string | undefined> => {
    const built = await (
        await bundler()
    )?.build({
        absWorkingDir: root,
        entryPoints: ["policypack/index.ts"],
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

const main = async (): Promise<void> => {
    const text = await bundle();
    if (text === undefined) {
        console.log(
            "esbuild is not installed, so the policy pack was not built. Run `npm ci` and `npm run build` to build it.",
        );
        return;
    }
    mkdirSync(dirname(bundlePath), { recursive: true });
    writeFileSync(bundlePath, text);
    console.log(`Built ${relative(root, bundlePath)}, ${Math.round(text.length / 1024)} KiB.`);
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
