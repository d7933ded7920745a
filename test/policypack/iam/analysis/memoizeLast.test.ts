import * as assert from "node:assert/strict";
import { memoizeLast, parse } from "../../../../policypack/iam";

describe("what is asked of a document again", () => {
    it("is answered once, while no other document is asked about", () => {
        const [one, other] = [parse("grant", { Statement: [] }), parse("grant", { Statement: [] })];
        const asked: unknown[] = [];
        const answer = memoizeLast((document) => asked.push(document));
        assert.deepEqual([answer(one), answer(one), answer(other), answer(other), answer(one)], [1, 1, 2, 2, 3]);
        assert.ok(asked[0] === one && asked[1] === other && asked[2] === one);
    });
});
