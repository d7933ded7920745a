import type { ValidationIssue } from "./validationIssue";

/** A string that occurs before in a list. */
interface Duplicate {
    readonly value: string;
    readonly at: number;
    /** Where it occurs first. */
    readonly first: number;
}

/** The strings that occur before in the list. */
export const duplicatesIn = (list: readonly unknown[]): readonly Duplicate[] => {
    const firsts = new Map<string, number>();
    return list.flatMap((value, at) => {
        if (typeof value !== "string") {
            return [];
        }
        const first = firsts.get(value) ?? at;
        firsts.set(value, first);
        return first < at ? [{ value, at, first }] : [];
    });
};

/** Reports duplicates in a list, which would create a resource twice. */
export const duplicateIssues = (path: string, list: readonly unknown[] = []): readonly ValidationIssue[] =>
    duplicatesIn(list).map(({ value, at, first }) => ({
        path: `${path}[${String(at)}]`,
        value,
        message: `duplicates ${path}[${String(first)}]`,
        fix: "Remove one of them.",
    }));
