import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { brokenLimits, unresolved, type Limits } from "../../../components/pattern/constraints";
import type { Place } from "../../../components/pattern/location";
import type { Problem } from "../../../components/pattern/validationIssue";

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

const limits: Limits<Args> = {
    properties: {
        word: { allowed: "a word", pattern: "[a-z]+|[A-Z]+" },
        hours: { allowed: "1 to 24 hours", minimum: 1, maximum: 24, whole: true },
        payload: { allowed: "a payload", pattern: "x*", secret: true },
        words: { atLeast: 1, atMost: 2, each: { allowed: "a word", pattern: "[a-z]+" } },
        tags: {
            atLeast: 1,
            keys: { allowed: "a key", pattern: "[A-Z]" },
            values: { atLeast: 1, each: { allowed: "a value", pattern: "[a-z]*" } },
        },
        inner: { together: [{ rule: "exactlyOne", of: ["first", "second"] }] },
        inners: { each: { properties: { first: { allowed: "a word", pattern: "[a-z]+" } } } },
    },
    together: [{ rule: "atMostOne", of: ["one", "other"] }],
};

const problems = (args: unknown): readonly Problem[] => brokenLimits(limits, args);
const named = (args: unknown): readonly string[] => problems(args).map(({ path, message }) => `${path} ${message}`);

describe("limits", () => {
    it("say where, the value found, what is allowed and what to write", () => {
        assert.deepEqual(problems({ word: "Ab" }), [
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
        assert.deepEqual(Object.keys(problems({ payload: "password" })[0] ?? {}), ["path", "message", "fix"]);
    });

    it("ask for at least one", () => {
        const atLeast: Limits<Inner> = { together: [{ rule: "atLeastOne", of: ["first", "second"] }] };
        assert.deepEqual(
            brokenLimits(atLeast, {}).map(({ message }) => message),
            ['has neither "first" nor "second"'],
        );
        assert.deepEqual(brokenLimits(atLeast, { first: "", second: "" }), []);
    });

    it("ask for an object that is left out, by its name", () => {
        const limits: Limits<{ readonly operator?: { readonly grantees: Inner } }> = {
            properties: { operator: { properties: { grantees: { required: "Give one." } } } },
        };
        const missing = { path: "operator.grantees", message: "is missing", fix: "Give one." };
        assert.deepEqual(brokenLimits(limits, { operator: {} }), [missing]);
        for (const right of [{}, { operator: { grantees: {} } }, { operator: unresolved }]) {
            assert.deepEqual(brokenLimits(limits, right), []);
        }
    });

    it("ask for what is of the place, where the place is known", () => {
        const here: Limits<{ readonly documents?: readonly string[] }> = {
            properties: { documents: { each: { allowed: "a document", here: true } } },
        };
        const place = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };
        const document = (partition: string, region: string): string =>
            `arn:${partition}:ssm:${region}:123456789012:document/Acme-PatchNow`;
        const documents = ["Acme-PatchNow", document("aws", "eu-west-1"), document("aws", "us-east-1")];
        const said = (values: readonly unknown[], at: Place | undefined): readonly string[] =>
            brokenLimits(here, { documents: values }, at).map(({ path, message, fix }) => `${path} ${message}. ${fix}`);
        assert.deepEqual(said(documents, place), [
            "documents[2] is of Region us-east-1, but the documents are of eu-west-1. " +
                'Name one of that Region, or set "region".',
        ]);
        assert.deepEqual(said([document("aws-cn", "cn-north-1"), unresolved], place), [
            "documents[0] is of partition aws-cn, but this stack stands in aws. Name one of this partition.",
        ]);
        assert.deepEqual(said(documents, undefined), []);
    });

    it("never break on what is not known yet, wherever it stands", () => {
        assert.deepEqual(
            named({ word: unresolved, hours: unresolved, words: [unresolved], tags: { A: [unresolved] } }),
            [],
        );
        assert.deepEqual(named({ words: unresolved, tags: unresolved, inner: { first: unresolved } }), []);
    });

    it("count what is not known as given", () => {
        assert.deepEqual(named({ one: unresolved, other: "" }), [' has "one" and "other"']);
        assert.deepEqual(named({ inner: { first: unresolved, second: unresolved } }), [
            'inner has "first" and "second"',
        ]);
    });

    it("never throw, whatever they are given", () => {
        fc.assert(
            fc.property(fc.anything({ withNullPrototype: true }), fc.anything(), (word, tags) => {
                assert.ok(Array.isArray(brokenLimits(limits, { word, tags })));
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
