/** A Condition to normal form: one entry for each key of each operator. */
import type { Flaw, NormalCondition } from "./document";
import { operatorNamed, operatorParts } from "../syntax/conditionOperators";
import { isMembers, shown } from "./describeValue";
import { words } from "./elements";

const none: readonly NormalCondition[] = [];

/** The clauses of a Condition of the statement at this path. */
export function conditions(value: unknown, statement: string, flaws: Flaw[]): readonly NormalCondition[] {
    if (value === undefined) return none;
    const path = `${statement}.Condition`;
    if (!isMembers(value)) {
        flaws.push({
            path,
            found: shown(value),
            why: "A Condition is an object of operators.",
            paste: '{ "StringEquals": { "key": "value" } }',
        });
        return [];
    }
    const clauses: NormalCondition[] = [];
    for (const operator of Object.keys(value)) underOperator(operator, value[operator], path, flaws, clauses);
    return clauses;
}

function underOperator(written: string, keys: unknown, path: string, flaws: Flaw[], clauses: NormalCondition[]): void {
    const parts = operatorParts(written);
    const operatorPath = `${path}.${written}`;
    if (!parts.known) {
        flaws.push({
            path: operatorPath,
            found: `the operator ${shown(written)}`,
            why: "IAM knows no operator of that name and refuses the document.",
            paste: operatorNamed(parts.operator)?.name ?? "StringEquals, StringLike, ArnLike, Bool, Null …",
        });
    }
    if (!isMembers(keys)) {
        flaws.push({
            path: operatorPath,
            found: shown(keys),
            why: "An operator holds keys.",
            paste: '{ "key": "value" }',
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
            flaws.push({
                path: keyPath,
                found: `the key ${shown(writtenKey)} for the second time under ${written}`,
                why: "Key names do not tell case apart, so only one of the two may count.",
                paste: "Write the key once, with all its values in one list.",
            });
        }
        seen?.add(key);
        clauses.push({
            path: keyPath,
            operator: parts.operator,
            setPrefix: parts.setPrefix,
            ifExists: parts.ifExists,
            key,
            values: words(keys[writtenKey], keyPath, flaws, false),
            written: { operator: written, key: writtenKey },
        });
    }
}
