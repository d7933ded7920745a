/** Which branches of `Fn::If` a template can take. The values of its conditions are unknown, but not their logic. */

import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";

/** Whether a condition is true, by its name. */
export type ConditionValues = (name: string) => boolean;

const deepest = 64;

/** The name of an unknown term: a comparison, or an undefined condition. Equal definitions are the same term. */
const termOf = (definition: unknown, name: string): string =>
    definition === undefined ? name : (jsonText(definition) ?? name);

const operandsOf = (definition: unknown, operator: string): readonly unknown[] | undefined => {
    const operands = getOwn(definition, operator);
    return Array.isArray(operands) ? operands : undefined;
};

/** Evaluates the conditions of a template for one assignment of its terms. Memoized; a circular condition is false. */
class Evaluation {
    private readonly known = new Map<string, boolean>();

    constructor(
        private readonly conditions: unknown,
        private readonly valueOf: (term: string) => boolean,
    ) {}

    readonly holds: ConditionValues = (name) => {
        const before = this.known.get(name);
        if (before !== undefined) {
            return before;
        }
        this.known.set(name, false);
        const holds = this.evaluate(getOwn(this.conditions, name), name, deepest);
        this.known.set(name, holds);
        return holds;
    };

    private evaluate(definition: unknown, name: string, depth: number): boolean {
        const other = getOwn(definition, "Condition");
        if (depth === 0) {
            return this.valueOf(name);
        }
        if (typeof other === "string") {
            return this.holds(other);
        }
        // Evaluate every operand, without short-circuiting, so that all terms are collected.
        const each = (one: unknown): boolean => this.evaluate(one, name, depth - 1);
        const not = operandsOf(definition, "Fn::Not")?.map(each);
        const and = operandsOf(definition, "Fn::And")?.map(each);
        const or = operandsOf(definition, "Fn::Or")?.map(each);
        if (not !== undefined) {
            return !not.includes(true);
        }
        return and === undefined
            ? (or?.includes(true) ?? this.valueOf(termOf(definition, name)))
            : !and.includes(false);
    }
}

const namesIn = (value: unknown, names: Set<string>, depth: number): Set<string> => {
    if (depth === 0 || typeof value !== "object" || value === null) {
        return names;
    }
    for (const key of keysOf(value)) {
        const held = getOwn(value, key);
        const name = key === "Fn::If" ? getOwn(held, 0) : undefined;
        if (typeof name === "string") {
            names.add(name);
        }
        namesIn(held, names, depth - 1);
    }
    return names;
};

/** With more terms than this in one resource, only all true and all false are tried. */
const maxTerms = 20;

/**
 * The assignments under which a value with `Fn::If` is read: all terms true, all false, and each term flipped alone,
 * which covers every combination of up to three terms.
 */
export const assignments = (value: unknown, conditions: unknown): readonly ConditionValues[] => {
    const names = namesIn(value, new Set(), 256);
    if (names.size === 0) {
        return [() => true];
    }
    const terms = new Set<string>();
    const by = (valueOf: (term: string) => boolean): ConditionValues => new Evaluation(conditions, valueOf).holds;
    names.forEach(
        by((term) => {
            terms.add(term);
            return true;
        }),
    );
    const flipped = terms.size > 1 && terms.size <= maxTerms ? [...terms] : [];
    return [true, false].flatMap((all) => [
        by(() => all),
        ...flipped.map((one) => by((term) => (term === one ? !all : all))),
    ]);
};
