/** Which branches of `Fn::If` a template can take. Nobody here knows its conditions' values, but their logic is written. */

import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";

/** Whether a condition holds, by its name. */
export type ConditionValues = (name: string) => boolean;

const deepest = 64;

/** What nobody can tell here: a comparison, or a condition that is not defined; the same text is the same question. */
const termOf = (definition: unknown, name: string): string =>
    definition === undefined ? name : (jsonText(definition) ?? name);

const operandsOf = (definition: unknown, operator: string): readonly unknown[] | undefined => {
    const operands = getOwn(definition, operator);
    return Array.isArray(operands) ? operands : undefined;
};

/** The conditions of a template under one set of answers. Each is reckoned once; one that turns in a circle is false. */
class Evaluation {
    private readonly known = new Map<string, boolean>();

    constructor(
        private readonly conditions: unknown,
        private readonly answer: (question: string) => boolean,
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
            return this.answer(name);
        }
        if (typeof other === "string") {
            return this.holds(other);
        }
        // Every operand is asked, so that each question is heard of.
        const each = (one: unknown): boolean => this.evaluate(one, name, depth - 1);
        const not = operandsOf(definition, "Fn::Not")?.map(each);
        const and = operandsOf(definition, "Fn::And")?.map(each);
        const or = operandsOf(definition, "Fn::Or")?.map(each);
        if (not !== undefined) {
            return !not.includes(true);
        }
        return and === undefined ? (or?.includes(true) ?? this.answer(termOf(definition, name))) : !and.includes(false);
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

/** More conditions than these in one resource are read all one way and all the other. */
const most = 20;

/**
 * The ways to read a value that chooses: every condition true, every one false, and each alone the other way, which is
 * every combination of up to three.
 */
export const assignments = (value: unknown, conditions: unknown): readonly ConditionValues[] => {
    const names = namesIn(value, new Set(), 256);
    if (names.size === 0) {
        return [() => true];
    }
    const questions = new Set<string>();
    const by = (answer: (question: string) => boolean): ConditionValues => new Evaluation(conditions, answer).holds;
    names.forEach(
        by((question) => {
            questions.add(question);
            return true;
        }),
    );
    const flipped = questions.size > 1 && questions.size <= most ? [...questions] : [];
    return [true, false].flatMap((all) => [
        by(() => all),
        ...flipped.map((one) => by((question) => (question === one ? !all : all))),
    ]);
};
