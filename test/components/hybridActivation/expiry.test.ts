import * as assert from "node:assert/strict";
import { expiryIssues, expiryWarnings } from "../../../components/hybridActivation/expiry";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { least } from "./fixture";
import { namingScope } from "../namingScopes";

const scope = namingScope("HybridActivation", {}, "factory");

describe("the end of an activation", () => {
    const now = new Date("2026-11-22T10:00:00Z");
    const told = (value: unknown) => expiryIssues("at", value, now).map(({ message }) => message);
    const warned = (value: unknown) => expiryWarnings("at", value, now).map(({ message }) => message);

    it("is right up to 30 days from now, to the second", () => {
        for (const right of ["2026-11-22T10:00:01Z", "2026-12-22T10:00:00Z"]) {
            assert.deepEqual([told(right), warned(right)], [[], []]);
        }
        assert.deepEqual(told("2026-12-22T10:00:01Z"), ["is more than 30 days from now"]);
        assert.match(expiryIssues("at", "2027-01-01T00:00:00Z", now)[0]?.fix ?? "", /before 2026-12-22T10:00:00Z/);
    });

    it("is a date of the calendar", () => {
        for (const wrong of ["2026-11-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-12-01T24:00:00Z"]) {
            assert.deepEqual(told(wrong), ["is no date of the calendar"], wrong);
        }
    });

    it("is told of, and not refused, once it has passed: the activation may stay where it is", () => {
        for (const passed of ["2026-11-22T10:00:00Z", "2020-01-01T00:00:00Z"]) {
            assert.deepEqual(told(passed), []);
            assert.match(warned(passed).join("\n"), /^has passed: no machine registers/);
        }
    });

    it("is not judged while it is unknown, nor twice where its form is wrong", () => {
        for (const other of [undefined, Symbol("unknown"), "tomorrow", "2026-12-01"]) {
            assert.deepEqual([told(other), warned(other)], [[], []]);
        }
    });

    it("is warned of by the pattern", () => {
        const warnings = (expirationDate: string) =>
            hybridActivation.warnings?.({ activation: { expirationDate } }, scope, []).map(({ path }) => path);
        assert.deepEqual(warnings("2020-01-01T00:00:00Z"), ["activation.expirationDate"]);
        assert.deepEqual(hybridActivation.warnings?.(least, scope, []), []);
    });
});
