/**
 * How far a Condition restricts a key. IAM ANDs operators and keys and ORs values, so one restricting clause is enough,
 * and one unrestricted value makes its clause unrestricted.
 * @see IAM User Guide, reference_policies_condition-logic-multiple-context-keys-or-values
 */
import type { ConditionModel } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";
import { isDeferred } from "../syntax/deferredValue";
import { matches } from "../syntax/glob";

/**
 * The effect of one value under one operator: it `restricts` the key to known values, leaves it `unrestricted`,
 * restricts it to an account or organization outside the zone of trust (`external`), or `neverMatches`.
 */
export type ValueEffect =
    | { readonly effect: "restricts" }
    | { readonly effect: "unrestricted" | "external" | "neverMatches"; readonly why: string };

/** Evaluates a value of a key under a positive operator. */
export type ValueCheck = (value: string, condition: ConditionModel) => ValueEffect;

/** How a Condition restricts a key, with the reason. */
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
    // AWS does not document set operators with Null, so the clause is not relied on.
    if (known.compares === "presence") {
        return setPrefix !== undefined || values.some(({ text }) => text.toLowerCase() === "true");
    }
    if (ifExists || setPrefix === "forAll") {
        return true;
    }
    return setPrefix === undefined && known.negated;
};

/** Whether the conditions require the key in the request: by a Null check, or by a clause that is false without it. */
export const requiresKey = (conditions: readonly ConditionModel[], key: string): boolean =>
    conditions.some((one) => one.key === key && !trueWhenAbsent(one));

/** `Null: [true, false]` is always true: a Deny with it is unconditional. */
export const isAlwaysTrue = ({ operator, setPrefix, values }: ConditionModel): boolean =>
    operator === "Null" &&
    setPrefix === undefined &&
    ["true", "false"].every((expected) => values.some(({ text }) => text.toLowerCase() === expected));

/** `Null: true` only: matches no request that carries the key. */
const requiresAbsence = ({ operator, values }: ConditionModel): boolean =>
    operator === "Null" && values.length > 0 && values.every(({ text }) => text.toLowerCase() === "true");

/** Whether the clause is true for every value: `Null: false`, or a pattern that matches any text. */
export const acceptsAnyValue = ({ operator, setPrefix, values }: ConditionModel): boolean =>
    operator === "Null"
        ? setPrefix === undefined && values.length > 0 && values.every(({ text }) => text.toLowerCase() === "false")
        : operator === "StringLike" && values.some(({ text }) => text === "*");

/**
 * Whether the clause is true for a request in which the key has this value. Undefined for set operators, policy
 * variables and operators that compare neither texts nor truth values.
 */
export const holdsFor = ({ operator, setPrefix, values }: ConditionModel, value: string): boolean | undefined => {
    const known = operatorNamed(operator);
    const isText = known?.compares === "text";
    if (known === undefined || setPrefix !== undefined || !(isText || known.compares === "truth")) {
        return undefined;
    }
    if (values.some(({ text }) => text.includes("$") || isDeferred(text))) {
        return undefined;
    }
    const ignoresCase = !isText || operator.endsWith("IgnoreCase");
    const spelled = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
    const isListed = values.some(({ text }) =>
        known.wildcards === "text" ? matches(text, value) : spelled(text) === spelled(value),
    );
    return isListed !== known.negated;
};

/**
 * Whether the second clause is true whenever the first is: same key and operator, and at least the same values, or at
 * most the same values for a negated operator.
 */
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

