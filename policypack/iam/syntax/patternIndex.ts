/** Finds the patterns that overlap or cover another one, among many, without comparing it with each of them. */
import { covers, overlaps } from "./glob";

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

/** Entries whose end agrees with another one; a function, because only the shortest list is read. */
interface Agreeing<Value> {
    readonly count: number;
    readonly entries: () => readonly Entry<Value>[];
}

/** Patterns by one of their literal ends. */
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

    /** The entries whose end is the beginning of the pattern's end: one that covers the pattern has no other. */
    beginning(pattern: string): Agreeing<Value> {
        const end = this.endIn(pattern);
        return this.beginningsOf(end, end.length);
    }

    /** The entries whose end is the beginning of the pattern's end, or begins with it: others cannot overlap. */
    agreeing(pattern: string): Agreeing<Value> {
        const end = this.endIn(pattern);
        const shorter = this.beginningsOf(end, end.length - 1);
        const from = this.countWhile((other) => other < end);
        const to = this.countWhile((other) => other < end || other.startsWith(end));
        return {
            count: shorter.count + to - from,
            entries: () => [...shorter.entries(), ...this.sorted.slice(from, to).map(({ entry }) => entry)],
        };
    }

    /** The entries whose end is the beginning of a text, up to a length. */
    private beginningsOf(end: string, longest: number): Agreeing<Value> {
        const lists = this.lengths
            .filter((length) => length <= longest)
            .map((length) => this.byEnd.get(end.slice(0, length)) ?? []);
        return { count: lists.reduce((sum, { length }) => sum + length, 0), entries: () => lists.flat() };
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

/** Fewer patterns are compared one by one, which costs less than an index. */
const fewest = 16;

/** Values by pattern. */
export class PatternIndex<Value> {
    private readonly entries: readonly Entry<Value>[];
    private readonly ends: readonly EndIndex<Value>[];
    private readonly found = new Map<string, readonly Value[]>();
    private readonly firsts = new Map<string, Value | undefined>();
    private readonly covered = new Map<string, boolean>();

    constructor(values: readonly Value[], patternOf: (value: Value) => string) {
        this.entries = values.map((value, at) => ({ at, pattern: patternOf(value), value }));
        this.ends = values.length < fewest ? [] : [startOf, endOf].map((endIn) => new EndIndex(endIn, this.entries));
    }

    /** The values whose pattern overlaps this one, in their order. */
    overlapping(pattern: string): readonly Value[] {
        const values =
            this.found.get(pattern) ??
            this.agreeing(pattern)
                .filter((entry) => overlaps(pattern, entry.pattern))
                .map(({ value }) => value);
        this.found.set(pattern, values);
        return values;
    }

    /** The first value whose pattern overlaps this one. */
    firstOverlapping(pattern: string): Value | undefined {
        if (!this.firsts.has(pattern)) {
            const first = this.agreeing(pattern).find((entry) => overlaps(pattern, entry.pattern));
            this.firsts.set(pattern, first?.value);
        }
        return this.firsts.get(pattern);
    }

    /** Whether one of the patterns covers this one. */
    covers(pattern: string): boolean {
        const known =
            this.covered.get(pattern) ??
            this.fewestOf((ends) => ends.beginning(pattern)).some((entry) => covers(entry.pattern, pattern));
        this.covered.set(pattern, known);
        return known;
    }

    private agreeing(pattern: string): readonly Entry<Value>[] {
        const entries = this.fewestOf((ends) => ends.agreeing(pattern));
        return entries === this.entries ? entries : [...entries].sort((one, other) => one.at - other.at);
    }

    /** The shortest list that one of the ends leaves. */
    private fewestOf(select: (ends: EndIndex<Value>) => Agreeing<Value>): readonly Entry<Value>[] {
        let fewestSoFar: Agreeing<Value> = { count: this.entries.length, entries: () => this.entries };
        for (const ends of this.ends) {
            const selected = select(ends);
            if (selected.count < fewestSoFar.count) {
                fewestSoFar = selected;
            }
        }
        return fewestSoFar.entries();
    }
}
