/**
 * What a Condition binds. IAM ANDs operators and keys and ORs values, so one clause that binds is enough, and one
 * value that does not unbinds its clause. @see IAM User Guide, reference_policies_condition-logic-multiple-context-keys-or-values
 */
import type { ConditionModel } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";

/**
 * What one value does under one operator: `binds` the key to known values, leaves it `open`, is `foreign` (bound, but to
 * somebody else), or is `dead`: matches nothing.
 */
export type ValueEffect =
    | { readonly effect: "restricts" }
    | { readonly effect: "unrestricted" | "external" | "neverMatches"; readonly why: string };

/** Judges a value of a key under a positive operator. */
export type ValueCheck = (value: string, condition: ConditionModel) => ValueEffect;

/** What became of a key in a Condition, with its reason. */
export type Restriction =
    | { readonly state: "restricted"; readonly values: readonly string[]; readonly path: string }
    | { readonly state: "neverTrue"; readonly why: string; readonly path: string }
    | {
          readonly state: "unrestricted" | "external";
          readonly why: string;
          readonly path: string;
          readonly value: string | undefined;
      }
    | { readonly state: "absent" };

/** Whether the clause is true when the request does not carry the key. */
export const trueWhenAbsent = ({ operator, setPrefix, ifExists, values }: ConditionModel): boolean => {
    const known = operatorNamed(operator);
    if (known === undefined) {
        return true;
    }
    // What a set operator makes of presence is written nowhere, so it is not relied on.
    if (known.compares === "presence") {
        return setPrefix !== undefined || values.some(({ text }) => text.toLowerCase() === "true");
    }
    if (ifExists || setPrefix === "forAll") {
        return true;
    }
    return setPrefix === undefined && known.negated;
};

/** Whether the conditions hold only for requests that carry the key: a Null guard, or any clause an absent key fails. */
export const requiresKey = (conditions: readonly ConditionModel[], key: string): boolean =>
    conditions.some((one) => one.key === key && !trueWhenAbsent(one));

/** `Null: [true, false]` asks nothing: a Deny under it is a Deny. */
export const isAlwaysTrue = ({ operator, setPrefix, values }: ConditionModel): boolean =>
    operator === "Null" &&
    setPrefix === undefined &&
    ["true", "false"].every((asked) => values.some(({ text }) => text.toLowerCase() === asked));

/** `Null: true`, and nothing else: requests with the key are kept out. */
const requiresAbsence = ({ operator, values }: ConditionModel): boolean =>
    operator === "Null" && values.length > 0 && values.every(({ text }) => text.toLowerCase() === "true");

/** True of every value: `Null: false`, and a pattern that takes any text. */
export const acceptsAnyValue = ({ operator, setPrefix, values }: ConditionModel): boolean =>
    operator === "Null"
        ? setPrefix === undefined && values.length > 0 && values.every(({ text }) => text.toLowerCase() === "false")
        : operator === "StringLike" && values.some(({ text }) => text === "*");

/** Whether the second clause is true whenever the first is: the same question, asked of as many values or more. */
export const implies = (first: ConditionModel, second: ConditionModel): boolean => {
    if (first.key !== second.key || first.operator !== second.operator) {
        return false;
    }
    if (first.setPrefix !== second.setPrefix || first.ifExists !== second.ifExists) {
        return false;
    }
    const [fewer, more] =
        operatorNamed(first.operator)?.negated === true ? [second.values, first.values] : [first.values, second.values];
    return fewer.every(({ text }) => more.some((one) => one.text === text));
};

/** What the conditions bind the key to. `present` says that requests without the key are kept out some other way. */
export const restrictionOf = (
    conditions: readonly ConditionModel[],
    key: string,
    check: ValueCheck,
    present = requiresKey(conditions, key),
): Restriction => {
    const absence = conditions.find((one) => one.key === key && requiresAbsence(one));
    if (absence !== undefined && requiresKey(conditions, key)) {
        return { state: "neverTrue", why: "a key cannot be missing and have a value", path: absence.path };
    }
    let best: Restriction = { state: "absent" };
    for (const condition of conditions) {
        if (condition.key !== key) {
            continue;
        }
        const restriction = restrictionOfClause(condition, check, present);
        if (rank[restriction.state] > rank[best.state]) {
            best = restriction;
        }
    }
    return best;
};

