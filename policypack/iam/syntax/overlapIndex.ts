/** Finds the patterns that overlap another one, among many, without comparing it with each of them. */
import { overlaps } from "./glob";

/** A value with its pattern; `at` is its position in the list that was given. */
interface Entry<Value> {
    readonly at: number;
    readonly pattern: string;
    readonly value: Value;
}

/** An entry under one end of its pattern. */
interface Ended<Value> {
    readonly end: string;
    readonly entry: Entry<Value>;
}

/** The literal text before the first wildcard. */
const startOf = (pattern: string): string => /^[^*?]*/.exec(pattern)?.[0] ?? "";

/** The literal text after the last wildcard, reversed, so that it is compared from its first character like a start. */
const endOf = (pattern: string): string => startOf(pattern.split("").reverse().join(""));

/** Patterns by one of their literal ends. Two patterns overlap only if one end is the beginning of the other. */
class EndIndex<Value> {
    private readonly sorted: readonly Ended<Value>[];
    private readonly byEnd = new Map<string, Entry<Value>[]>();
    private readonly lengths: readonly number[];

    constructor(
        private readonly endIn: (pattern: string) => string,
        entries: readonly Entry<Value>[],
    ) {
        this.sorted = entries
            .map((entry) => ({ end: endIn(entry.pattern), entry }))
            .sort((one, other) => (one.end < other.end ? -1 : Number(one.end > other.end)));
        for (const { end, entry } of this.sorted) {
            const same = this.byEnd.get(end);
            if (same === undefined) {
                this.byEnd.set(end, [entry]);
            } else {
                same.push(entry);
            }
        }
        this.lengths = [...new Set([...this.byEnd.keys()].map(({ length }) => length))];
    }

    /** The entries whose end agrees with that of the pattern; as a function, because only the shorter list is read. */
    agreeing(pattern: string): { readonly count: number; readonly entries: () => readonly Entry<Value>[] } {
        const end = this.endIn(pattern);
        const shorter = this.lengths
            .filter((length) => length < end.length)
            .flatMap((length) => {
                const entries = this.byEnd.get(end.slice(0, length));
                return entries === undefined ? [] : [entries];
            });
        const from = this.countWhile((other) => other < end);
        const to = this.countWhile((other) => other < end || other.startsWith(end));
        return {
            count: to - from + shorter.reduce((sum, { length }) => sum + length, 0),
            entries: () => [...shorter.flat(), ...this.sorted.slice(from, to).map(({ entry }) => entry)],
        };
    }

    /** The number of ends, in their order, for which a condition holds that no later end meets after one does not. */
    private countWhile(holds: (end: string) => boolean): number {
        let low = 0;
        let high = this.sorted.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            const { end = "" } = this.sorted[middle] ?? {};
            if (holds(end)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

/** Values by pattern, found by an overlapping pattern. */
export class OverlapIndex<Value> {
    private readonly starts: EndIndex<Value>;
    private readonly ends: EndIndex<Value>;
    private readonly found = new Map<string, readonly Value[]>();

    constructor(values: readonly Value[], patternOf: (value: Value) => string) {
        const entries = values.map((value, at) => ({ at, pattern: patternOf(value), value }));
        this.starts = new EndIndex(startOf, entries);
        this.ends = new EndIndex(endOf, entries);
    }

    /** The values whose pattern overlaps this one, in their order. */
    overlapping(pattern: string): readonly Value[] {
        const known = this.found.get(pattern);
        if (known !== undefined) {
            return known;
        }
        const [byStart, byEnd] = [this.starts.agreeing(pattern), this.ends.agreeing(pattern)];
        const values = (byStart.count < byEnd.count ? byStart : byEnd)
            .entries()
            .filter((entry) => overlaps(pattern, entry.pattern))
            .sort((one, other) => one.at - other.at)
            .map(({ value }) => value);
        this.found.set(pattern, values);
        return values;
    }
}
