/**
 * What a template leaves open: whether a term of its conditions is true, the value of a parameter, the row of a
 * mapping. A value that depends on choices is read once for each combination that can matter.
 */

/** Something with several possible values. */
export interface Choice {
    readonly name: string;
    readonly options: readonly unknown[];
}

/** One option of each choice: the first of each, or the last of each, except for those that are selected. */
export interface Selection {
    readonly isFirst: boolean;
    readonly selected: ReadonlyMap<Choice, number>;
    /** The selection without selected choices; undefined for itself. */
    readonly base: Selection | undefined;
}

/** The option of a choice. */
export const optionOf = ({ isFirst, selected }: Selection, choice: Choice): unknown => {
    const index = selected.get(choice) ?? (isFirst ? 0 : choice.options.length - 1);
    return choice.options[index];
};

/** The choices and selections of a template. Equal ones are the same object, so that results can be kept for them. */
export class Choices {
    private readonly numbers = new Map<Choice, number>();
    private readonly byName = new Map<string, Choice>();
    private readonly selections = new Map<string, Selection>();

    of(name: string, options: readonly unknown[]): Choice {
        const known = this.byName.get(name);
        if (known !== undefined) {
            return known;
        }
        const choice = { name, options };
        this.byName.set(name, choice);
        this.numbers.set(choice, this.numbers.size);
        return choice;
    }

    base(isFirst: boolean): Selection {
        return this.selection(isFirst, new Map());
    }

    /** The selection with another option of a choice. */
    select({ isFirst, selected }: Selection, choice: Choice, index: number): Selection {
        return this.selection(isFirst, new Map([...selected, [choice, index]]));
    }

    private selection(isFirst: boolean, selected: ReadonlyMap<Choice, number>): Selection {
        const parts = Array.from(selected, ([choice, index]) => `${this.numbers.get(choice) ?? ""}=${index}`);
        const key = `${isFirst} ${parts.sort().join()}`;
        const known = this.selections.get(key);
        if (known !== undefined) {
            return known;
        }
        const base = selected.size === 0 ? undefined : this.base(isFirst);
        const made = { isFirst, selected, base };
        this.selections.set(key, made);
        return made;
    }
}
