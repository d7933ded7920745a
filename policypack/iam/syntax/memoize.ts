/**
 * The caches of the pack. CrossGuard calls every rule for every resource, so what does not depend on the rule is kept
 * for the next one. Each cache is bounded: by the last key, by the life of its key, or by characters.
 */

/** Computes a value when it is first read. */
export const computeOnce = <Value>(compute: () => Value): (() => Value) => {
    let known: { readonly value: Value } | undefined;
    return () => {
        known ??= { value: compute() };
        return known.value;
    };
};

/** Memoizes the result for the last key only, so that no other key is kept in memory. */
export const memoizeLast = <Key, Value>(compute: (key: Key) => Value): ((key: Key) => Value) => {
    let last: { readonly key: Key; readonly value: Value } | undefined;
    return (key) => {
        if (last === undefined || last.key !== key) {
            last = { key, value: compute(key) };
        }
        return last.value;
    };
};

/** The keys that `memoizeRecent` keeps. */
export interface RecentKeys<Key> {
    /** How many are kept. */
    readonly most: number;
    readonly isSame: (known: Key, key: Key) => boolean;
    /**
     * What is kept of a key.
     *
     * @default - the key.
     */
    readonly keep?: (key: Key) => Key;
}

/**
 * Memoizes the results for the last keys, which are compared: for keys that are new objects each time. Keys often come
 * in the same order again, so the search starts after the latest one.
 */
export const memoizeRecent = <Key, Value>(
    { most, isSame, keep = (key) => key }: RecentKeys<Key>,
    compute: (key: Key) => Value,
): ((key: Key) => Value) => {
    const known: { readonly key: Key; readonly value: Value }[] = [];
    let latest = -1;
    return (key) => {
        for (let step = 1; step <= known.length; step += 1) {
            const at = (latest + step) % known.length;
            const one = known[at];
            if (one !== undefined && isSame(one.key, key)) {
                latest = at;
                return one.value;
            }
        }
        const value = compute(key);
        latest = (latest + 1) % most;
        known[latest] = { key: keep(key), value };
        return value;
    };
};

/** Whether two lists have the same members, in the same order. */
export const haveSameMembers = <Member>(left: readonly Member[], right: readonly Member[]): boolean =>
    left === right || (left.length === right.length && left.every((one, at) => one === right[at]));

/** Memoizes by object. A result is released with its object. */
export const memoizeByObject = <Key extends object, Value>(compute: (key: Key) => Value): ((key: Key) => Value) => {
    const known = new WeakMap<Key, { readonly value: Value }>();
    return (key) => {
        const found = known.get(key);
        if (found !== undefined) {
            return found.value;
        }
        const value = compute(key);
        known.set(key, { value });
        return value;
    };
};

/**
 * Memoizes by object, for a function that is itself released soon: for the parts of one document. Weak references to each
 * of many documents cost more than all else that is kept of them.
 */
export const memoizeInside = <Key extends object, Value>(compute: (key: Key) => Value): ((key: Key) => Value) => {
    const known = new Map<Key, { readonly value: Value }>();
    return (key) => {
        const found = known.get(key);
        if (found !== undefined) {
            return found.value;
        }
        const value = compute(key);
        known.set(key, { value });
        return value;
    };
};

/** An entry takes memory even if its text is short. */
const charactersOfEntry = 200;

/**
 * Values by text, in two generations: a text that was not used for a whole generation is dropped with it. A generation
 * ends when its texts have this many characters.
 */
export class TextCache<Value> {
    private recent = new Map<string, { readonly value: Value }>();
    private older: ReadonlyMap<string, { readonly value: Value }> = new Map();
    private charactersLeft: number;

    constructor(private readonly characters: number) {
        this.charactersLeft = characters;
    }

    /** The value of a text; computed, if it is not known. */
    get(text: string, compute: (text: string) => Value): Value {
        const known = this.recent.get(text);
        if (known !== undefined) {
            return known.value;
        }
        const entry = this.older.get(text) ?? { value: compute(text) };
        this.charactersLeft -= text.length + charactersOfEntry;
        if (this.charactersLeft < 0) {
            this.older = this.recent;
            this.recent = new Map();
            this.charactersLeft = this.characters;
        }
        this.recent.set(text, entry);
        return entry.value;
    }
}

/** Memoizes by text, up to this many characters in each of two generations. */
export const memoizeByText = <Value>(
    characters: number,
    compute: (text: string) => Value,
): ((text: string) => Value) => {
    const cache = new TextCache<Value>(characters);
    return (text) => cache.get(text, compute);
};
