import { UNKNOWN } from "./constraints";
import type { ValidationIssue } from "./validationIssue";

/** The properties of a constraint that determine the type of the value. */
interface Shape {
    readonly pattern?: string;
    readonly minimum?: number;
    readonly each?: unknown;
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly values?: unknown;
}

type Kind = "list" | "object" | "string" | "number";

/** The type that a constraint expects; undefined if it allows any. */
const expectedKind = ({ pattern, minimum, each, properties, values }: Shape): Kind | undefined => {
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

const typeIssues = (given: unknown, value: unknown, path: string): readonly ValidationIssue[] => {
    if (value === undefined || value === UNKNOWN) {
        return [];
    }
    if (value === null) {
        return [{ path, value, message: "is null", fix: "Set a value or omit the property." }];
    }
    const constraint = (given ?? {}) as Shape;
    const kind = expectedKind(constraint);
    if (kind !== undefined && actualKind(value) !== kind) {
        return [{ path, value, ...mismatches[kind] }];
    }
    if (Array.isArray(value)) {
        return value.flatMap((element, i) => typeIssues(constraint.each, element, `${path}[${String(i)}]`));
    }
    return typeof value === "object"
        ? Object.entries(value).flatMap(([name, element]) =>
              typeIssues(
                  constraint.properties?.[name] ?? constraint.values,
                  element,
                  path === "" ? name : `${path}.${name}`,
              ),
          )
        : [];
};

/**
 * Reports what the TypeScript compiler rejects but plain JavaScript allows: args that are missing or null, and values
 * of the wrong type. Such args cannot be validated further.
 */
export const checkTypes = (constraints: unknown, args: unknown): readonly ValidationIssue[] =>
    args === undefined
        ? [{ path: "", message: "has no args", fix: "Pass an args object, as in the documentation of the pattern." }]
        : typeIssues(constraints, args, "");
