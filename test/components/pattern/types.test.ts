import * as assert from "node:assert/strict";
import { UNKNOWN } from "../../../components/pattern/constraints";
import { checkTypes } from "../../../components/pattern/types";

const limits = {
    properties: {
        word: { pattern: "[a-z]+" },
        days: { minimum: 1 },
        words: { atLeast: 1, each: { pattern: "[a-z]+" } },
        tags: { keys: { pattern: "[A-Z]" }, values: { each: { pattern: "[a-z]*" } } },
        inner: { properties: { word: { pattern: "[a-z]+" } } },
        free: {},
    },
};
const told = (args: unknown): readonly string[] =>
    checkTypes(limits, args).map(({ path, message, fix }) => `${path} ${message}. ${fix}`);

describe("the shapes of args", () => {
    it("are right where each value is of the kind of its limit, or not known yet", () => {
        assert.deepEqual(told({ word: "a", days: 1, words: ["a"], tags: { A: ["b"] }, inner: { word: "a" } }), []);
        assert.deepEqual(told({ word: UNKNOWN, words: UNKNOWN, inner: UNKNOWN, days: undefined }), []);
        assert.deepEqual(told({ words: [UNKNOWN], free: 5, more: { of: ["anything"] } }), []);
    });

    it("are told by path where they are of another kind", () => {
        assert.deepEqual(told({ word: 5, days: "1", words: "a", tags: ["a"], inner: "word", free: true }), [
            "word is no text. Write a text.",
            "days is no number. Write a number.",
            "words is no list. Write a list: [ … ].",
            "tags is no object. Write an object: { … }.",
            "inner is no object. Write an object: { … }.",
        ]);
        assert.deepEqual(told({ words: ["a", 5], tags: { A: "b" }, inner: { word: ["a"] } }), [
            "words[1] is no text. Write a text.",
            "tags.A is no list. Write a list: [ … ].",
            "inner.word is no text. Write a text.",
        ]);
    });

    it("are told where there is nothing, at any depth", () => {
        assert.deepEqual(told(undefined), [" has no args. Give them, as the page of the pattern shows."]);
        assert.deepEqual(told({ inner: { word: null }, free: null, words: [null] }), [
            "inner.word is null. Give a value, or leave it out.",
            "free is null. Give a value, or leave it out.",
            "words[0] is null. Give a value, or leave it out.",
        ]);
    });
});
