import * as assert from "node:assert/strict";
import { holdsFor, parse } from "../../../../policypack/iam";

/** Whether a clause is true for a value of its key. */
const holds = (operator: string, values: unknown, value: string): boolean | undefined => {
    const [statement] = parse("resource", { Statement: { Condition: { [operator]: { key: values } } } }).statements;
    return holdsFor(statement?.conditions[0] ?? assert.fail(), value);
};

describe("holdsFor", () => {
    const rows: readonly (readonly [
        operator: string,
        values: unknown,
        value: string,
        expected: boolean | undefined,
    ])[] = [
        ["StringEquals", "NONE", "NONE", true],
        ["StringEquals", "AWS_IAM", "NONE", false],
        ["StringEquals", ["AWS_IAM", "NONE"], "NONE", true],
        ["StringEquals", "none", "NONE", false],
        ["StringEquals", "N*", "NONE", false],
        ["StringEqualsIgnoreCase", "none", "NONE", true],
        ["StringLike", "N*", "NONE", true],
        ["StringLike", "n*", "NONE", false],
        ["StringNotEquals", "NONE", "NONE", false],
        ["StringNotEquals", "AWS_IAM", "NONE", true],
        ["StringNotEquals", ["AWS_IAM", "NONE"], "NONE", false],
        ["StringNotEqualsIgnoreCase", "none", "NONE", false],
        ["StringNotLike", "N*", "NONE", false],
        ["StringEqualsIfExists", "NONE", "NONE", true],
        ["StringEquals", [], "NONE", false],
        ["StringNotEquals", [], "NONE", true],
        ["Bool", "true", "true", true],
        ["Bool", true, "true", true],
        ["Bool", "TRUE", "true", true],
        ["Bool", "true", "false", false],
        ["Bool", ["true", "false"], "false", true],
        ["StringEquals", "${aws:username}", "NONE", undefined],
        ["StringEquals", "{{Type}}", "NONE", undefined],
        ["ForAnyValue:StringEquals", "NONE", "NONE", undefined],
        ["ForAllValues:StringEquals", "NONE", "NONE", undefined],
        ["ArnLike", "arn:aws:s3:::b", "NONE", undefined],
        ["Null", "true", "NONE", undefined],
        ["NumericEquals", "1", "1", undefined],
        ["StringIs", "NONE", "NONE", undefined],
    ];
    for (const [operator, values, value, expected] of rows) {
        it(`is ${String(expected)} for ${value} under ${operator} ${JSON.stringify(values)}`, () => {
            assert.equal(holds(operator, values, value), expected);
        });
    }
});
