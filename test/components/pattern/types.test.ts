import * as assert from "node:assert/strict";
import { UNKNOWN } from "../../../components/pattern/constraints";
import { checkTypes } from "../../../components/pattern/types";

const constraints = {
    properties: {
        word: { pattern: "[a-z]+" },
        days: { minimum: 1 },
        words: { atLeast: 1, each: { pattern: "[a-z]+" } },
        tags: { keys: { pattern: "[A-Z]" }, values: { each: { pattern: "[a-z]*" } } },
        inner: { properties: { word: { pattern: "[a-z]+" } } },
        free: {},
    },
};
const formatted = (args: unknown): readonly string[] =>
    checkTypes(constraints, args).map(({ path, message, fix }) => `${path} ${message}. ${fix}`);

describe("checkTypes", () => {
    it("accepts values of the expected type and unknown values", () => {
        assert.deepEqual(formatted({ word: "a", days: 1, words: ["a"], tags: { A: ["b"] }, inner: { word: "a" } }), []);
        assert.deepEqual(formatted({ word: UNKNOWN, words: UNKNOWN, inner: UNKNOWN, days: undefined }), []);
        assert.deepEqual(formatted({ words: [UNKNOWN], free: 5, more: { of: ["anything"] } }), []);
    });

    it("reports values of the wrong type by path", () => {
        assert.deepEqual(formatted({ word: 5, days: "1", words: "a", tags: ["a"], inner: "word", free: true }), [
            "word is not a string. Write a string in quotes.",
            "days is not a number. Write digits without quotes.",
            "words is not a list. Write it as [ … ].",
            "tags is not an object. Write it as { … }.",
            "inner is not an object. Write it as { … }.",
        ]);
        assert.deepEqual(formatted({ words: ["a", 5], tags: { A: "b" }, inner: { word: ["a"] } }), [
            "words[1] is not a string. Write a string in quotes.",
            "tags.A is not a list. Write it as [ … ].",
            "inner.word is not a string. Write a string in quotes.",
        ]);
    });

    it("reports missing args, and null at any depth", () => {
        assert.deepEqual(formatted(undefined), [
            " has no args. Pass an args object, as in the documentation of the pattern.",
        ]);
        assert.deepEqual(formatted({ inner: { word: null }, free: null, words: [null] }), [
            "inner.word is null. Set a value or omit the property.",
            "free is null. Set a value or omit the property.",
            "words[0] is null. Set a value or omit the property.",
        ]);
    });
});
