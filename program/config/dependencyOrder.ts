import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Reference } from "./references";

/** Which component is made after which others, by their references (`runCommand.patching`). */
export interface DependencyOrder {
    readonly after: ReadonlyMap<string, ReadonlySet<string>>;
    readonly issues: readonly ValidationIssue[];
}

/** The way from one component to another along the waits, both ends included; undefined when there is none. */
const pathBetween = (
    after: ReadonlyMap<string, ReadonlySet<string>>,
    from: string,
    to: string,
    seen: ReadonlySet<string> = new Set(),
): readonly string[] | undefined => {
    if (from === to) {
        return [from];
    }
    for (const next of after.get(from) ?? []) {
        const rest = seen.has(next) ? undefined : pathBetween(after, next, to, new Set([...seen, from]));
        if (rest !== undefined) {
            return [from, ...rest];
        }
    }
    return undefined;
};

/**
 * Puts the components in an order. Only a reference that AWS looks up when the component is made can close a cycle;
 * one that merely stands in a document is computed, so it is waited for where that closes none, and else is not.
 */
export const orderComponents = (references: readonly Reference[]): DependencyOrder => {
    const after = new Map<string, Set<string>>();
    const issues: ValidationIssue[] = [];
    for (const { from, to, path, required } of [...references].sort(
        (a, b) => Number(b.required) - Number(a.required),
    )) {
        const back = pathBetween(after, to.reference, from.reference);
        if (back === undefined) {
            after.set(from.reference, (after.get(from.reference) ?? new Set<string>()).add(to.reference));
        } else if (required) {
            issues.push({
                path,
                value: to.reference,
                message: `closes a cycle of components that wait for each other: ${[from.reference, ...back].join(" -> ")}`,
                fix: "Take one of these references away, or grant to a role that is made elsewhere.",
            });
        }
    }
    return { after, issues };
};
