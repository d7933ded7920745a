/** Which branches of `Fn::If` a template can take. The values of its conditions are unknown, but not their logic. */

import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";
import type { TemplateBudget } from "./budget";

/** Whether a condition is true, by its name. */
export type ConditionValues = (name: string) => boolean;

/** How deeply a definition is read; real ones are nested less deeply. Deeper, it is an unknown term. */
const deepest = 64;

/** With more terms than this in one resource, only all true and all false are tried. */
const maxTerms = 20;

const operators = ["Fn::Not", "Fn::And", "Fn::Or"] as const;

type Operator = (typeof operators)[number];

/** A definition in normal form: an operator, the name of another condition, or an unknown term. */
type Definition =
    | { readonly operator: Operator; readonly operands: readonly Definition[] }
    | { readonly condition: string }
    | { readonly term: string };

/** The name of an unknown term: a comparison, or an undefined condition. Equal definitions are the same term. */
const termOf = (definition: unknown, name: string): string =>
    definition === undefined ? name : (jsonText(definition) ?? name);

const toDefinition = (definition: unknown, name: string, budget: TemplateBudget, depth = deepest): Definition => {
    budget.step();
    const other = getOwn(definition, "Condition");
    if (depth === 0) {
        return { term: name };
    }
    if (typeof other === "string") {
        return { condition: other };
    }
    for (const operator of operators) {
        const operands = getOwn(definition, operator);
        if (Array.isArray(operands)) {
            return { operator, operands: operands.map((one) => toDefinition(one, name, budget, depth - 1)) };
        }
    }
    return { term: termOf(definition, name) };
};

const visitLeaves = (definition: Definition, visit: (leaf: { condition?: string; term?: string }) => void): void => {
    if ("operator" in definition) {
        definition.operands.forEach((one) => {
            visitLeaves(one, visit);
        });
    } else {
        visit(definition);
    }
};

/** One condition of the template. */
interface Condition {
    readonly definition: Definition;
    /** The conditions it names. */
    readonly others: readonly string[];
    readonly terms: readonly string[];
}

/** The values of the conditions for one assignment of the terms. */
interface Evaluation {
    readonly valueOf: (term: string) => boolean;
    readonly known: Map<string, boolean>;
    /** The term whose value differs from `base`, so that conditions without it have the same value there. */
    readonly flipped?: string;
    readonly base?: Evaluation;
    readonly holds: ConditionValues;
}

const combined = (operator: Operator, operands: readonly boolean[]): boolean => {
    switch (operator) {
        case "Fn::Not":
            return !operands.includes(true);
        case "Fn::And":
            return !operands.includes(false);
        case "Fn::Or":
            return operands.includes(true);
    }
};

/** The conditions of a template. A circular condition is false. */
export class Conditions {
    private readonly read = new Map<string, Condition>();
    /** The terms that a condition depends on, up to one more than `maxTerms`. */
    private readonly termsOfNames = new Map<string, ReadonlySet<string>>();
    private readonly evaluations = new Map<string, Evaluation>();
    private readonly assigned = new WeakMap<object, readonly ConditionValues[]>();

    constructor(
        private readonly conditions: unknown,
        private readonly budget: TemplateBudget,
    ) {}

    /**
     * The assignments under which a value with `Fn::If` is read: all terms true, all false, and each term flipped
     * alone, which covers every combination of up to three terms.
     */
    assignments(value: unknown): readonly ConditionValues[] {
        if (typeof value !== "object" || value === null) {
            return [allTrue];
        }
        const before = this.assigned.get(value);
        if (before !== undefined) {
            return before;
        }
        const names = this.namesIn(value);
        const found = names.size === 0 ? [allTrue] : this.assignmentsOf(this.termsOf([...names]));
        this.assigned.set(value, found);
        return found;
    }

    private assignmentsOf(terms: ReadonlySet<string>): readonly ConditionValues[] {
        const flipped = terms.size > 1 && terms.size <= maxTerms ? [...terms] : [];
        return [true, false].flatMap((all) => {
            const each = [this.evaluation(all), ...flipped.map((term) => this.evaluation(all, term))];
            return each.map(({ holds }) => holds);
        });
    }

