/** Which branches of `Fn::If` a template can take. The values of its conditions are unknown, but not their logic. */

import { jsonText } from "../values/parseJson";
import { getOwn } from "../values/paths";
import type { TemplateBudget } from "./budget";
import { optionOf, type Choice, type Choices, type Selection } from "./choices";

/** How deeply a definition is read; real ones are nested less deeply. Deeper, it is an unknown term. */
const deepest = 64;

/** Of a condition with more terms than this, only all true and all false are tried. */
const maxTerms = 20;

const operators = ["Fn::Not", "Fn::And", "Fn::Or"] as const;

type Operator = (typeof operators)[number];

/** A definition in normal form: an operator, the name of another condition, or an unknown term. */
type Definition =
    | { readonly operator: Operator; readonly operands: readonly Definition[] }
    | { readonly condition: string }
    | { readonly term: Choice };

/** The options of an unknown term. */
const trueOrFalse = [true, false];

/** The name of an unknown term: a comparison, or an undefined condition. Equal definitions are the same term. */
const termName = (definition: unknown, name: string): string =>
    definition === undefined ? name : (jsonText(definition) ?? name);

const visitLeaves = (definition: Definition, visit: (leaf: { condition?: string; term?: Choice }) => void): void => {
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
    readonly terms: readonly Choice[];
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
    private readonly termsOfNames = new Map<string, ReadonlySet<Choice>>();
    private readonly values = new WeakMap<Selection, Map<string, boolean>>();

    constructor(
        private readonly conditions: unknown,
        private readonly choices: Choices,
        private readonly budget: TemplateBudget,
    ) {}

    /** The terms that a condition depends on, as choices; undefined if they are too many. */
    choicesOf(name: string): ReadonlySet<Choice> | undefined {
        const terms = this.termsOf(name);
        return terms.size > maxTerms ? undefined : terms;
    }

    /** Whether a condition is true. */
    holds(name: string, selection: Selection): boolean {
        const known = this.valuesIn(selection);
        const before = known.get(name);
        if (before !== undefined) {
            return before;
        }
        if (selection.base !== undefined && this.isUnaffected(name, selection)) {
            return this.holds(name, selection.base);
        }
        this.bottomUp(
            name,
            (one) => known.has(one) || this.isUnaffected(one, selection),
            (one) => {
                known.set(one, this.evaluate(this.conditionOf(one).definition, selection));
            },
        );
        return known.get(name) ?? false;
    }

    private toDefinition(definition: unknown, name: string, depth = deepest): Definition {
        this.budget.step();
        const other = getOwn(definition, "Condition");
        if (depth > 0 && typeof other === "string") {
            return { condition: other };
        }
        for (const operator of depth > 0 ? operators : []) {
            const operands = getOwn(definition, operator);
            if (Array.isArray(operands)) {
                return { operator, operands: operands.map((one) => this.toDefinition(one, name, depth - 1)) };
            }
        }
        return { term: this.choices.of(`term ${depth > 0 ? termName(definition, name) : name}`, trueOrFalse) };
    }

    private valuesIn(selection: Selection): Map<string, boolean> {
        const known = this.values.get(selection) ?? new Map<string, boolean>();
        this.values.set(selection, known);
        return known;
    }

    private conditionOf(name: string): Condition {
        const before = this.read.get(name);
        if (before !== undefined) {
            return before;
        }
        const definition = this.toDefinition(getOwn(this.conditions, name), name);
        const others = new Set<string>();
        const terms = new Set<Choice>();
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

    private termsOf(name: string): ReadonlySet<Choice> {
        const known = this.termsOfNames.get(name);
        if (known !== undefined) {
            return known;
        }
        this.bottomUp(
            name,
            (one) => this.termsOfNames.has(one),
            (one) => {
                this.termsOfNames.set(one, this.termsOfOne(one));
            },
        );
        return this.termsOfNames.get(name) ?? new Set();
    }

    private termsOfOne(name: string): ReadonlySet<Choice> {
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

    /** Whether a condition cannot depend on the selected choices, so that it has the value of the base there. */
    private isUnaffected(name: string, { base, selected }: Selection): boolean {
        if (base === undefined) {
            return false;
        }
        const terms = this.termsOf(name);
        if (terms.size > maxTerms) {
            return false;
        }
        for (const choice of selected.keys()) {
            if (terms.has(choice)) {
                return false;
            }
        }
        return true;
    }

    private valueOf(name: string, selection: Selection): boolean {
        const known = this.valuesIn(selection).get(name);
        if (known !== undefined) {
            return known;
        }
        const { base } = selection;
        return base !== undefined && this.isUnaffected(name, selection) ? this.holds(name, base) : false;
    }

    private evaluate(definition: Definition, selection: Selection): boolean {
        this.budget.step();
        if ("term" in definition) {
            return optionOf(selection, definition.term) === true;
        }
        return "condition" in definition
            ? this.valueOf(definition.condition, selection)
            : combined(
                  definition.operator,
                  definition.operands.map((one) => this.evaluate(one, selection)),
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
