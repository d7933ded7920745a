import type { ValidationIssue } from "./validationIssue";

/** Reports duplicates in a list, which would create a resource twice. */
export const duplicateIssues = (path: string, list: readonly unknown[] = []): readonly ValidationIssue[] =>
    list.flatMap((value, i) => {
        const first = list.indexOf(value);
        return typeof value === "string" && first < i
            ? [
                  {
                      path: `${path}[${String(i)}]`,
                      value,
                      message: `duplicates ${path}[${String(first)}]`,
                      fix: "Remove one of them.",
                  },
              ]
            : [];
    });
