import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { PatternIndex, covers, overlaps } from "../../../../policypack/iam";

const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?", "\u{1f600}", "\udc00"), maxLength: 6 });
const role = fc
    .tuple(
        fc.constantFrom("arn:aws:iam::123456789012", "arn:*:iam::*", "*"),
        fc.constantFrom(":role/", ":role/team/", "*"),
        pattern,
    )
    .map((parts) => parts.join(""));

/** As many patterns as make an index, and a few. */
const counts = [{ maxLength: 12 }, { minLength: 16, maxLength: 24 }];

describe("an index of patterns", () => {
    for (const [kind, one] of Object.entries({ pattern, role })) {
        for (const count of counts) {
            const name = `${kind}s, at most ${String(count.maxLength)}`;
            const given = [fc.array(one, count), fc.array(one, { maxLength: 4 })] as const;

            it(`finds what comparing each pattern finds, in the same order: ${name}`, () => {
                fc.assert(
                    fc.property(...given, (patterns, others) => {
                        const entries = [...patterns.entries()];
                        const index = new PatternIndex(entries, ([, value]) => value);
                        // Each is asked for twice, because answers are remembered.
                        for (const other of [...others, ...others]) {
                            const found = entries.filter(([, value]) => overlaps(other, value));
                            assert.deepEqual(index.overlapping(other), found);
                            assert.deepEqual(index.firstOverlapping(other), found[0]);
                            assert.equal(
                                index.covers(other),
                                patterns.some((value) => covers(value, other)),
                            );
                        }
                    }),
                );
            });
        }
    }

    it("finds nothing if it is empty", () => {
        const index = new PatternIndex<string>([], String);
        assert.deepEqual(index.overlapping("*"), []);
        assert.equal(index.firstOverlapping("*"), undefined);
        assert.equal(index.covers("*"), false);
    });
});
