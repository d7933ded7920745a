import type { ValidationIssue } from "./validationIssue";

/** What is given twice in a list: it would be made twice. */
export const duplicateIssues = (path: string, list: readonly unknown[] = []): readonly ValidationIssue[] =>
    list.flatMap((value, i) =>
        typeof value === "string" && list.indexOf(value) < i
            ? [{ path: `${path}[${String(i)}]`, value, message: "is given twice", fix: "Give it once." }]
            : [],
    );
