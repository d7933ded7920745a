/** Paths in the template of what stands at a path of a resolved value. */
import * as assert from "node:assert/strict";
import { ResolvedMembers, withSources, writtenPath } from "../../../../policypack/documents/cloudformation/sources";

const members = (entries: readonly (readonly [key: string, value: unknown, path: string])[]): object => {
    const all = new ResolvedMembers();
    for (const [key, value, path] of entries) {
        all.add(key, value, 1, path);
    }
    return all.toObject();
};

describe("the path in a template", () => {
    const list = withSources(Object.freeze(["a", "b"]), new Map([["[1]", "[3].Fn::If[2]"]]));
    const root = members([
        ["Resource", list, "Resource.Fn::If[1]"],
        ["Resource.x", "dotted", "Resource.x"],
        ["Condition", members([["StringLike", "value", "Fn::ForEach::O[2].${O}"]]), "Condition"],
        ["Plain", Object.freeze({ a: ["b"] }), "Plain"],
    ]);

    for (const [path, written] of [
        ["Resource[0]", "Resource.Fn::If[1][0]"],
        ["Resource[1]", "Resource.Fn::If[1][3].Fn::If[2]"],
        ["Resource", "Resource.Fn::If[1]"],
        ["Resource.x", "Resource.x"],
        ["Condition.StringLike.aws:SourceArn", "Condition.Fn::ForEach::O[2].${O}.aws:SourceArn"],
        ["Plain.a[0]", "Plain.a[0]"],
        ["Plain.c.d", "Plain.c.d"],
        ["Resource[7]", "Resource.Fn::If[1][7]"],
        ["", ""],
    ] as const) {
        it(`of ${path || "the whole value"} is ${written || "empty"}`, () => {
            assert.equal(writtenPath(root, path), written);
        });
    }

    it("is that of the last member of a name", () => {
        const twice = members([
            ["a", 1, "Fn::ForEach::L[2].a"],
            ["a", 2, "a"],
        ]);
        assert.deepEqual(twice, { a: 2 });
        assert.equal(writtenPath(twice, "a"), "a");
    });

    it("is the same outside templates", () => {
        assert.equal(writtenPath({ Statement: [{ Action: "a" }] }, "Statement[0].Action"), "Statement[0].Action");
        assert.equal(writtenPath("text", "Statement"), "Statement");
    });
});
