import * as assert from "node:assert/strict";
import { formatPath, type Step } from "../../../../policypack/documents/values/paths";
import { placeAt, placeOfPath, stepsOf } from "../../../../policypack/documents/values/place";

describe("the place of steps", () => {
    const cases: readonly (readonly [name: string, root: unknown, steps: readonly Step[], place: string])[] = [
        ["a property", { policy: "p" }, ["policy"], "policy"],
        ["the whole resource", { policy: "p" }, [], ""],
        ["a member of a member", { a: { b: 1 } }, ["a", "b"], "a.b"],
        ["an element with a name", { l: [{}, { name: "x", p: 1 }] }, ["l", 1, "p"], 'l[{"name":"x"}].p'],
        [
            "an element with a name in upper case",
            { l: [{ PolicyName: "x", p: 1 }] },
            ["l", 0, "p"],
            'l[{"PolicyName":"x"}].p',
        ],
        [
            "names before other members",
            { l: [{ note: "n", roleArn: "r", id: 7, p: 1 }] },
            ["l", 0, "p"],
            'l[{"id":7,"roleArn":"r"}].p',
        ],
        [
            "names with separators",
            { l: [{ policy_name: "x", "role-id": "y", p: 1 }] },
            ["l", 0, "p"],
            'l[{"policy_name":"x","role-id":"y"}].p',
        ],
        [
            "other members if there is no name",
            { l: [{ b: true, a: "x", o: {}, p: 1 }] },
            ["l", 0, "p"],
            'l[{"a":"x","b":true}].p',
        ],
        [
            "no names in words that end alike",
            { l: [{ Sid: "s", surname: "x", p: {} }] },
            ["l", 0, "p"],
            'l[{"Sid":"s","surname":"x"}].p',
        ],
        ["an element without members", { l: [["a"]] }, ["l", 0, 0], "l[][]"],
        ["a text in a list", { l: ["a", "b"] }, ["l", 1], "l[]"],
        ["an element that is only the document", { l: [{ p: "x" }] }, ["l", 0, "p"], "l[].p"],
        [
            "no documents as members",
            { l: [{ a: "x", p: 1, t: ' {"Statement":[]}', u: "[1]", y: "a: 1\nb: 2" }] },
            ["l", 0, "p"],
            'l[{"a":"x"}].p',
        ],
        ["steps into JSON text", { t: JSON.stringify([{ name: "x", p: 1 }]) }, ["t", 0, "p"], 't[{"name":"x"}].p'],
        ["steps that lead nowhere", { a: 1 }, ["b", "c"], "b.c"],
        ["numbers as keys", { 1: { 2: 3 } }, [1, 2], "1.2"],
    ];
    for (const [name, root, steps, place] of cases) {
        it(`is found for ${name}`, () => {
            assert.equal(placeAt(root, steps), place);
        });
    }

    it("does not depend on the order of a list or of members", () => {
        const [one, two] = [
            { name: "a", id: 1, p: 1 },
            { p: 1, id: 1, name: "a" },
        ];
        assert.equal(placeAt([{ name: "b" }, one], [1, "p"]), placeAt([two, { name: "b" }], [0, "p"]));
    });
});

describe("the steps of a path", () => {
    const root = {
        "": { "": 1 },
        a: [{ "b.c": { d: [[5]] } }, 1],
        "x[0]": 1,
        "oidc.eks.eu-west-1.amazonaws.com/id/1:sub": "s",
        "oidc.eks.eu-west-1.amazonaws.com/id/1:sub.more": { y: 1 },
        e: { "f.g": 1, "f.gh": 2 },
    };
    const all: readonly (readonly Step[])[] = [
        [],
        ["a"],
        ["a", 0],
        ["a", 1],
        ["a", 0, "b.c", "d", 0, 0],
        ["x[0]"],
        ["oidc.eks.eu-west-1.amazonaws.com/id/1:sub"],
        ["oidc.eks.eu-west-1.amazonaws.com/id/1:sub.more", "y"],
        ["e", "f.gh"],
    ];
    for (const steps of all) {
        it(`are found for ${formatPath(steps) || "the empty path"}`, () => {
            assert.deepEqual(stepsOf(root, formatPath(steps)), steps);
        });
    }

    for (const path of ["b", "a[x]", "a.0", "a[0].b.d", "e.f", "e.f.ghi", "e.f.g.h", "a[0]b", "a[7].b", "[0]"]) {
        it(`are not found for ${path}`, () => {
            assert.equal(stepsOf(root, path), undefined);
        });
    }

    it("give the place of a path, which loses its positions if it leads nowhere", () => {
        assert.equal(placeOfPath({ l: [{ name: "x", p: [1] }] }, "l[0].p[0]"), 'l[{"name":"x"}].p[]');
        assert.equal(placeOfPath({ l: [] }, "gone[0].p[12]"), "gone[].p[]");
        assert.equal(placeOfPath(undefined, ""), "");
    });
});
