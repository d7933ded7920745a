/** Measures whether the time for each resource stays the same as stacks grow. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { figure, type Figure } from "./figures";
import type { GrowthRun, ListedCase } from "./growthRun";

const group = "growth";

/** How much more time each resource of the large stack may take. Larger heaps cost some. */
const mostGrowth = 1.5;

/** Below the packages, so that the bundle finds those that it does not contain. */
const cache = join(__dirname, "..", "..", "node_modules", ".cache");

/** Measures all cases. */
export const measureGrowth = async (runs: number): Promise<readonly Figure[]> => {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, "bench-"));
    try {
        const outfile = join(folder, "growthRun.js");
        await build({
            entryPoints: [join(__dirname, "growthRun.ts")],
            outfile,
            bundle: true,
            platform: "node",
            target: "node20",
            packages: "external",
            tsconfigRaw: {},
            logLevel: "error",
        });
        const measure = (what: string): unknown =>
            JSON.parse(
                execFileSync(process.execPath, ["--stack-trace-limit=2", outfile, what], {
                    encoding: "utf8",
                }),
            );
        const cases = measure("list") as readonly ListedCase[];
        return cases.map((listed) => {
            const all = Array.from({ length: runs }, () => measure(listed.name) as GrowthRun);
            return ofCase(listed, all);
        });
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
};

const median = (values: readonly number[]): string => figure(group, "", "ms", values).median.toFixed(3);

const ofCase = ({ name, small, large }: ListedCase, runs: readonly GrowthRun[]): Figure =>
    figure(
        group,
        name,
        "times",
        runs.map((run) => run.large / run.small),
        {
            aim: mostGrowth,
            isLimit: true,
            note:
                `${median(runs.map((run) => run.large))} ms for each of ${large.toLocaleString("en-US")}, ` +
                `${median(runs.map((run) => run.small))} ms for each of ${small.toLocaleString("en-US")}`,
        },
    );
