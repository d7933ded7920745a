/** Measures whether the time for each resource stays the same as stacks grow. */
import { figure, type Figure } from "./figures";
import type { GrowthRun, ListedCase } from "./growthRun";
import { inMeasuredProcess } from "./measuredProcess";

const group = "growth";

/** How much more time each resource of the large stack may take. Larger heaps cost some. */
const mostGrowth = 1.5;

/** Measures all cases. */
export const measureGrowth = (runs: number): Promise<readonly Figure[]> =>
    inMeasuredProcess(
        "growthRun",
        (measure) =>
            (measure("list") as readonly ListedCase[]).map((listed) =>
                ofCase(
                    listed,
                    Array.from({ length: runs }, () => measure(listed.name) as GrowthRun),
                ),
            ),
        // As npm run preview does.
        ["--stack-trace-limit=2"],
    );

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
