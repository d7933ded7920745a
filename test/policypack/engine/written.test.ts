import * as assert from "node:assert/strict";
import { writtenAt } from "../../../policypack/engine/written";

describe("what is written in a document", () => {
    const at = (value: unknown, path: string): readonly string[] => [
        writtenAt(value, path),
        writtenAt(JSON.stringify(value, null, 2), path),
    ];

    const cases: readonly (readonly [name: string, value: unknown, path: string, written: string])[] = [
        ["a string", { Statement: { Effect: "allow" } }, "Statement.Effect", '"allow"'],
        ["a number", { Statement: { Effect: 1 } }, "Statement.Effect", "1"],
        ["a null", { Statement: [null] }, "Statement[0]", "null"],
        ["an empty list", { Statement: { Action: [] } }, "Statement.Action", "[]"],
        ["a list in another order", { Statement: { Action: ["b", "a", 1] } }, "Statement.Action", '["a","b",1]'],
        ["a list of one", { Statement: { Action: ["a"] } }, "Statement.Action", '"a"'],
        [
            "members in another order and case",
            { Statement: { Condition: { B: 1, a: { C: [true] } } } },
            "Statement.Condition",
            '{"a":{"c":true},"b":1}',
        ],
        ["an element of a list", { Statement: [{ Action: ["a", { x: 1 }] }] }, "Statement[0].Action[1]", '{"x":1}'],
    ];
    for (const [name, value, path, written] of cases) {
        it(`is ${name}, as text and as a value`, () => {
            assert.deepEqual(at(value, path), [written, written]);
        });
    }

    it("is the whole value for the empty path, and for a path that leads nowhere", () => {
        assert.equal(writtenAt({ b: 1, a: 2 }, ""), '{"a":2,"b":1}');
        assert.deepEqual(at({ a: 2 }, "Statement"), ['{"a":2}', '{"a":2}']);
    });

    it("is the text without white space if it is no JSON, or for the whole text", () => {
        assert.equal(writtenAt(' { "a" :\n oops } ', "Statement"), '{"a":oops}');
        assert.equal(writtenAt('{ "a": 1, "a": 2 }', ""), '{"a":1,"a":2}');
        assert.equal(writtenAt(undefined, ""), "undefined");
    });

    it("is nothing for values that cannot be read, without an error", () => {
        const cyclic: Record<string, unknown> = {};
        Object.assign(cyclic, { one: cyclic, other: cyclic });
        assert.equal(writtenAt(cyclic, ""), "");
        assert.equal(writtenAt(new Proxy({}, { ownKeys: () => assert.fail("read") }), ""), "");
    });

    it("ends at a depth that no policy has", () => {
        const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
        assert.equal(writtenAt(nested(200), ""), "[]");
        assert.equal(writtenAt(nested(1_000), ""), "…");
    });
});
