/** `npm run build`: the policy pack as one JavaScript file, so that it is ready in a second on every command. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type * as esbuild from "esbuild";

const root = join(__dirname, "..");

/** Where the pack's package.json says the bundle is. */
export const bundlePath = join(root, "policypack", "bin", "index.js");

/** esbuild is a development dependency: an installation for running alone does without it. */
const bundler = async (): Promise<typeof esbuild | undefined> => {
    try {
        return await import("esbuild");
    } catch {
        return undefined;
    }
};

/** The licences of the packages that were bundled, which ask for their notice in every copy. */
const notices = ({ inputs }: esbuild.Metafile): string =>
    [...new Set(Object.keys(inputs).flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []))]
        .sort()
        .map((folder) => {
            const licence = readFileSync(join(root, folder, "LICENSE"), "utf8")
                .trim()
                .replaceAll("*/", "* /");
            return `/*! ${folder.replace(/^.*node_modules\//, "")}\n\n${licence}\n*/\n`;
        })
        .join("");

/** The text of the bundle, made from the sources as they are now; undefined where esbuild is not installed. */
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
        // The consumer's installation has these, and a second copy of them would not recognise the first one's objects.
        external: ["@pulumi/*"],
        // Options of this repository's type checker must not change what is shipped.
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
            "esbuild is not installed, so the policy pack was not built; `npm ci` and `npm run build` build it.",
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
