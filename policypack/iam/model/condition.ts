/** Normalizes a Condition: one entry for each key of each operator. */
import type { SyntaxIssue, ConditionModel } from "./document";
import { operatorNamed, operatorParts } from "../syntax/conditionOperators";
import { isDeferred, isWhollyDeferred } from "../syntax/deferredValue";
import { isJsonObject, describeValue, type JsonObject } from "./describeValue";
import { readStrings, withMemberRenamed } from "./elements";

const none: readonly ConditionModel[] = [];

/** Whether nothing is known of the value before the deployment. It restricts nothing that is known. */
const isUnknown = (value: unknown): boolean => typeof value === "string" && isWhollyDeferred(value);

/** Parses the Condition of the statement at this path into clauses. */
export const conditions = (value: unknown, statement: string, issues: SyntaxIssue[]): readonly ConditionModel[] => {
    if (value === undefined) {
        return none;
    }
    const path = `${statement}.Condition`;
    if (!isJsonObject(value)) {
        if (!isUnknown(value)) {
            issues.push({ path, messageId: "conditionNotObject", data: { value: describeValue(value) } });
        }
        return [];
    }
    const clauses: ConditionModel[] = [];
    for (const operator of Object.keys(value)) {
        underOperator(operator, value, path, issues, clauses);
    }
    return clauses;
};

/** The keys of an operator, each once with all of its values. */
const withKeysOnce = (keys: JsonObject): JsonObject => {
    const once = new Map<string, readonly [key: string, values: readonly unknown[]]>();
    for (const [key, value] of Object.entries(keys)) {
        const [first, values] = once.get(key.toLowerCase()) ?? [key, []];
        const added: readonly unknown[] = Array.isArray(value) ? value : [value];
        once.set(key.toLowerCase(), [first, [...new Set([...values, ...added])]]);
    }
    return Object.fromEntries(once.values());
};

const underOperator = (
    written: string,
    condition: JsonObject,
    path: string,
    issues: SyntaxIssue[],
    clauses: ConditionModel[],
): void => {
    const parts = operatorParts(written);
    const operatorPath = `${path}.${written}`;
    const keys = condition[written];
    if (!parts.known && !isDeferred(written)) {
        const withoutIfExists = operatorNamed(parts.operator)?.name;
        issues.push({
            path: operatorPath,
            messageId: withoutIfExists === undefined ? "unknownOperator" : "unsupportedIfExists",
            data: { operator: describeValue(written) },
            ...withMemberRenamed(condition, written, withoutIfExists, path),
        });
    }
    if (!isJsonObject(keys)) {
        if (!isUnknown(keys)) {
            issues.push({ path: operatorPath, messageId: "operatorNotObject", data: { value: describeValue(keys) } });
        }
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
                messageId: "duplicateConditionKey",
                data: { key: describeValue(writtenKey), operator: written },
                replacement: { path, value: { ...condition, [written]: withKeysOnce(keys) } },
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
