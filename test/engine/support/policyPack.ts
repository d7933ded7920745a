import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundle, bundlePath } from "../../../tools/build";

/** The folder with PulumiPolicy.yaml, as users pass it to `--policy-pack`. */
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
    // Other processes may be starting the bundle: an identical one is not written, and a new one replaces it
    // atomically.
    if (text !== built()) {
        mkdirSync(dirname(bundlePath), { recursive: true });
        const fresh = `${bundlePath}.${process.pid}`;
        writeFileSync(fresh, text);
        renameSync(fresh, bundlePath);
    }
    return folder;
};

let bundledPack: Promise<string> | undefined;

/** The folder of the pack as it is published, built from the current sources once per test run. */
export const currentPack = (): Promise<string> => (bundledPack ??= build());
