import { innerValues, UNKNOWN, type AnyConstraint } from "./constraints";
import type { ValidationIssue } from "./validationIssue";

type Kind = "list" | "object" | "string" | "number";

/** The type that a constraint expects; undefined if it allows any. */
const expectedKind = ({ pattern, minimum, each, properties, values }: AnyConstraint): Kind | undefined => {
    if (each !== undefined) {
        return "list";
    }
    if (properties !== undefined || values !== undefined) {
        return "object";
    }
    if (pattern !== undefined) {
        return "string";
    }
    return minimum === undefined ? undefined : "number";
};

const mismatches: Readonly<Record<Kind, Pick<ValidationIssue, "message" | "fix">>> = {
    list: { message: "is not a list", fix: "Write it as [ … ]." },
    object: { message: "is not an object", fix: "Write it as { … }." },
    string: { message: "is not a string", fix: "Write a string in quotes." },
    number: { message: "is not a number", fix: "Write digits without quotes." },
};

const actualKind = (value: unknown): string => (Array.isArray(value) ? "list" : typeof value);

const typeIssues = (
    constraint: AnyConstraint | undefined,
    value: unknown,
    path: string,
): readonly ValidationIssue[] => {
    if (value === undefined || value === UNKNOWN) {
        return [];
    }
    if (value === null) {
        return [{ path, value, message: "is null", fix: "Set a value or omit the property." }];
    }
    const kind = expectedKind(constraint ?? {});
    return kind !== undefined && actualKind(value) !== kind
        ? [{ path, value, ...mismatches[kind] }]
        : innerValues(constraint, value, path).flatMap((inner) =>
              typeIssues(inner.constraint, inner.value, inner.path),
          );
};

/**
 * Reports what the TypeScript compiler rejects but plain JavaScript allows: args that are missing or null, and values
 * of the wrong type. Such args cannot be validated further.
 */
export const checkTypes = (constraints: unknown, args: unknown): readonly ValidationIssue[] =>
    args === undefined
        ? [{ path: "", message: "has no args", fix: "Pass an args object, as in the documentation of the pattern." }]
        : typeIssues(constraints as AnyConstraint, args, "");
