import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { mergeStatements, type MergeableStatement } from "../../../components/team/mergeStatements";
import { atomsOf, exampleLevels } from "./atoms";

const allow = (Action: string[], Resource: string[], rest: Partial<MergeableStatement> = {}): MergeableStatement => ({
    Sid: "A",
    Effect: "Allow",
    Action,
    Resource,
    ...rest,
});

const inDev = { StringEquals: { "aws:ResourceTag/Env": "dev" } };

/** Pairs of statements that stay two. */
const kept: Readonly<Record<string, readonly [MergeableStatement, MergeableStatement]>> = {
    "other actions on other resources": [allow(["ssm:A"], ["1"]), allow(["ssm:B"], ["2"])],
    "some of the actions on other resources": [allow(["ssm:A", "ssm:B"], ["1"]), allow(["ssm:A"], ["2"])],
    "another condition": [allow(["ssm:A"], ["1"]), allow(["ssm:A"], ["2"], { Condition: inDev })],
    "another value of the condition": [
        allow(["ssm:A"], ["1"], { Condition: { StringEquals: { "aws:ResourceTag/Env": ["dev", "test"] } } }),
        allow(["ssm:A"], ["2"], { Condition: inDev }),
    ],
    "values that differ in case": [
        allow(["ssm:A"], ["1"], { Condition: { StringEquals: { "aws:ResourceTag/Env": "Dev" } } }),
        allow(["ssm:A"], ["2"], { Condition: inDev }),
    ],
    "another effect": [allow(["ssm:A"], ["1"]), allow(["ssm:A"], ["1"], { Effect: "Deny" })],
    "denies of the same actions": [
        allow(["ssm:A"], ["1"], { Effect: "Deny" }),
        allow(["ssm:A"], ["2"], { Effect: "Deny" }),
    ],
    "denies on the same resources": [
        allow(["ssm:A"], ["1"], { Effect: "Deny" }),
        allow(["ssm:B"], ["1"], { Effect: "Deny" }),
    ],
    "NotResource beside Resource": [
        allow(["ssm:A"], ["1"]),
        { Sid: "A", Effect: "Allow", Action: ["ssm:A"], NotResource: ["1"] },
    ],
    "NotAction on other resources": [
        { Sid: "A", Effect: "Allow", NotAction: ["ssm:A"], Resource: ["1"] },
        { Sid: "A", Effect: "Allow", NotAction: ["ssm:A"], Resource: ["2"] },
    ],
    "resources that differ in case": [allow(["ssm:A"], ["key"]), allow(["ssm:B"], ["KEY"])],
};

describe("mergeStatements", () => {
    it("unites the resources of the same actions, in any case and order", () => {
        assert.deepEqual(mergeStatements([allow(["ssm:A", "ssm:B"], ["1"]), allow(["SSM:b", "ssm:A"], ["2", "1"])]), [
            allow(["ssm:A", "ssm:B"], ["1", "2"]),
        ]);
    });

    it("unites the actions on the same resources", () => {
        assert.deepEqual(mergeStatements([allow(["ssm:A"], ["1", "2"]), allow(["ssm:B"], ["2", "1"])]), [
            allow(["ssm:A", "ssm:B"], ["1", "2"]),
        ]);
    });

    it("goes on while statements become equal", () => {
        const merged = mergeStatements([
            allow(["ssm:A"], ["1"]),
            allow(["ssm:A"], ["2"]),
            allow(["ssm:B"], ["1", "2"]),
            allow(["ssm:C"], ["1", "2"]),
        ]);
        assert.deepEqual(merged, [allow(["ssm:A", "ssm:B", "ssm:C"], ["1", "2"])]);
    });

    it("compares conditions in normal form", () => {
        const merged = mergeStatements([
            allow(["ssm:A"], ["1"], { Condition: { StringEquals: { "aws:ResourceTag/Env": ["a", "b"], k: "v" } } }),
            allow(["ssm:A"], ["2"], {
                Condition: { stringequals: { K: ["v"], "AWS:ResourceTag/env": ["b", "a", "b"] } },
            }),
        ]);
        assert.deepEqual(
            merged.map(({ Resource }) => Resource),
            [["1", "2"]],
        );
    });

    it("merges equal statements of any kind", () => {
        for (const [statement] of Object.values(kept)) {
            assert.deepEqual(mergeStatements([statement, { ...statement, Sid: "B" }]), [statement]);
        }
    });

    for (const [kind, pair] of Object.entries(kept)) {
        it(`keeps ${kind}`, () => {
            const merged = mergeStatements(pair);
            assert.deepEqual(
                merged.map(({ Sid, ...rest }) => ({ ...rest, Sid: Sid.slice(0, 1) })),
                pair,
            );
        });
    }

    it("gives every statement a Sid of its own", () => {
        const merged = mergeStatements([
            allow(["ssm:A"], ["1"]),
            allow(["ssm:B"], ["2"], { Sid: "A2" }),
            allow(["ssm:C"], ["3"]),
        ]);
        assert.deepEqual(
            merged.map(({ Sid }) => Sid),
            ["A", "A2", "A3"],
        );
    });

    it("grants what the access levels of all patterns grant, together and in any selection", () => {
        fc.assert(
            fc.property(fc.subarray([...exampleLevels]), (levels) => {
                const statements = levels.flatMap((level) => level.statements);
                assert.deepEqual([...atomsOf(mergeStatements(statements))].sort(), [...atomsOf(statements)].sort());
            }),
            { numRuns: 100 },
        );
    });

    it("grants what random statements grant", () => {
        const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
        const statement = fc.record({
            Sid: fc.constantFrom("A", "B"),
            Effect: fc.constantFrom("Allow" as const, "Deny" as const),
            Action: some(["ssm:A", "ssm:B", "ssm:C"]),
            Resource: some(["1", "2", "3"]),
            Condition: fc.constantFrom({}, inDev, { Bool: { "aws:SecureTransport": "true" } }),
        });
        fc.assert(
            fc.property(fc.array(statement, { maxLength: 12 }), (statements) => {
                const merged = mergeStatements(statements);
                assert.deepEqual([...atomsOf(merged)].sort(), [...atomsOf(statements)].sort());
                assert.ok(merged.length <= statements.length);
                assert.deepEqual(mergeStatements(merged), merged);
            }),
        );
    });
});
