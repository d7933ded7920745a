import * as assert from "node:assert/strict";
import type { EvaluatedResource } from "../../../policypack/engine/evaluate";
import { lastGraph } from "../../../policypack/engine/lastGraph";
import { unknownText } from "../analyzer";

const role = (props: Readonly<Record<string, unknown>>, more: Partial<EvaluatedResource> = {}): EvaluatedResource => ({
    type: "aws:iam/role:Role",
    urn: "urn:pulumi:dev::acme::aws:iam/role:Role::one",
    props,
    dependencies: {},
    ...more,
});

describe("the last graph", () => {
    it("is shared by equal resources", () => {
        const graphOf = lastGraph();
        const first = graphOf([role({ name: "a", tags: { b: "c" } })]);
        assert.equal(graphOf([role({ name: "a", tags: { b: "c" } })]), first);
        assert.deepEqual(
            first.principals.map(({ name }) => name),
            ["a"],
        );
    });

    const other: Readonly<Record<string, readonly EvaluatedResource[]>> = {
        "another value": [role({ name: "b" })],
        "an unknown value": [role({ name: unknownText })],
        "another type": [role({ name: "a" }, { type: "aws:iam/user:User" })],
        "another URN": [role({ name: "a" }, { urn: "urn:pulumi:prod::acme::aws:iam/role:Role::one" })],
        "another dependency": [role({ name: "a" }, { dependencies: { name: ["urn"] } })],
        "one more resource": [role({ name: "a" }), role({ name: "a" })],
        "no resources": [],
        "a value without a JSON form": [role({ name: "a", size: 1n })],
    };
    for (const [name, resources] of Object.entries(other)) {
        it(`is not shared with ${name}`, () => {
            const graphOf = lastGraph();
            const first = graphOf([role({ name: "a" })]);
            const second = graphOf(resources);
            assert.notEqual(second, first);
            assert.equal(second.resources.length, resources.length);
        });
    }

    it("is not shared by values without a JSON form", () => {
        const graphOf = lastGraph();
        const big = [role({ name: "a", size: 1n })];
        assert.notEqual(graphOf(big), graphOf(big));
    });
});
