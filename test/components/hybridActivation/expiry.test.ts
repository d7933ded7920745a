import * as assert from "node:assert/strict";
import { expiryIssues, expiryWarnings } from "../../../components/hybridActivation/expiry";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { least } from "./fixture";
import { namingScope } from "../namingScopes";

const scope = namingScope("HybridActivation", {}, "factory");

describe("the expiration date of an activation", () => {
    const now = new Date("2026-11-22T10:00:00Z");
    const issues = (value: unknown) => expiryIssues("at", value, now).map(({ message }) => message);
    const warnings = (value: unknown) => expiryWarnings("at", value, now).map(({ message }) => message);

    it("is valid up to 30 days from now, to the second", () => {
        for (const valid of ["2026-11-22T10:00:01Z", "2026-12-22T10:00:00Z"]) {
            assert.deepEqual([issues(valid), warnings(valid)], [[], []]);
        }
        assert.deepEqual(issues("2026-12-22T10:00:01Z"), ["is more than 30 days from now"]);
        assert.match(expiryIssues("at", "2027-01-01T00:00:00Z", now)[0]?.fix ?? "", /before 2026-12-22T10:00:00Z/);
    });

    it("must be a valid calendar date", () => {
        for (const invalid of ["2026-11-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-12-01T24:00:00Z"]) {
            assert.deepEqual(issues(invalid), ["is not a valid calendar date"], invalid);
        }
    });

    it("causes a warning and no issue if it has passed", () => {
        for (const passed of ["2026-11-22T10:00:00Z", "2020-01-01T00:00:00Z"]) {
            assert.deepEqual(issues(passed), []);
            assert.match(warnings(passed).join("\n"), /^has passed: no machine can register/);
        }
    });

    it("is not checked if it is unknown or has the wrong format", () => {
        for (const other of [undefined, Symbol("unknown"), "tomorrow", "2026-12-01"]) {
            assert.deepEqual([issues(other), warnings(other)], [[], []]);
        }
    });

    it("causes a warning of the pattern", () => {
        const paths = (expirationDate: string) =>
            hybridActivation.warnings?.({ activation: { expirationDate } }, scope, []).map(({ path }) => path);
        assert.deepEqual(paths("2020-01-01T00:00:00Z"), ["activation.expirationDate"]);
        assert.deepEqual(hybridActivation.warnings?.(least, scope, []), []);
    });
});
