/** Measurements and their table: minimum and median of several runs, and the target. */
import Table from "cli-table3";

/** A measured quantity. */
export interface Figure {
    readonly group: string;
    readonly what: string;
    readonly unit: string;
    readonly minimum: number;
    readonly median: number;
    readonly runs: number;
    /** The target for the median. Exceeding it is not an error, because machines differ, unless it is a limit. */
    readonly aim?: number;
    /** Whether exceeding the target is an error: a ratio, which does not depend on the machine. */
    readonly isLimit?: boolean;
    /** An explanation of the figure. */
    readonly note?: string;
}

/** Summarizes the values of several runs. */
export const figure = (
    group: string,
    what: string,
    unit: string,
    values: readonly number[],
    more: Pick<Figure, "aim" | "isLimit" | "note"> = {},
): Figure => {
    const sorted = [...values].sort((left, right) => left - right);
    const at = (index: number): number => sorted[index] ?? NaN;
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

/** Whether a figure exceeds its limit. */
export const exceedsLimit = ({ median, aim, isLimit = false }: Figure): boolean =>
    isLimit && aim !== undefined && median > aim;

const fractionDigits = (size: number): number => {
    if (size >= 100) {
        return 0;
    }
    return size >= 1 ? 2 : 4;
};

const formatted = (value: number): string => {
    const size = Math.abs(value);
    return size >= 1000 ? Math.round(value).toLocaleString("en-US") : value.toFixed(fractionDigits(size));
};

/** Formats figures as a table. */
export const table = (figures: readonly Figure[]): string => {
    const rows = new Table({
        head: ["", "Quantity", "Median", "Minimum", "Unit", "Runs", "Target", "Note"],
        style: { head: [], border: [] },
    });
    figures.forEach(({ group, what, median, minimum, unit, runs, aim, note }, index) => {
        rows.push([
            group === figures[index - 1]?.group ? "" : group,
            what,
            formatted(median),
            formatted(minimum),
            unit,
            runs,
            aim === undefined ? "" : `at most ${aim}: ${median <= aim ? "met" : "missed"}`,
            note ?? "",
        ]);
    });
    return rows.toString();
};