/** Which answer says most about a key that several clauses name. A clause that nothing can meet closes the statement. */
const rank: Readonly<Record<Restriction["state"], number>> = {
    absent: 0,
    unrestricted: 1,
    external: 2,
    restricted: 3,
    neverTrue: 4,
};

const restrictionOfClause = (condition: ConditionModel, check: ValueCheck, present: boolean): Restriction => {
    const { operator, ifExists, values, path, source } = condition;
    const open = (why: string, value?: string): Restriction => ({ state: "unrestricted", why, path, value });
    const known = operatorNamed(operator);
    if (known === undefined) {
        return open(`\`${source.operator}\` is no operator of IAM`);
    }
    if (known.compares === "presence") {
        return open("`Null` asks only whether the key is there, not what it says");
    }
    if (known.negated) {
        return open(`\`${source.operator}\` names who is kept out and lets all others in`);
    }
    if (!present) {
        return open(`\`${ifExists ? source.operator : "ForAllValues:"}\` is also true when the key is missing`);
    }
    const bound: string[] = [];
    let foreign: Restriction | undefined;
    let dead: Restriction | undefined;
    for (const { text: value, path: where } of values) {
        const reviewed = check(value, condition);
        if (reviewed.effect === "restricts") {
            bound.push(value);
        } else if (reviewed.effect === "neverMatches") {
            dead ??= { state: "neverTrue", why: reviewed.why, path: where };
        } else if (reviewed.effect === "unrestricted") {
            return { state: "unrestricted", why: reviewed.why, path: where, value };
        } else {
            foreign ??= { state: "external", why: reviewed.why, path: where, value };
        }
    }
    if (foreign !== undefined) {
        return foreign;
    }
    if (bound.length > 0) {
        return { state: "restricted", values: bound, path };
    }
    return dead ?? { state: "neverTrue", why: "there is no value, and nothing equals nothing", path };
};

/** What a Deny under a negated operator leaves: the same clause turned round, "any" for "all". */
export const invertDenyCondition = (condition: ConditionModel): ConditionModel | undefined => {
    const known = operatorNamed(condition.operator);
    if (known?.negated !== true) {
        return undefined;
    }
    const setPrefix = condition.setPrefix && (condition.setPrefix === "forAll" ? "forAny" : "forAll");
    return { ...condition, operator: known.name.replace("Not", ""), setPrefix, ifExists: false };
};

/** A clause in plain words: `aws:SourceAccount = 123456789012`, `aws:SourceArn like arn:…`. */
export const describeCondition = ({ operator, setPrefix, ifExists, values, source }: ConditionModel): string => {
    const known = operatorNamed(operator);
    const texts = values.map(({ text }) => text).join(" or ");
    if (known?.compares === "presence") {
        return `${source.key} ${texts === "true" ? "is missing" : "is there"}`;
    }
    const set = setPrefix === "forAll" ? "all of " : setPrefix === "forAny" ? "any of " : "";
    return `${set}${source.key} ${describeOperator(operator)} ${texts}${ifExists ? " (or is missing)" : ""}`;
};

/** What `=` says in plain words; of a negated operator, the one it negates. */
const equals = ["StringEquals", "StringEqualsIgnoreCase", "NumericEquals", "DateEquals", "BinaryEquals", "Bool"];

const describeOperator = (operator: string): string => {
    const known = operatorNamed(operator);
    const negated = known?.negated === true ? "not " : "";
    if (equals.includes(operator.replace("Not", ""))) {
        return `${negated}=`;
    }
    return known === undefined || known.wildcards === "none" ? operator : `${negated}like`;
};
