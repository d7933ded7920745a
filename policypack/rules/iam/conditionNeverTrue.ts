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
import type { MessageData } from "../../engine/message";
import type { DocumentRule, Report } from "../../engine/rule";

type Id = "unknownKey" | "misnamedKey" | "impossibleValue" | "contradiction";

const effect = "[[The {deny} has no effect.]][[The statement {allows} nothing.]]";

const unknownKey = {
    message: "the condition key {key} does not exist",
    reason: `No request contains this key. ${effect}`,
    fix: "Use a key from the list of global condition keys in the IAM User Guide.",
};

/** Reports conditions that no request can satisfy. The statement then has no effect, which is rarely intended. */
export const conditionNeverTrue: DocumentRule<Id> = {
    name: "iam-condition-never-true",
    on: "document",
    level: "advisory",
    severity: "low",
    description: "Policy conditions should be satisfiable.",
    remediationSteps:
        "Use ArnLike or StringLike for values with wildcards, 12-digit account IDs, and existing condition keys.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    messages: {
        unknownKey,
        misnamedKey: { ...unknownKey, fix: "Use the condition key {meant}." },
        impossibleValue: {
            message: "the condition is never true: {condition}",
            reason: `{why}. ${effect}`,
            fix: "Use a value that {key} can have, and ArnLike or StringLike if the value has wildcards.",
        },
        contradiction: {
            message: "the conditions contradict each other: {condition}, and {other}",
            reason:
                "All conditions of a statement must be true, and a key cannot be missing and have a value. " + effect,
            fix: "Remove one of the conditions, or require that the key is present.",
        },
    },
    appliesTo: ["trust", "grant", "resource"],
    check: (document) =>
        document.statements.flatMap((statement) =>
            statement.conditions.flatMap((one) => {
                const found =
                    reportUnknownKey(one) ??
                    reportImpossibleValue(document, one) ??
                    reportContradiction(statement, one);
                return found === undefined ? [] : [{ ...found, data: { ...found.data, ...effectData(statement) } }];
            }),
        ),
};

const effectData = (statement: StatementModel): MessageData =>
    statement.effect === "Deny" ? { deny: "Deny" } : { allows: "allows" };

/** Reports a condition that requires a key which no request contains. */
const reportUnknownKey = (condition: ConditionModel): Report<Id> | undefined => {
    const missing = unknownConditionKey(condition.key);
    if (missing === undefined || trueWhenAbsent(condition)) {
        return undefined;
    }
    const { path, source } = condition;
    const { meant } = missing;
    return meant === undefined
        ? { path, messageId: "unknownKey", data: { key: source.key } }
        : { path, messageId: "misnamedKey", data: { key: source.key, meant }, replacement: `"${meant}"` };
};

const valueChecks = (variables: boolean): ReadonlyMap<string, ValueCheck> =>
    new Map([
        ...[...sourceKeys, ...principalKeys].map(({ key, check }) => [key, check(variables, unknownZone)] as const),
        [passedToService, passedToCheck(variables)] as const,
    ]);

/** The checks for the values of known keys, with and without policy variables. */
const checks = { withVariables: valueChecks(true), withoutVariables: valueChecks(false) };

/** Reports a condition whose values the key never has. */
const reportImpossibleValue = (document: PolicyModel, condition: ConditionModel): Report<Id> | undefined => {
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
        messageId: "impossibleValue",
        data: {
            condition: describeCondition(condition),
            key: condition.source.key,
            why: `${restriction.why.charAt(0).toUpperCase()}${restriction.why.slice(1)}`,
        },
        replacement: possibleCondition(condition),
    };
};

const possibleCondition = ({ key, source, values }: ConditionModel): string => {
    const value = values[0]?.text ?? "";
    const like = key.endsWith("arn") ? "ArnLike" : "StringLike";
    if (value.includes("*") || value.includes("?")) {
        return `"${like}": { "${source.key}": ${JSON.stringify(value)} }`;
    }
    return `"StringEquals": { "${source.key}": "${key.endsWith("account") ? "ACCOUNT_ID" : "VALUE"}" }`;
};

/** Reports a Null condition that requires a missing key while another condition requires a value. */
const reportContradiction = ({ conditions }: StatementModel, condition: ConditionModel): Report<Id> | undefined => {
    if (condition.operator !== "Null" || condition.values.some(({ text }) => text.toLowerCase() !== "true")) {
        return undefined;
    }
    const other = conditions.find((one) => one.key === condition.key && !trueWhenAbsent(one));
    if (other === undefined) {
        return undefined;
    }
    return {
        path: condition.path,
        messageId: "contradiction",
        data: { condition: describeCondition(condition), other: describeCondition(other) },
        replacement: `"Null": { "${condition.source.key}": "false" }`,
    };
};
