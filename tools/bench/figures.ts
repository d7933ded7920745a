/** What was measured, and how it is shown: the least and the middle of several runs, with the aim beside it. */
import Table from "cli-table3";

/** One thing measured. */
export interface Figure {
    readonly group: string;
    readonly what: string;
    readonly unit: string;
    readonly minimum: number;
    readonly median: number;
    readonly runs: number;
    /** At most this much is wanted of the median. Nothing fails when it is more: machines differ. */
    readonly aim?: number;
    /** What one must know to read the figure. */
    readonly note?: string;
}

/** The figure of these runs. */
export const figure = (
    group: string,
    what: string,
    unit: string,
    values: readonly number[],
    more: Pick<Figure, "aim" | "note"> = {},
): Figure => {
    const sorted = [...values].sort((left, right) => left - right);
    const at = (location: number): number => sorted[location] ?? NaN;
    const half = (sorted.length - 1) / 2;
    return {
        group,
        what,
        unit,
        minimum: at(0),
        median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2,
        runs: sorted.length,
        ...more,
    };
};

const written = (value: number): string =>
    Math.abs(value) >= 1000
        ? Math.round(value).toLocaleString("en-US")
        : value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4);

/** The table for a person. */
export const table = (figures: readonly Figure[]): string => {
    const rows = new Table({
        head: ["", "What", "Median", "Minimum", "Unit", "Runs", "Aim", "Note"],
        style: { head: [], border: [] },
    });
    figures.forEach(({ group, what, median, minimum, unit, runs, aim, note }, index) => {
        rows.push([
            group === figures[index - 1]?.group ? "" : group,
            what,
            written(median),
            written(minimum),
            unit,
            runs,
            aim === undefined ? "" : `${aim} or less: ${median <= aim ? "met" : "missed"}`,
            note ?? "",
        ]);
    });
    return rows.toString();
};