/** How the conditions restrict the key. `present`: requests without the key are excluded some other way. */
export const restrictionOf = (
    conditions: readonly ConditionModel[],
    key: string,
    check: ValueCheck,
    present = requiresKey(conditions, key),
): Restriction => {
    const absence = conditions.find((one) => one.key === key && requiresAbsence(one));
    if (absence !== undefined && requiresKey(conditions, key)) {
        return { state: "neverTrue", why: "a key cannot be both missing and present", path: absence.path };
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

/**
 * For a key in several clauses, the highest rank wins. A clause that is never true makes the whole statement
 * ineffective.
 */
const rank: Readonly<Record<Restriction["state"], number>> = {
    absent: 0,
    unrestricted: 1,
    external: 2,
    restricted: 3,
    neverTrue: 4,
};

const restrictionOfClause = (condition: ConditionModel, check: ValueCheck, present: boolean): Restriction => {
    const { operator, ifExists, values, path, source } = condition;
    const unrestricted = (why: string, value?: string): Restriction => ({ state: "unrestricted", why, path, value });
    const known = operatorNamed(operator);
    if (known === undefined) {
        return unrestricted(`\`${source.operator}\` is not an IAM condition operator`);
    }
    if (known.compares === "presence") {
        return unrestricted("`Null` only checks whether the key is present, not its value");
    }
    if (known.negated) {
        return unrestricted(`\`${source.operator}\` excludes the listed values and allows all others`);
    }
    if (!present) {
        return unrestricted(`\`${ifExists ? source.operator : "ForAllValues:"}\` is also true when the key is missing`);
    }
    const restricting: string[] = [];
    let external: Restriction | undefined;
    let neverTrue: Restriction | undefined;
    for (const { text: value, path: where } of values) {
        const reviewed = check(value, condition);
        if (reviewed.effect === "restricts") {
            restricting.push(value);
        } else if (reviewed.effect === "neverMatches") {
            neverTrue ??= { state: "neverTrue", why: reviewed.why, path: where };
        } else if (reviewed.effect === "unrestricted") {
            return { state: "unrestricted", why: reviewed.why, path: where, value };
        } else {
            external ??= { state: "external", why: reviewed.why, path: where, value };
        }
    }
    if (external !== undefined) {
        return external;
    }
    if (restricting.length > 0) {
        return { state: "restricted", values: restricting, path };
    }
    return neverTrue ?? { state: "neverTrue", why: "the list of values is empty and matches no request", path };
};

/**
 * What a Deny with a negated operator leaves allowed: the clause with the positive operator and the other set prefix.
 */
export const invertDenyCondition = (condition: ConditionModel): ConditionModel | undefined => {
    const known = operatorNamed(condition.operator);
    if (known?.negated !== true) {
        return undefined;
    }
    const setPrefix = condition.setPrefix && (condition.setPrefix === "forAll" ? "forAny" : "forAll");
    return { ...condition, operator: known.name.replace("Not", ""), setPrefix, ifExists: false };
};

/** A readable form of a clause: `aws:SourceAccount = 123456789012`, `aws:SourceArn like arn:…`. */
export const describeCondition = ({ operator, setPrefix, ifExists, values, source }: ConditionModel): string => {
    const known = operatorNamed(operator);
    const texts = shortened(values.map(({ text }) => text).join(" or "));
    if (known?.compares === "presence") {
        return `${source.key} ${texts === "true" ? "is missing" : "is present"}`;
    }
    const set = setPrefix === undefined ? "" : setWords[setPrefix];
    return `${set}${source.key} ${describeOperator(operator)} ${texts}${ifExists ? " (or is missing)" : ""}`;
};

/** The longest list of values in a text: every resource of the statement may have that text. */
const maxLength = 1_000;

const shortened = (text: string): string => (text.length > maxLength ? `${text.slice(0, maxLength)}…` : text);

const setWords = { forAll: "all of ", forAny: "any of " } as const;

/** The operators described as `=`; a negated operator is listed by its positive form. */
const equals = ["StringEquals", "StringEqualsIgnoreCase", "NumericEquals", "DateEquals", "BinaryEquals", "Bool"];

const describeOperator = (operator: string): string => {
    const known = operatorNamed(operator);
    const negated = known?.negated === true ? "not " : "";
    if (equals.includes(operator.replace("Not", ""))) {
        return `${negated}=`;
    }
    return known === undefined || known.wildcards === "none" ? operator : `${negated}like`;
};
