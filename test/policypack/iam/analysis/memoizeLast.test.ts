import * as assert from "node:assert/strict";
import { memoizeLast, parse } from "../../../../policypack/iam";

describe("memoizeLast", () => {
    it("computes the result once until it is called with another document", () => {
        const [one, other] = [parse("grant", { Statement: [] }), parse("grant", { Statement: [] })];
        const calls: unknown[] = [];
        const memoized = memoizeLast((document) => calls.push(document));
        assert.deepEqual(
            [memoized(one), memoized(one), memoized(other), memoized(other), memoized(one)],
            [1, 1, 2, 2, 3],
        );
        assert.ok(calls[0] === one && calls[1] === other && calls[2] === one);
    });
});
