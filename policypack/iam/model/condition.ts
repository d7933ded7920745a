/** Normalizes a Condition: one entry for each key of each operator. */
import type { SyntaxIssue, ConditionModel } from "./document";
import { operatorNamed, operatorParts } from "../syntax/conditionOperators";
import { isJsonObject, describeValue } from "./describeValue";
import { readStrings } from "./elements";

const none: readonly ConditionModel[] = [];

/** Parses the Condition of the statement at this path into clauses. */
export const conditions = (value: unknown, statement: string, issues: SyntaxIssue[]): readonly ConditionModel[] => {
    if (value === undefined) {
        return none;
    }
    const path = `${statement}.Condition`;
    if (!isJsonObject(value)) {
        issues.push({
            path,
            message: `expected an object of condition operators, found ${describeValue(value)}`,
            reason: "A Condition is an object that maps operators to condition keys.",
            fix: '{ "StringEquals": { "key": "value" } }',
        });
        return [];
    }
    const clauses: ConditionModel[] = [];
    for (const operator of Object.keys(value)) {
        underOperator(operator, value[operator], path, issues, clauses);
    }
    return clauses;
};

const underOperator = (
    written: string,
    keys: unknown,
    path: string,
    issues: SyntaxIssue[],
    clauses: ConditionModel[],
): void => {
    const parts = operatorParts(written);
    const operatorPath = `${path}.${written}`;
    if (!parts.known) {
        issues.push({
            path: operatorPath,
            message: `unknown condition operator ${describeValue(written)}`,
            reason: "IAM has no operator with that name and rejects the document.",
            fix:
                operatorNamed(parts.operator)?.name ??
                "Use an IAM operator, such as StringEquals, StringLike, ArnLike, Bool or Null.",
        });
    }
    if (!isJsonObject(keys)) {
        issues.push({
            path: operatorPath,
            message: `expected an object of condition keys, found ${describeValue(keys)}`,
            reason: "An operator maps condition keys to values.",
            fix: '{ "key": "value" }',
        });
        return;
    }
    const writtenKeys = Object.keys(keys);
    // Most operators have one key, which cannot be a duplicate.
    const seen = writtenKeys.length > 1 ? new Set<string>() : undefined;
    for (const writtenKey of writtenKeys) {
        const key = writtenKey.toLowerCase();
        const keyPath = `${operatorPath}.${writtenKey}`;
        if (seen?.has(key) === true) {
            issues.push({
                path: keyPath,
                message: `duplicate condition key ${describeValue(writtenKey)} under ${written}`,
                reason: "Condition key names are case-insensitive, so only one of the two may apply.",
                fix: "Write the key once, with all its values in one list.",
            });
        }
        seen?.add(key);
        clauses.push({
            path: keyPath,
            operator: parts.operator,
            setPrefix: parts.setPrefix,
            ifExists: parts.ifExists,
            key,
            values: readStrings(keys[writtenKey], keyPath, issues, false),
            source: { operator: written, key: writtenKey },
        });
    }
};
