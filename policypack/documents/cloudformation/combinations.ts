/** Which combinations of choices a value is read in. */

import type { TemplateBudget } from "./budget";
import type { Choice, Choices, Selection } from "./choices";
import type { Reads } from "./scope";

/** Up to so many selections of one statement, and of all, change more than one choice. */
const maxSelections = { statement: 64, all: 256 };

/** The statements that read all choices of a selection; undefined if none of its choices is read in a statement. */
type Readers = ReadonlySet<object | undefined> | undefined;

/** The readers of two choices. What is read outside statements belongs to every statement. */
const commonReaders = (one: Readers, other: ReadonlySet<object | undefined>): Readers => {
    if (one === undefined) {
        return other.has(undefined) ? undefined : other;
    }
    if (other.has(undefined)) {
        return one;
    }
    const common = [...one].filter((reader) => other.has(reader));
    if (common.length === 0) {
        return noReaders;
    }
    return common.length === one.size ? one : new Set(common);
};

const noReaders: ReadonlySet<object | undefined> = new Set();

interface Step {
    readonly selection: Selection;
    readonly readers: Readers;
}

/** One statement of the readers, by which selections are counted. */
const statementOf = (readers: Readers): object | undefined => (readers === undefined ? undefined : [...readers][0]);

class Combinations {
    private queue: Step[] = [];
    private seen = new Set<Selection>();
    private readonly statements = new Set<object>();
    private isWhole = true;
    /** The selections that change more than one choice, by statement. */
    private readonly changed = new Map<object | undefined, number>();
    private allChanged = 0;

    constructor(
        private readonly choices: Choices,
        private readonly budget: TemplateBudget,
    ) {}

    /** Whether every combination has been read: the choices are those of one statement, and few. */
    get isComplete(): boolean {
        return this.isWhole && this.statements.size < 2;
    }

    readFrom(isFirst: boolean, read: (selection: Selection) => Reads): void {
        const base = this.choices.base(isFirst);
        this.queue = [{ selection: base, readers: undefined }];
        this.seen = new Set([base]);
        for (const step of this.queue) {
            const { choices, hasMore } = read(step.selection);
            this.isWhole &&= !hasMore;
            if (this.isFull(step)) {
                this.isWhole &&= choices.size <= step.selection.selected.size;
                continue;
            }
            for (const [choice, readers] of choices) {
                this.budget.step();
                this.addStatements(readers);
                this.change(step, choice, readers);
            }
        }
    }

    /** Every choice is changed by itself, but only some together. */
    private isFull({ selection, readers }: Step): boolean {
        const ofStatement = this.changed.get(statementOf(readers)) ?? 0;
        return (
            selection.selected.size > 0 &&
            (ofStatement >= maxSelections.statement || this.allChanged >= maxSelections.all)
        );
    }

    private count({ selection, readers }: Step): void {
        if (selection.selected.size > 1) {
            const statement = statementOf(readers);
            this.changed.set(statement, (this.changed.get(statement) ?? 0) + 1);
            this.allChanged += 1;
        }
    }

    private addStatements(readers: ReadonlySet<object | undefined>): void {
        for (const reader of readers) {
            if (reader !== undefined) {
                this.statements.add(reader);
            }
        }
    }

    /** Adds the selections with the other options of a choice. */
    private change(step: Step, choice: Choice, by: ReadonlySet<object | undefined>): void {
        const { selection, readers } = step;
        const common = commonReaders(readers, by);
        if (selection.selected.has(choice) || common?.size === 0) {
            return;
        }
        const isDefault = selection.isFirst ? 0 : choice.options.length - 1;
        for (let index = 0; index < choice.options.length; index += 1) {
            if (index === isDefault) {
                continue;
            }
            if (this.isFull(step)) {
                this.isWhole = false;
                return;
            }
            this.budget.step(1 + selection.selected.size);
            const next = this.choices.select(selection, choice, index);
            if (!this.seen.has(next)) {
                this.seen.add(next);
                const added = { selection: next, readers: common };
                this.count(added);
                this.queue.push(added);
            }
        }
    }
}

/**
 * Reads a value in every combination of the choices of one statement, and in each combination of up to three choices of
 * several: with all first options, with all last ones, and with the choices of one statement changed in both. A choice
 * in a branch that another one excludes is no choice. Of statements with very many choices, not every combination of
 * more than three is read.
 */
export const readCombinations = (
    choices: Choices,
    budget: TemplateBudget,
    read: (selection: Selection) => Reads,
): void => {
    const combinations = new Combinations(choices, budget);
    combinations.readFrom(true, read);
    if (!combinations.isComplete) {
        combinations.readFrom(false, read);
    }
};
