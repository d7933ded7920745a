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
    readonly words?: readonly string[];
    readonly tags?: Readonly<Record<string, readonly string[]>>;
    readonly inner?: Inner;
    readonly inners?: readonly Inner[];
    readonly one?: string;
    readonly other?: string;
}

const limits: Constraints<Args> = {
    properties: {
        word: { description: "a word", pattern: "[a-z]+|[A-Z]+" },
        hours: { description: "1 to 24 hours", minimum: 1, maximum: 24, whole: true },
        payload: { description: "a payload", pattern: "x*", secret: true },
        words: { atLeast: 1, atMost: 2, each: { description: "a word", pattern: "[a-z]+" } },
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

const issues = (args: unknown): readonly ValidationIssue[] => checkConstraints(limits, args);
const named = (args: unknown): readonly string[] => issues(args).map(({ path, message }) => `${path} ${message}`);

describe("limits", () => {
    it("say where, the value found, what is allowed and what to write", () => {
        assert.deepEqual(issues({ word: "Ab" }), [
            { path: "word", value: "Ab", message: "is not a word", fix: "Write a word." },
        ]);
    });

    const cases: readonly (readonly [name: string, args: Args, ...problems: string[]])[] = [
        ["nothing", {}],
        ["what is right", { word: "ab", hours: 24, words: ["a"], tags: { A: ["b", ""] }, inner: { first: "x" } }],
        ["each alternative of a pattern as a whole", { word: "abC" }, "word is not a word"],
        ["a line break at the end of a text", { word: "ab\n" }, "word is not a word"],
        ["a number below", { hours: 0 }, "hours is not 1 to 24 hours"],
        ["a number above", { hours: 25 }, "hours is not 1 to 24 hours"],
        ["a fraction", { hours: 1.5 }, "hours is not 1 to 24 hours"],
        ["too few values", { words: [] }, "words has 0 values"],
        ["too many values", { words: ["a", "b", "c"] }, "words has 3 values"],
        ["a value by its place", { words: ["a", "B"] }, "words[1] is not a word"],
        ["a record without keys", { tags: {} }, "tags has 0 keys"],
        ["a key", { tags: { a: ["b"] } }, "tags.a is not a key"],
        ["a value of a record", { tags: { A: ["b", "C"] } }, "tags.A[1] is not a value"],
        ["no value of a record", { tags: { A: [] } }, "tags.A has 0 values"],
        ["none of exactly one", { inner: {} }, 'inner has neither "first" nor "second"'],
        ["both of exactly one", { inner: { first: "a", second: "b" } }, 'inner has "first" and "second"'],
        ["an object in a list", { inners: [{ first: "a" }, { first: "A" }] }, "inners[1].first is not a word"],
        ["both of at most one", { one: "", other: "" }, ' has "one" and "other"'],
        ["several at once", { word: "-", hours: 0 }, "word is not a word", "hours is not 1 to 24 hours"],
    ];
    for (const [name, args, ...expected] of cases) {
        it(`judge ${name}`, () => {
            assert.deepEqual(named(args), expected);
        });
    }

    it("do not show the value of what is secret", () => {
        assert.deepEqual(Object.keys(issues({ payload: "password" })[0] ?? {}), ["path", "message", "fix"]);
    });

    it("ask for at least one", () => {
        const atLeast: Constraints<Inner> = { groups: [{ rule: "atLeastOne", of: ["first", "second"] }] };
        assert.deepEqual(
            checkConstraints(atLeast, {}).map(({ message }) => message),
            ['has neither "first" nor "second"'],
        );
        assert.deepEqual(checkConstraints(atLeast, { first: "", second: "" }), []);
    });

    it("ask for an object that is left out, by its name", () => {
        const limits: Constraints<{ readonly operator?: { readonly grantees: Inner } }> = {
            properties: { operator: { properties: { grantees: { required: "Give one." } } } },
        };
        const missing = { path: "operator.grantees", message: "is missing", fix: "Give one." };
        assert.deepEqual(checkConstraints(limits, { operator: {} }), [missing]);
        for (const right of [{}, { operator: { grantees: {} } }, { operator: UNKNOWN }]) {
            assert.deepEqual(checkConstraints(limits, right), []);
        }
    });

    it("ask for what is of the location, where the place is known", () => {
        const here: Constraints<{ readonly documents?: readonly string[] }> = {
            properties: { documents: { each: { description: "a document", sameLocation: true } } },
        };
        const location = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };
        const document = (partition: string, region: string): string =>
            `arn:${partition}:ssm:${region}:123456789012:document/Acme-PatchNow`;
        const documents = ["Acme-PatchNow", document("aws", "eu-west-1"), document("aws", "us-east-1")];
        const said = (values: readonly unknown[], at: AwsLocation | undefined): readonly string[] =>
            checkConstraints(here, { documents: values }, at).map(
                ({ path, message, fix }) => `${path} ${message}. ${fix}`,
            );
        assert.deepEqual(said(documents, location), [
            "documents[2] is of Region us-east-1, but the documents are of eu-west-1. " +
                'Name one of that Region, or set "region".',
        ]);
        assert.deepEqual(said([document("aws-cn", "cn-north-1"), UNKNOWN], location), [
            "documents[0] is of partition aws-cn, but this stack stands in aws. Name one of this partition.",
        ]);
        assert.deepEqual(said(documents, undefined), []);
    });

    it("never break on what is not known yet, wherever it stands", () => {
        assert.deepEqual(named({ word: UNKNOWN, hours: UNKNOWN, words: [UNKNOWN], tags: { A: [UNKNOWN] } }), []);
        assert.deepEqual(named({ words: UNKNOWN, tags: UNKNOWN, inner: { first: UNKNOWN } }), []);
    });

    it("count what is not known as given", () => {
        assert.deepEqual(named({ one: UNKNOWN, other: "" }), [' has "one" and "other"']);
        assert.deepEqual(named({ inner: { first: UNKNOWN, second: UNKNOWN } }), ['inner has "first" and "second"']);
    });

    it("never throw, whatever they are given", () => {
        fc.assert(
            fc.property(fc.anything({ withNullPrototype: true }), fc.anything(), (word, tags) => {
                assert.ok(Array.isArray(checkConstraints(limits, { word, tags })));
            }),
        );
    });

    it("accept a text exactly if the pattern matches the whole of it", () => {
        fc.assert(
            fc.property(fc.string(), (word) => {
                assert.equal(named({ word }).length, /^[a-z]+$|^[A-Z]+$/.test(word) && !word.includes("\n") ? 0 : 1);
            }),
        );
    });
});
