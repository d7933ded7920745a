import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { OverlapIndex, overlaps } from "../../../../policypack/iam";

const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?", "\u{1f600}", "\udc00"), maxLength: 6 });
const role = fc
    .tuple(
        fc.constantFrom("arn:aws:iam::123456789012", "arn:*:iam::*", "*"),
        fc.constantFrom(":role/", ":role/team/", "*"),
        pattern,
    )
    .map((parts) => parts.join(""));

describe("an index of patterns", () => {
    it("finds the patterns that overlap, in their order", () => {
        for (const one of [pattern, role]) {
            fc.assert(
                fc.property(fc.array(one, { maxLength: 12 }), fc.array(one, { maxLength: 4 }), (patterns, others) => {
                    const index = new OverlapIndex([...patterns.entries()], ([, value]) => value);
                    // Each is asked for twice, because answers are remembered.
                    for (const other of [...others, ...others]) {
                        assert.deepEqual(
                            index.overlapping(other),
                            [...patterns.entries()].filter(([, value]) => overlaps(other, value)),
                        );
                    }
                }),
            );
        }
    });

    it("finds nothing if it is empty", () => {
        assert.deepEqual(new OverlapIndex<string>([], String).overlapping("*"), []);
    });
});
