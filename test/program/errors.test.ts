import * as assert from "node:assert/strict";
import { ConfigError } from "../../program/config/error";
import { PolicyViolationError } from "../../program/plan/violationError";

describe("the errors of the program", () => {
    for (const error of [new ConfigError([]), new PolicyViolationError([])]) {
        it(`have no stack trace, which Pulumi formats and does not print: ${error.name}`, () => {
            assert.equal(error.stack, `${error.name}: ${error.message}`);
        });
    }
});
