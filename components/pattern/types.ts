import { UNKNOWN } from "./constraints";
import type { ValidationIssue } from "./validationIssue";

/** As much of a limit as tells what kind of value it is a limit of. */
interface Shape {
    readonly pattern?: string;
    readonly minimum?: number;
    readonly each?: unknown;
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly values?: unknown;
}

/** What a limit is a limit of, and what to write. */
const kindOf = ({ pattern, minimum, each, properties, values }: Shape): readonly [kind: string, fix: string] =>
    each !== undefined
        ? ["list", "Write a list: [ … ]."]
        : properties !== undefined || values !== undefined
          ? ["object", "Write an object: { … }."]
          : pattern !== undefined
            ? ["text", "Write a text."]
            : minimum !== undefined
              ? ["number", "Write a number."]
              : ["", ""];

const kindOfValue = (value: unknown): string =>
    Array.isArray(value)
        ? "list"
        : (({ string: "text", number: "number", object: "object" } as Readonly<Record<string, string>>)[typeof value] ??
          "other");

const typeIssues = (given: unknown, value: unknown, path: string): readonly ValidationIssue[] => {
    if (value === undefined || value === UNKNOWN) {
        return [];
    }
    if (value === null) {
        return [{ path, value, message: "is null", fix: "Give a value, or leave it out." }];
    }
    const constraint = (given ?? {}) as Shape;
    const [kind, fix] = kindOf(constraint);
    if (kind !== "" && kindOfValue(value) !== kind) {
        return [{ path, value, message: `is no ${kind}`, fix }];
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
 * What TypeScript refuses and JavaScript does not: args that are missing or null, and values of another kind than their limits.
 * Nothing else can be said of such args.
 */
export const checkTypes = (limits: unknown, args: unknown): readonly ValidationIssue[] =>
    args === undefined
        ? [{ path: "", message: "has no args", fix: "Give them, as the page of the pattern shows." }]
        : typeIssues(limits, args, "");
