import * as assert from "node:assert/strict";
import { memoizeByObject, memoizeByText, memoizeLast, memoizeRecent, parse } from "../../../../policypack/iam";

/** A function that counts its calls. */
const counting = <Key>() => {
    const calls: Key[] = [];
    return { calls, compute: (key: Key): number => calls.push(key) };
};

describe("memoizeLast", () => {
    it("computes again for another document, and keeps only the last", () => {
        const [one, two] = [parse("grant", "{}"), parse("grant", "[]")];
        const { calls, compute } = counting();
        const memoized = memoizeLast(compute);
        assert.deepEqual([memoized(one), memoized(one), memoized(two), memoized(one)], [1, 1, 2, 3]);
        assert.deepEqual(calls, [one, two, one]);
    });

    it("computes once for undefined", () => {
        const { calls, compute } = counting<undefined>();
        const memoized = memoizeLast(compute);
        assert.deepEqual([memoized(undefined), memoized(undefined), calls.length], [1, 1, 1]);
    });
});

describe("memoizeRecent", () => {
    interface Key {
        readonly name: string;
    }
    const isSame = (one: Key, other: Key): boolean => one.name === other.name;

    it("compares keys, and keeps the most recent ones", () => {
        let computed = "";
        const memoized = memoizeRecent({ most: 2, isSame }, ({ name }: Key) => {
            computed += name;
            return name.toUpperCase();
        });
        const all = ["a", "b", "a", "b", "c", "b", "c", "a"].map((name) => memoized({ name }));
        assert.deepEqual(all.join(""), "ABABCBCA");
        assert.equal(computed, "abca");
    });

    it("keeps a copy of a key, which may change", () => {
        let count = 0;
        const memoized = memoizeRecent({ most: 1, isSame, keep: ({ name }: Key) => ({ name }) }, () => (count += 1));
        const key = { name: "a" };
        assert.equal(memoized(key), 1);
        key.name = "b";
        assert.deepEqual([memoized({ name: "a" }), memoized(key)], [1, 2]);
    });
});

describe("memoizeByObject", () => {
    it("computes once for each object, equal or not, and remembers undefined", () => {
        const [one, two] = [{ a: 1 }, { a: 1 }];
        const { calls, compute } = counting<object>();
        const memoized = memoizeByObject((key: object) => {
            compute(key);
            return undefined;
        });
        [one, two, one, two].forEach(memoized);
        assert.deepEqual(calls, [one, two]);
    });
});

describe("memoizeByText", () => {
    it("computes once for equal texts", () => {
        const { calls, compute } = counting<string>();
        const memoized = memoizeByText(10_000, compute);
        assert.deepEqual([memoized("a"), memoized("a"), memoized("b"), memoized("a")], [1, 1, 2, 1]);
        assert.deepEqual(calls, ["a", "b"]);
    });

    it("drops a text that was not used for a whole generation", () => {
        const { calls, compute } = counting<string>();
        // Each entry counts for 200 characters besides its text, so a generation has two of them.
        const memoized = memoizeByText(500, compute);
        ["a", "b", "c", "a", "d", "e", "f", "a", "b"].forEach(memoized);
        assert.deepEqual(calls, ["a", "b", "c", "d", "e", "f", "b"]);
    });

    it("holds no more than two generations", () => {
        const { calls, compute } = counting<string>();
        const memoized = memoizeByText(1000, compute);
        const texts = Array.from({ length: 100 }, (_, at) => String(at));
        texts.forEach(memoized);
        texts.forEach(memoized);
        assert.ok(calls.length > 190, `${calls.length} calls`);
    });
});
