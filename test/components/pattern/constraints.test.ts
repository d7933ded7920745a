import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkConstraints, UNKNOWN, type Constraints } from "../../../components/pattern/constraints";
import type { AwsLocation } from "../../../components/pattern/location";
import type { ValidationIssue } from "../../../components/pattern/validationIssue";

interface Inner {
    readonly first?: string;
    readonly second?: string;
}

interface Args {
    readonly word?: string;
    readonly hours?: number;
    readonly payload?: string;
    readonly labels?: readonly string[];
    readonly tags?: Readonly<Record<string, readonly string[]>>;
    readonly inner?: Inner;
    readonly inners?: readonly Inner[];
    readonly one?: string;
    readonly other?: string;
}

const constraints: Constraints<Args> = {
    properties: {
        word: { description: "a word", pattern: "[a-z]+|[A-Z]+" },
        hours: { description: "a number of hours: 1 to 24", minimum: 1, maximum: 24, whole: true },
        payload: { description: "a payload", pattern: "x*", secret: true },
        labels: { atLeast: 1, atMost: 2, each: { description: "a word", pattern: "[a-z]+" } },
        tags: {
            atLeast: 1,
            keys: { description: "a key", pattern: "[A-Z]" },
            values: { atLeast: 1, each: { description: "a value", pattern: "[a-z]*" } },
        },
        inner: { groups: [{ rule: "exactlyOne", of: ["first", "second"] }] },
        inners: { each: { properties: { first: { description: "a word", pattern: "[a-z]+" } } } },
    },
    groups: [{ rule: "atMostOne", of: ["one", "other"] }],
};

const issues = (args: unknown): readonly ValidationIssue[] => checkConstraints(constraints, args);
const formatted = (args: unknown): readonly string[] => issues(args).map(({ path, message }) => `${path} ${message}`);

describe("checkConstraints", () => {
    it("reports the path, the value, the noun of the description and the fix", () => {
        assert.deepEqual(issues({ hours: 0 }), [
            { path: "hours", value: 0, message: "is not a number of hours", fix: "Use 1 to 24." },
        ]);
        assert.deepEqual(issues({ word: "Ab" }), [
            { path: "word", value: "Ab", message: "is not a word", fix: "Correct the value." },
        ]);
    });

    const cases: readonly (readonly [name: string, args: Args, ...issues: string[]])[] = [
        ["no args", {}],
        ["valid args", { word: "ab", hours: 24, labels: ["a"], tags: { A: ["b", ""] }, inner: { first: "x" } }],
        ["a string that matches an alternative of the pattern only in part", { word: "abC" }, "word is not a word"],
        ["a trailing line break", { word: "ab\n" }, "word is not a word"],
        ["a number below the minimum", { hours: 0 }, "hours is not a number of hours"],
        ["a number above the maximum", { hours: 25 }, "hours is not a number of hours"],
        ["a fraction", { hours: 1.5 }, "hours is not a number of hours"],
        ["too few values", { labels: [] }, "labels has 0 values"],
        ["too many values", { labels: ["a", "b", "c"] }, "labels has 3 values"],
        ["an invalid element of a list", { labels: ["a", "B"] }, "labels[1] is not a word"],
        ["a record without keys", { tags: {} }, "tags has 0 keys"],
        ["an invalid key of a record", { tags: { a: ["b"] } }, "tags.a is not a key"],
        ["an invalid value of a record", { tags: { A: ["b", "C"] } }, "tags.A[1] is not a value"],
        ["an empty list in a record", { tags: { A: [] } }, "tags.A has 0 values"],
        ["none of exactly one property", { inner: {} }, 'inner has neither "first" nor "second"'],
        ["both of exactly one property", { inner: { first: "a", second: "b" } }, 'inner has "first" and "second"'],
        ["an invalid object in a list", { inners: [{ first: "a" }, { first: "A" }] }, "inners[1].first is not a word"],
        ["both of at most one property", { one: "", other: "" }, ' has "one" and "other"'],
        ["several issues", { word: "-", hours: 0 }, "word is not a word", "hours is not a number of hours"],
    ];
    for (const [name, args, ...expected] of cases) {
        it(`${expected.length === 0 ? "accepts" : "rejects"} ${name}`, () => {
            assert.deepEqual(formatted(args), expected);
        });
    }

    it("omits the value of a secret", () => {
        assert.deepEqual(Object.keys(issues({ payload: "password" })[0] ?? {}), ["path", "message", "fix"]);
    });

    it("requires at least one property", () => {
        const atLeast: Constraints<Inner> = { groups: [{ rule: "atLeastOne", of: ["first", "second"] }] };
        assert.deepEqual(
            checkConstraints(atLeast, {}).map(({ message }) => message),
            ['has neither "first" nor "second"'],
        );
        assert.deepEqual(checkConstraints(atLeast, { first: "", second: "" }), []);
    });

    it("rejects ARNs outside the location, once it is known", () => {
        const here: Constraints<{ readonly documents?: readonly string[] }> = {
            properties: { documents: { each: { description: "a document", sameLocation: true } } },
        };
        const location = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };
        const document = (partition: string, region: string): string =>
            `arn:${partition}:ssm:${region}:123456789012:document/Acme-PatchNow`;
        const documents = ["Acme-PatchNow", document("aws", "eu-west-1"), document("aws", "us-east-1")];
        const formattedAt = (values: readonly unknown[], at: AwsLocation | undefined): readonly string[] =>
            checkConstraints(here, { documents: values }, at).map(
                ({ path, message, fix }) => `${path} ${message}. ${fix}`,
            );
        assert.deepEqual(formattedAt(documents, location), [
            "documents[2] is in Region us-east-1, but the policies are for eu-west-1. " +
                'Use an ARN in that Region, or set "region".',
        ]);
        assert.deepEqual(formattedAt([document("aws-cn", "cn-north-1"), UNKNOWN], location), [
            "documents[0] is in partition aws-cn, but the component deploys to aws. Use an ARN in this partition.",
        ]);
        assert.deepEqual(formattedAt(documents, undefined), []);
    });

    it("accepts unknown values at any depth", () => {
        assert.deepEqual(formatted({ word: UNKNOWN, hours: UNKNOWN, labels: [UNKNOWN], tags: { A: [UNKNOWN] } }), []);
        assert.deepEqual(formatted({ labels: UNKNOWN, tags: UNKNOWN, inner: { first: UNKNOWN } }), []);
    });

    it("counts an unknown value as set", () => {
        assert.deepEqual(formatted({ one: UNKNOWN, other: "" }), [' has "one" and "other"']);
        assert.deepEqual(formatted({ inner: { first: UNKNOWN, second: UNKNOWN } }), ['inner has "first" and "second"']);
    });

    it("never throws, whatever the args are", () => {
        fc.assert(
            fc.property(fc.anything({ withNullPrototype: true }), fc.anything(), (word, tags) => {
                assert.ok(Array.isArray(checkConstraints(constraints, { word, tags })));
            }),
        );
    });

    it("accepts a string exactly if the pattern matches all of it", () => {
        fc.assert(
            fc.property(fc.string(), (word) => {
                assert.equal(
                    formatted({ word }).length,
                    /^[a-z]+$|^[A-Z]+$/.test(word) && !word.includes("\n") ? 0 : 1,
                );
            }),
        );
    });
});
