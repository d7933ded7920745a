import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Below the packages, so that the bundle finds those that it does not contain. */
const cache = join(__dirname, "..", "..", "node_modules", ".cache");

/** Runs the measurement in a process of its own and returns the JSON that it prints. */
export type Measure = (...args: readonly string[]) => unknown;

/**
 * Bundles a measurement like the pack, so that the measured process does not compile TypeScript, and removes the bundle
 * after its use.
 */
export const inMeasuredProcess = async <Result>(
    name: string,
    use: (measure: Measure) => Result,
    nodeOptions: readonly string[] = [],
): Promise<Result> => {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, "bench-"));
    try {
        const outfile = join(folder, `${name}.js`);
        await build({
            entryPoints: [join(__dirname, `${name}.ts`)],
            outfile,
            bundle: true,
            platform: "node",
            target: "node20",
            packages: "external",
            tsconfigRaw: {},
            logLevel: "error",
        });
        return use((...args) =>
            JSON.parse(execFileSync(process.execPath, [...nodeOptions, outfile, ...args], { encoding: "utf8" })),
        );
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
};
