import {
    anyone,
    bindingOf,
    callerKeys,
    knowsVariables,
    missingKey,
    passedToJudge,
    passedToService,
    plainly,
    sourceKeys,
    trueWhenAbsent,
    type Judge,
    type NormalCondition,
    type NormalDocument,
    type NormalStatement,
} from "../../iam";
import type { Finding, Rule } from "../../engine/rule";

/** A clause that nothing can meet makes a statement that does nothing: seldom what its author meant. */
export const conditionNeverTrue: Rule = {
    name: "iam-condition-never-true",
    level: "advisory",
    severity: "low",
    description: "A condition should be one that some request can meet.",
    remediationSteps:
        "Use ArnLike or StringLike where the value has a wildcard, whole account ids, and keys that exist.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    appliesTo: ["trust", "grant", "resource"],
    check: (document) => {
        const findings: Finding[] = [];
        for (const statement of document.statements) {
            for (const one of statement.conditions) {
                const found = noSuchKey(one) ?? noSuchValue(document, one) ?? contradiction(statement, one);
                if (found !== undefined) findings.push({ ...found, why: `${found.why} ${effectOf(statement)}` });
            }
        }
        return findings;
    },
};

const effectOf = ({ effect }: NormalStatement): string =>
    effect === "Deny" ? "So the Deny denies nothing." : "So the statement allows nothing.";

/** No request carries the key, so a clause that needs it is never true. */
function noSuchKey(condition: NormalCondition): Finding | undefined {
    const missing = missingKey(condition.key);
    if (missing === undefined || trueWhenAbsent(condition)) return undefined;
    const { meant } = missing;
    return {
        path: condition.path,
        found: `the key ${condition.written.key}`,
        why: `No request carries a key of that name${meant === undefined ? "" : `; ${meant} is meant`}.`,
        paste: meant === undefined ? "A key of the IAM User Guide's list of global condition keys." : `"${meant}"`,
    };
}

const judgesOf = (variables: boolean): ReadonlyMap<string, Judge> =>
    new Map([
        ...[...sourceKeys, ...callerKeys].map(({ key, judge }) => [key, judge(variables, anyone)] as const),
        [passedToService, passedToJudge(variables)] as const,
    ]);

/** How the values of the keys we know are judged, with policy variables and without. */
const judges = { with: judgesOf(true), without: judgesOf(false) };

/** Every value is one the key never has. */
function noSuchValue(document: NormalDocument, condition: NormalCondition): Finding | undefined {
    const judge = judges[knowsVariables(document) ? "with" : "without"].get(condition.key);
    if (judge === undefined || trueWhenAbsent(condition)) return undefined;
    const binding = bindingOf([condition], condition.key, judge);
    if (binding.state !== "closed") return undefined;
    return {
        path: binding.path,
        found: `a clause that is never true: ${plainly(condition)}`,
        why: `${binding.why}.`,
        paste: paste(condition),
    };
}

function paste({ key, written, values }: NormalCondition): string {
    const value = values[0]?.text ?? "";
    const like = key.endsWith("arn") ? "ArnLike" : "StringLike";
    if (value.includes("*") || value.includes("?")) return `"${like}": { "${written.key}": ${JSON.stringify(value)} }`;
    return `"StringEquals": { "${written.key}": "${key.endsWith("account") ? "ACCOUNT_ID" : "VALUE"}" }`;
}

/** Null asks that the key is missing, another clause that it has a value. */
function contradiction({ conditions }: NormalStatement, condition: NormalCondition): Finding | undefined {
    if (condition.operator !== "Null" || condition.values.some(({ text }) => text.toLowerCase() !== "true"))
        return undefined;
    const other = conditions.find((one) => one.key === condition.key && !trueWhenAbsent(one));
    if (other === undefined) return undefined;
    return {
        path: condition.path,
        found: `${plainly(condition)}, and ${plainly(other)}`,
        why: "Both must hold, and a key cannot be missing and have a value.",
        paste: `"Null": { "${condition.written.key}": "false" }`,
    };
}
