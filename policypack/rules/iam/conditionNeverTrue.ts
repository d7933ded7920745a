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

/** Reports conditions that no request can satisfy. The statement then has no effect, which is rarely intended. */
export const conditionNeverTrue: Rule = {
    name: "iam-condition-never-true",
    level: "advisory",
    severity: "low",
    description: "Policy conditions should be satisfiable.",
    remediationSteps:
        "Use ArnLike or StringLike for values with wildcards, 12-digit account IDs, and existing condition keys.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    appliesTo: ["trust", "grant", "resource"],
    check: (document) => {
        const violations: Violation[] = [];
        for (const statement of document.statements) {
            for (const one of statement.conditions) {
                const found = unknownKey(one) ?? impossibleValue(document, one) ?? contradiction(statement, one);
                if (found !== undefined) {
                    violations.push({ ...found, reason: `${found.reason} ${effectOf(statement)}` });
                }
            }
        }
        return violations;
    },
};

const effectOf = ({ effect }: StatementModel): string =>
    effect === "Deny" ? "The Deny has no effect." : "The statement allows nothing.";

/** Reports a condition that requires a key which no request contains. */
const unknownKey = (condition: ConditionModel): Violation | undefined => {
    const missing = unknownConditionKey(condition.key);
    if (missing === undefined || trueWhenAbsent(condition)) {
        return undefined;
    }
    const { meant } = missing;
    return {
        path: condition.path,
        message: `the condition key ${condition.source.key} does not exist`,
        reason: "No request contains this key.",
        fix:
            meant === undefined
                ? "Use a key from the list of global condition keys in the IAM User Guide."
                : `"${meant}"`,
    };
};

const valueChecks = (variables: boolean): ReadonlyMap<string, ValueCheck> =>
    new Map([
        ...[...sourceKeys, ...principalKeys].map(({ key, check }) => [key, check(variables, unknownZone)] as const),
        [passedToService, passedToCheck(variables)] as const,
    ]);

/** The checks for the values of known keys, with and without policy variables. */
const checks = { withVariables: valueChecks(true), withoutVariables: valueChecks(false) };

/** Reports a condition whose values the key never has. */
const impossibleValue = (document: PolicyModel, condition: ConditionModel): Violation | undefined => {
    const check = checks[knowsVariables(document) ? "withVariables" : "withoutVariables"].get(condition.key);
    if (check === undefined || trueWhenAbsent(condition)) {
        return undefined;
    }
    const restriction = restrictionOf([condition], condition.key, check);
    if (restriction.state !== "neverTrue") {
        return undefined;
    }
    return {
        path: restriction.path,
        message: `the condition is never true: ${describeCondition(condition)}`,
        reason: `${restriction.why.charAt(0).toUpperCase()}${restriction.why.slice(1)}.`,
        fix: conditionFix(condition),
    };
};

const conditionFix = ({ key, source, values }: ConditionModel): string => {
    const value = values[0]?.text ?? "";
    const like = key.endsWith("arn") ? "ArnLike" : "StringLike";
    if (value.includes("*") || value.includes("?")) {
        return `"${like}": { "${source.key}": ${JSON.stringify(value)} }`;
    }
    return `"StringEquals": { "${source.key}": "${key.endsWith("account") ? "ACCOUNT_ID" : "VALUE"}" }`;
};

/** Reports a Null condition that requires a missing key while another condition requires a value. */
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
        message: `the conditions contradict each other: ${describeCondition(condition)}, and ${describeCondition(other)}`,
        reason: "All conditions of a statement must be true, and a key cannot be missing and have a value.",
        fix: `"Null": { "${condition.source.key}": "false" }`,
    };
};
