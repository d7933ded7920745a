import {
    unknownZone,
    restrictionOf,
    principalKeys,
    knowsVariables,
    unknownConditionKey,
    passedToCheck,
    passedToService,
    describeCondition,
    sourceKeys,
    trueWhenAbsent,
    type ValueCheck,
    type ConditionModel,
    type PolicyModel,
    type StatementModel,
} from "../../iam";
import type { Violation, Rule } from "../../engine/rule";

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
        const findings: Violation[] = [];
        for (const statement of document.statements) {
            for (const one of statement.conditions) {
                const found = noSuchKey(one) ?? noSuchValue(document, one) ?? contradiction(statement, one);
                if (found !== undefined) {
                    findings.push({ ...found, reason: `${found.reason} ${effectOf(statement)}` });
                }
            }
        }
        return findings;
    },
};

const effectOf = ({ effect }: StatementModel): string =>
    effect === "Deny" ? "So the Deny denies nothing." : "So the statement allows nothing.";

/** No request carries the key, so a clause that needs it is never true. */
const noSuchKey = (condition: ConditionModel): Violation | undefined => {
    const missing = unknownConditionKey(condition.key);
    if (missing === undefined || trueWhenAbsent(condition)) {
        return undefined;
    }
    const { meant } = missing;
    return {
        path: condition.path,
        message: `the key ${condition.source.key}`,
        reason: `No request carries a key of that name${meant === undefined ? "" : `; ${meant} is meant`}.`,
        fix: meant === undefined ? "A key of the IAM User Guide's list of global condition keys." : `"${meant}"`,
    };
};

const judgesOf = (variables: boolean): ReadonlyMap<string, ValueCheck> =>
    new Map([
        ...[...sourceKeys, ...principalKeys].map(({ key, check }) => [key, check(variables, unknownZone)] as const),
        [passedToService, passedToCheck(variables)] as const,
    ]);

/** How the values of the keys we know are judged, with policy variables and without. */
const judges = { with: judgesOf(true), without: judgesOf(false) };

/** Every value is one the key never has. */
const noSuchValue = (document: PolicyModel, condition: ConditionModel): Violation | undefined => {
    const judge = judges[knowsVariables(document) ? "with" : "without"].get(condition.key);
    if (judge === undefined || trueWhenAbsent(condition)) {
        return undefined;
    }
    const restriction = restrictionOf([condition], condition.key, judge);
    if (restriction.state !== "neverTrue") {
        return undefined;
    }
    return {
        path: restriction.path,
        message: `a clause that is never true: ${describeCondition(condition)}`,
        reason: `${restriction.why}.`,
        fix: paste(condition),
    };
};

const paste = ({ key, source, values }: ConditionModel): string => {
    const value = values[0]?.text ?? "";
    const like = key.endsWith("arn") ? "ArnLike" : "StringLike";
    if (value.includes("*") || value.includes("?")) {
        return `"${like}": { "${source.key}": ${JSON.stringify(value)} }`;
    }
    return `"StringEquals": { "${source.key}": "${key.endsWith("account") ? "ACCOUNT_ID" : "VALUE"}" }`;
};

/** Null asks that the key is missing, another clause that it has a value. */
const contradiction = ({ conditions }: StatementModel, condition: ConditionModel): Violation | undefined => {
    if (condition.operator !== "Null" || condition.values.some(({ text }) => text.toLowerCase() !== "true")) {
        return undefined;
    }
    const other = conditions.find((one) => one.key === condition.key && !trueWhenAbsent(one));
    if (other === undefined) {
        return undefined;
    }
    return {
        path: condition.path,
        message: `${describeCondition(condition)}, and ${describeCondition(other)}`,
        reason: "Both must hold, and a key cannot be missing and have a value.",
        fix: `"Null": { "${condition.source.key}": "false" }`,
    };
};
