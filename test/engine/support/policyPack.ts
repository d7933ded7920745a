import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundle, bundlePath } from "../../../tools/build";

/** The folder that holds PulumiPolicy.yaml, as users name it to `--policy-pack`. */
const folder = join(__dirname, "..", "..", "..", "policypack");

const built = (): string | undefined => {
    try {
        return readFileSync(bundlePath, "utf8");
    } catch {
        return undefined;
    }
};

const build = async (): Promise<string> => {
    const text = await bundle();
    if (text === undefined) {
        throw new Error("esbuild is not installed, so the policy pack cannot be built. Run `npm ci`.");
    }
    // A bundle that is the same already is left alone, and another takes its place at once: other processes start it.
    if (text !== built()) {
        mkdirSync(dirname(bundlePath), { recursive: true });
        const fresh = `${bundlePath}.${process.pid}`;
        writeFileSync(fresh, text);
        renameSync(fresh, bundlePath);
    }
    return folder;
};

let once: Promise<string> | undefined;

/** The folder of the pack as it is published, built from the sources as they are now, once for each run of the tests. */
export const currentPack = (): Promise<string> => (once ??= build());
