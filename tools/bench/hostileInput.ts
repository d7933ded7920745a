/** Measures whether hostile input costs more than its size allows: 100 ms, and 1 ms for each KB. */
import { figure, type Figure } from "./figures";
import type { HostileInputRun } from "./hostileRun";
import { inMeasuredProcess } from "./measuredProcess";

const limit = { milliseconds: 100, millisecondsPerKilobyte: 1 };

/** Measures every kind. */
export const measureHostileInput = (runs: number): Promise<readonly Figure[]> =>
    inMeasuredProcess("hostileRun", (measure) => {
        const rounds = Array.from({ length: runs }, () => measure() as readonly HostileInputRun[]);
        return (rounds[0] ?? []).map((first, at) =>
            ofKind(
                first,
                rounds.flatMap((round) => round[at] ?? []),
            ),
        );
    });

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
