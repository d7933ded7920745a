import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { covers, matches, overlaps } from "../../../../policypack/iam";

/** All strings over these letters up to a length, shortest first. */
const textsOver = (letters: string, longest: number): readonly string[] => {
    const texts = [""];
    for (const text of texts) {
        if (text.length < longest) {
            for (const letter of letters) {
                texts.push(text + letter);
            }
        }
    }
    return texts;
};

describe("globs", () => {
    it("match as IAM does", () => {
        const pairs: readonly (readonly [string, string, boolean])[] = [
            ["*", "", true],
            ["*", "a:b/c", true],
            ["?", "", false],
            ["?", "a", true],
            ["?", "ab", false],
            ["a*c", "abbc", true],
            ["a*c", "ab", false],
            ["a*b*c", "aXbYbZc", true],
            ["**", "x", true],
            ["arn:*:role/*", "arn:aws:iam::1:role/x", true],
            ["a.c", "abc", false],
            ["(a+)+", "aaaa", false],
            ["[ab]", "a", false],
            ["A", "a", false],
        ];
        for (const [pattern, value, expected] of pairs) {
            assert.equal(matches(pattern, value), expected, `${pattern} on ${value}`);
        }
    });

    it("cover and overlap exactly like the sets of strings they match, for all short patterns", () => {
        const patterns = textsOver("ab?*", 3);
        const words = textsOver("abz", 5);
        const languages = patterns.map((pattern) => new Set(words.filter((word) => matches(pattern, word))));
        patterns.forEach((left, i) => {
            patterns.forEach((right, j) => {
                const [one, other] = [languages[i] ?? new Set(), languages[j] ?? new Set()];
                assert.equal(
                    covers(left, right),
                    [...other].every((word) => one.has(word)),
                    `${left} covers ${right}`,
                );
                assert.equal(
                    overlaps(left, right),
                    [...other].some((word) => one.has(word)),
                    `${left} overlaps ${right}`,
                );
            });
        });
    });

    it("stay consistent with matches on longer patterns", () => {
        const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 12 });
        const word = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 12 });
        fc.assert(
            fc.property(pattern, pattern, word, (left, right, value) => {
                if (covers(left, right) && matches(right, value)) {
                    assert.ok(matches(left, value));
                }
                if (matches(left, value) && matches(right, value)) {
                    assert.ok(overlaps(left, right));
                }
                assert.ok(covers(left, left));
                assert.equal(overlaps(left, right), overlaps(right, left));
            }),
            { numRuns: 2000 },
        );
    });

    it("match control characters literally", () => {
        assert.equal(matches("a", "a\u0001"), false);
        assert.equal(matches("\u0001", "\u0001"), true);
    });

    it("return the result that leads to a violation beyond the step limit", () => {
        // Almost a match at each of 2,000 positions, and none in the first case.
        assert.equal(overlaps(`*${"a".repeat(1000)}b*`, "a".repeat(3000)), true);
        assert.equal(covers(`*${"a".repeat(1000)}b`, `${"a".repeat(3000)}b`), false);
    });

    it("are compared exactly, whatever the number of stars", () => {
        assert.equal(overlaps(`${"*a".repeat(300)}b`, `${"*a".repeat(300)}c`), false);
        assert.equal(covers(`${"*a".repeat(300)}b`, `${"*a".repeat(300)}ab`), true);
        assert.equal(covers(`${"*a".repeat(300)}b`, `${"*a".repeat(299)}b`), false);
    });

    it("terminate on hostile patterns", () => {
        const hostile = ["*a".repeat(1000), "*?".repeat(1000), "?*a*".repeat(500), `${"*".repeat(2000)}b`];
        const value = "a".repeat(4000);
        for (const left of hostile) {
            assert.equal(typeof matches(left, value), "boolean");
            for (const right of hostile) {
                assert.equal(typeof covers(left, right), "boolean");
                assert.equal(typeof overlaps(left, right), "boolean");
            }
        }
    });
});
