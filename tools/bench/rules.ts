/** Measures rule evaluation alone: documents per second on one core, compared to JSON.parse, and hostile documents. */
import { figure, type Figure } from "./figures";
import { inMeasuredProcess } from "./measuredProcess";
import type { EvaluationRun, HostileRun } from "./rulesRun";

const group = "rules";
const mebi = 1024 * 1024;

/** Measures these numbers of documents, in ascending order. */
export const measureRules = (sizes: readonly number[], runs: number): Promise<readonly Figure[]> =>
    inMeasuredProcess("rulesRun", (measure) => {
        // Each round measures all sizes, so that a slow phase of the machine affects all of them.
        const rounds = Array.from({ length: runs }, () => sizes.map((size) => measure(String(size)) as EvaluationRun));
        const repeated = Array.from(
            { length: runs },
            () => measure(String(ofRepeated.count), String(ofRepeated.distinct)) as EvaluationRun,
        );
        const hostile = Array.from({ length: runs }, () => measure("hostile") as readonly HostileRun[]);
        return [
            ...sizes.flatMap((size, at) => ofSize(size, rounds, at)),
            figure(
                group,
                `${ofRepeated.count.toLocaleString("en-US")} documents, one in a hundred distinct, ratio to JSON.parse`,
                "times",
                repeated.map(({ evaluateCpu, parseCpu }) => evaluateCpu / parseCpu),
                { aim: 0.8 },
            ),
            ...ofHostile(hostile),
        ];
    });

/** A stack has the same document many times. */
const ofRepeated = { count: 100_000, distinct: 1_000 };

/** The aims for the ratio to JSON.parse. V8 optimizes code that runs longer, so that larger numbers cost less each. */
const ratioAims: ReadonlyMap<number, number> = new Map([
    [10_000, 8],
    [100_000, 4.5],
]);

const ofSize = (size: number, rounds: readonly (readonly EvaluationRun[])[], at: number): readonly Figure[] => {
    const timings = rounds.flatMap((round) => round[at] ?? []);
    const [first] = timings;
    if (first === undefined) {
        return [];
    }
    const name = size.toLocaleString("en-US");
    const mix = `${Math.round(first.bytes / size)} bytes each, ${first.violations.toLocaleString("en-US")} violations`;
    const growth = rounds.flatMap((round) => {
        const [one, other] = [round[at - 1], round[at]];
        if (one === undefined || other === undefined) {
            return [];
        }
        return [other.evaluateCpu / other.parseCpu / (one.evaluateCpu / one.parseCpu)];
    });
    const inSeconds = (note: string): Pick<Figure, "aim" | "note"> => (size === 100_000 ? { aim: 3, note } : { note });
    return [
        figure(
            group,
            `${name} documents, CPU time`,
            "s",
            timings.map(({ evaluateCpu }) => evaluateCpu),
            inSeconds(mix),
        ),
        figure(
            group,
            `${name} documents, wall time`,
            "s",
            timings.map(({ evaluateWall }) => evaluateWall),
        ),
        figure(
            group,
            "documents per second of one core",
            "documents",
            timings.map(({ evaluateCpu }) => size / evaluateCpu),
            { note: "the minimum is the slowest run" },
        ),
        figure(
            group,
            "ratio to JSON.parse of the same texts",
            "times",
            timings.map(({ evaluateCpu, parseCpu }) => evaluateCpu / parseCpu),
            ratioAims.has(size) ? { aim: ratioAims.get(size) } : {},
        ),
        figure(
            group,
            "texts, replacement and fingerprint of a violation",
            "ms",
            timings.map(({ writeCpu, violations }) => (writeCpu * 1000) / violations),
            { note: "computed when they are read, so not part of the figures above" },
        ),
        figure(
            group,
            "peak memory",
            "MiB",
            timings.map(({ peakMemory }) => peakMemory / mebi),
            { note: `of the process, including all texts (${(first.bytes / mebi).toFixed(1)} MiB)` },
        ),
        ...(growth.length === 0
            ? []
            : [
                  figure(group, "time per document, ratio to the previous size", "times", growth, {
                      aim: 1.1,
                      note: "relative to JSON.parse",
                  }),
              ]),
    ];
};

const ofHostile = (rounds: readonly (readonly HostileRun[])[]): readonly Figure[] =>
    (rounds[0] ?? []).map(({ name, characters, violations }, at) =>
        figure(
            "hostile",
            `${name}, CPU time`,
            "s",
            rounds.flatMap((round) => round[at]?.cpu ?? []),
            {
                note:
                    `${characters.toLocaleString("en-US")} characters, ` +
                    `${violations.toLocaleString("en-US")} violations`,
            },
        ),
    );
