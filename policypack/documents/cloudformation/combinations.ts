/** Which combinations of choices a value is read in. */

import type { TemplateBudget } from "./budget";
import type { Choice, Choices, Selection } from "./choices";
import type { Reads } from "./scope";

/** Up to so many selections differ from the first or last options in more than one choice. */
const maxSelections = 64;

/** The statements that read all choices of a selection; undefined if none of its choices is read in a statement. */
type Readers = ReadonlySet<object | undefined> | undefined;

/** The readers of two choices. What is read outside statements belongs to every statement. */
const commonReaders = (one: Readers, other: ReadonlySet<object | undefined>): Readers => {
    if (one === undefined) {
        return other.has(undefined) ? undefined : other;
    }
    return other.has(undefined) ? one : new Set([...one].filter((reader) => other.has(reader)));
};

interface Step {
    readonly selection: Selection;
    readonly readers: Readers;
}

class Combinations {
    private queue: Step[] = [];
    private seen = new Set<Selection>();
    private readonly statements = new Set<object>();
    private isWhole = true;

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
            for (const [choice, readers] of choices) {
                this.budget.step();
                readers.forEach((reader) => reader !== undefined && this.statements.add(reader));
                this.change(step, choice, readers);
            }
        }
    }

    /** Adds the selections with the other options of a choice. */
    private change({ selection, readers }: Step, choice: Choice, by: ReadonlySet<object | undefined>): void {
        const common = commonReaders(readers, by);
        if (selection.selected.has(choice) || common?.size === 0) {
            return;
        }
        const isDefault = selection.isFirst ? 0 : choice.options.length - 1;
        for (let index = 0; index < choice.options.length; index += 1) {
            if (index === isDefault) {
                continue;
            }
            if (selection.selected.size > 0 && this.queue.length >= maxSelections) {
                this.isWhole = false;
                return;
            }
            this.budget.step(1 + selection.selected.size);
            const next = this.choices.select(selection, choice, index);
            if (!this.seen.has(next)) {
                this.seen.add(next);
                this.queue.push({ selection: next, readers: common });
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