    private evaluation(all: boolean, flipped?: string): Evaluation {
        const key = `${all} ${flipped ?? ""}`;
        const known = this.evaluations.get(key);
        if (known !== undefined) {
            return known;
        }
        const made: Evaluation = {
            valueOf: (term) => (term === flipped ? !all : all),
            known: new Map(),
            ...(flipped === undefined ? {} : { flipped, base: this.evaluation(all) }),
            holds: (name) => this.holds(name, made),
        };
        this.evaluations.set(key, made);
        return made;
    }

    /** The names of the conditions in `Fn::If` below a value. */
    private namesIn(value: object): ReadonlySet<string> {
        const names = new Set<string>();
        // The set also holds what is left to visit, and visits once what YAML aliases repeat.
        const reached = new Set([value]);
        for (const one of reached) {
            const keys = keysOf(one);
            this.budget.step(keys.length);
            for (const key of keys) {
                const held = getOwn(one, key);
                const name = key === "Fn::If" ? getOwn(held, 0) : undefined;
                if (typeof name === "string") {
                    names.add(name);
                }
                if (typeof held === "object" && held !== null) {
                    reached.add(held);
                }
            }
        }
        return names;
    }

    private conditionOf(name: string): Condition {
        const before = this.read.get(name);
        if (before !== undefined) {
            return before;
        }
        const definition = toDefinition(getOwn(this.conditions, name), name, this.budget);
        const others = new Set<string>();
        const terms = new Set<string>();
        visitLeaves(definition, ({ condition, term }) => {
            if (condition !== undefined) {
                others.add(condition);
            } else if (term !== undefined) {
                terms.add(term);
            }
        });
        const condition = { definition, others: [...others], terms: [...terms] };
        this.read.set(name, condition);
        return condition;
    }

    private termsOf(names: readonly string[]): ReadonlySet<string> {
        const all = new Set<string>();
        for (const name of names) {
            this.bottomUp(
                name,
                (one) => this.termsOfNames.has(one),
                (one) => {
                    this.termsOfNames.set(one, this.termsOfOne(one));
                },
            );
            this.termsOfNames.get(name)?.forEach((term) => all.add(term));
        }
        return all;
    }

    private termsOfOne(name: string): ReadonlySet<string> {
        const { others, terms } = this.conditionOf(name);
        const all = new Set(terms.slice(0, maxTerms + 1));
        for (const other of others) {
            for (const term of this.termsOfNames.get(other) ?? []) {
                if (all.size > maxTerms) {
                    return all;
                }
                this.budget.step();
                all.add(term);
            }
        }
        return all;
    }

    private holds(name: string, evaluation: Evaluation): boolean {
        const { known } = evaluation;
        this.bottomUp(
            name,
            (one) => known.has(one) || this.isUnaffected(one, evaluation),
            (one) => {
                known.set(one, this.evaluate(this.conditionOf(one).definition, evaluation));
            },
        );
        return this.valueOf(name, evaluation);
    }

    /** Whether a condition cannot depend on the flipped term. */
    private isUnaffected(name: string, { base, flipped }: Evaluation): boolean {
        if (base === undefined || flipped === undefined) {
            return false;
        }
        const terms = this.termsOf([name]);
        return terms.size <= maxTerms && !terms.has(flipped);
    }

    private valueOf(name: string, evaluation: Evaluation): boolean {
        const known = evaluation.known.get(name);
        if (known !== undefined) {
            return known;
        }
        const { base } = evaluation;
        return base !== undefined && this.isUnaffected(name, evaluation) ? this.holds(name, base) : false;
    }

    private evaluate(definition: Definition, evaluation: Evaluation): boolean {
        this.budget.step();
        if ("term" in definition) {
            return evaluation.valueOf(definition.term);
        }
        return "condition" in definition
            ? this.valueOf(definition.condition, evaluation)
            : combined(
                  definition.operator,
                  definition.operands.map((one) => this.evaluate(one, evaluation)),
              );
    }

    /** Visits the conditions that a condition depends on before it. A loop, because a template sets the depth. */
    private bottomUp(name: string, isDone: (name: string) => boolean, visit: (name: string) => void): void {
        const entered = new Set<string>();
        const open = [name];
        for (let one = open.at(-1); one !== undefined; one = open.at(-1)) {
            if (isDone(one)) {
                open.pop();
            } else if (entered.has(one)) {
                open.pop();
                visit(one);
            } else {
                this.budget.step();
                entered.add(one);
                const others = this.conditionOf(one).others.filter((other) => !entered.has(other) && !isDone(other));
                open.push(...others.reverse());
            }
        }
    }
}

const allTrue: ConditionValues = () => true;
