/** Measures whether hostile input costs more than its size allows: 100 ms, and 1 ms for each KB. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { figure, type Figure } from "./figures";
import type { HostileInputRun } from "./hostileRun";

const limit = { milliseconds: 100, millisecondsPerKilobyte: 1 };

/** Below the packages, so that the bundle finds those that it does not contain. */
const cache = join(__dirname, "..", "..", "node_modules", ".cache");

/** Measures every kind. */
export const measureHostileInput = async (runs: number): Promise<readonly Figure[]> => {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, "bench-"));
    try {
        const outfile = join(folder, "hostileRun.js");
        await build({
            entryPoints: [join(__dirname, "hostileRun.ts")],
            outfile,
            bundle: true,
            platform: "node",
            target: "node20",
            packages: "external",
            tsconfigRaw: {},
            logLevel: "error",
        });
        const rounds = Array.from(
            { length: runs },
            () =>
                JSON.parse(
                    execFileSync(process.execPath, [outfile], { encoding: "utf8" }),
                ) as readonly HostileInputRun[],
        );
        return (rounds[0] ?? []).map((first, at) =>
            ofKind(
                first,
                rounds.flatMap((round) => round[at] ?? []),
            ),
        );
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
};

const ofKind = ({ name, characters, violations }: HostileInputRun, all: readonly HostileInputRun[]): Figure => {
    const kilobytes = characters / 1024;
    return figure(
        "hostile input",
        name,
        "ms",
        all.map(({ cpu }) => cpu),
        {
            aim: Math.round(limit.milliseconds + limit.millisecondsPerKilobyte * kilobytes),
            note: `${kilobytes.toFixed(1)} KB, ${violations.toLocaleString("en-US")} violations`,
        },
    );
};
