/** A Condition to normal form: one entry for each key of each operator. */
import type { Flaw, NormalCondition } from "./normalDocument";
import { operatorNamed, operatorParts } from "./operators";
import { isMembers, shown } from "./shape";
import { words } from "./words";

/** The clauses of a Condition. */
export function conditions(value: unknown, path: string, flaws: Flaw[]): readonly NormalCondition[] {
    if (value === undefined) return [];
    if (!isMembers(value)) {
        flaws.push({
            path,
            found: shown(value),
            why: "A Condition is an object of operators.",
            paste: '{ "StringEquals": { "key": "value" } }',
        });
        return [];
    }
    return Object.keys(value).flatMap((operator) => underOperator(operator, value[operator], path, flaws));
}

function underOperator(written: string, keys: unknown, path: string, flaws: Flaw[]): readonly NormalCondition[] {
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
        return [];
    }
    const seen = new Set<string>();
    return Object.keys(keys).map((writtenKey) => {
        const key = writtenKey.toLowerCase();
        const keyPath = `${operatorPath}.${writtenKey}`;
        if (seen.has(key)) {
            flaws.push({
                path: keyPath,
                found: `the key ${shown(writtenKey)} for the second time under ${written}`,
                why: "Key names do not tell case apart, so only one of the two may count.",
                paste: "Write the key once, with all its values in one list.",
            });
        }
        seen.add(key);
        return {
            path: keyPath,
            operator: parts.operator,
            setPrefix: parts.setPrefix,
            ifExists: parts.ifExists,
            key,
            values: words(keys[writtenKey], keyPath, flaws, false),
            written: { operator: written, key: writtenKey },
        };
    });
}
