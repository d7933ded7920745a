/** A Condition to normal form: one entry for each key of each operator. */
import type { SyntaxIssue, ConditionModel } from "./document";
import { operatorNamed, operatorParts } from "../syntax/conditionOperators";
import { isJsonObject, describeValue } from "./describeValue";
import { readStrings } from "./elements";

const none: readonly ConditionModel[] = [];

/** The clauses of a Condition of the statement at this path. */
export const conditions = (value: unknown, statement: string, issues: SyntaxIssue[]): readonly ConditionModel[] => {
    if (value === undefined) {
        return none;
    }
    const path = `${statement}.Condition`;
    if (!isJsonObject(value)) {
        issues.push({
            path,
            message: describeValue(value),
            reason: "A Condition is an object of operators.",
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
            message: `the operator ${describeValue(written)}`,
            reason: "IAM knows no operator of that name and refuses the document.",
            fix: operatorNamed(parts.operator)?.name ?? "StringEquals, StringLike, ArnLike, Bool, Null …",
        });
    }
    if (!isJsonObject(keys)) {
        issues.push({
            path: operatorPath,
            message: describeValue(keys),
            reason: "An operator holds keys.",
            fix: '{ "key": "value" }',
        });
        return;
    }
    const writtenKeys = Object.keys(keys);
    // Most operators hold one key, which has nothing to be told from.
    const seen = writtenKeys.length > 1 ? new Set<string>() : undefined;
    for (const writtenKey of writtenKeys) {
        const key = writtenKey.toLowerCase();
        const keyPath = `${operatorPath}.${writtenKey}`;
        if (seen?.has(key) === true) {
            issues.push({
                path: keyPath,
                message: `the key ${describeValue(writtenKey)} for the second time under ${written}`,
                reason: "Key names do not tell case apart, so only one of the two may count.",
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
