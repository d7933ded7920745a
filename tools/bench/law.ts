/** The law alone: documents a second on one core, beside JSON.parse of the same texts, and hostile documents. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { figure, type Figure } from "./figures";
import type { HostileRun, LawRun } from "./lawRun";

const group = "law";
const mebi = 1024 * 1024;

/** Measures stacks of these sizes, in ascending order. */
export const measureLaw = async (sizes: readonly number[], runs: number): Promise<readonly Figure[]> => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-bench-"));
    try {
        const outfile = join(folder, "lawRun.js");
        // As the pack is bundled: no compiler in the process that is measured.
        await build({
            entryPoints: [join(__dirname, "lawRun.ts")],
            outfile,
            bundle: true,
            platform: "node",
            target: "node20",
            tsconfigRaw: {},
            logLevel: "error",
        });
        const ask = (what: string): unknown =>
            JSON.parse(execFileSync(process.execPath, [outfile, what], { encoding: "utf8" }));
        // Size after size within a run: when the machine slows down, it slows all of them.
        const rounds = Array.from({ length: runs }, () => sizes.map((size) => ask(String(size)) as LawRun));
        const hostile = Array.from({ length: runs }, () => ask("hostile") as readonly HostileRun[]);
        return [...sizes.flatMap((size, at) => ofSize(size, rounds, at)), ...ofHostile(hostile)];
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
};

const ofSize = (size: number, rounds: readonly (readonly LawRun[])[], at: number): readonly Figure[] => {
    const own = rounds.flatMap((round) => round[at] ?? []);
    const [first] = own;
    if (first === undefined) {
        return [];
    }
    const name = size.toLocaleString("en-US");
    const mix = `${Math.round(first.bytes / size)} bytes each, ${first.findings.toLocaleString("en-US")} findings`;
    const growth = rounds.flatMap((round) => {
        const [one, other] = [round[at - 1], round[at]];
        if (one === undefined || other === undefined) {
            return [];
        }
        return [other.lawCpu / other.parseCpu / (one.lawCpu / one.parseCpu)];
    });
    const inSeconds = (note: string): Pick<Figure, "aim" | "note"> => (size === 100_000 ? { aim: 3, note } : { note });
    return [
        figure(
            group,
            `${name} documents, time of the processor`,
            "s",
            own.map(({ lawCpu }) => lawCpu),
            inSeconds(mix),
        ),
        figure(
            group,
            `${name} documents, time of the clock`,
            "s",
            own.map(({ lawWall }) => lawWall),
        ),
        figure(
            group,
            "in a second of one core",
            "documents",
            own.map(({ lawCpu }) => size / lawCpu),
            { note: "the median is the typical run; here the minimum is the slowest" },
        ),
        figure(
            group,
            "to JSON.parse of the same texts",
            "times",
            own.map(({ lawCpu, parseCpu }) => lawCpu / parseCpu),
            { aim: 10 },
        ),
        figure(
            group,
            "peak memory",
            "MiB",
            own.map(({ peakMemory }) => peakMemory / mebi),
            { note: `the process and all texts (${(first.bytes / mebi).toFixed(1)} MiB)` },
        ),
        ...(growth.length === 0
            ? []
            : [
                  figure(group, "per document, to the size before", "times", growth, {
                      aim: 1.1,
                      note: "both counted in JSON.parse",
                  }),
              ]),
    ];
};

const ofHostile = (rounds: readonly (readonly HostileRun[])[]): readonly Figure[] =>
    (rounds[0] ?? []).map(({ name, characters, findings }, at) =>
        figure(
            "hostile",
            `${name}, time of the processor`,
            "s",
            rounds.flatMap((round) => round[at]?.cpu ?? []),
            { note: `${characters.toLocaleString("en-US")} characters, ${findings.toLocaleString("en-US")} findings` },
        ),
    );
