import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Reference } from "./references";

/** The components that each component is created after, by reference (`runCommand.patching`). */
export interface DependencyOrder {
    readonly after: ReadonlyMap<string, ReadonlySet<string>>;
    readonly issues: readonly ValidationIssue[];
}

/** The dependency path from one component to another, both ends included; undefined if there is none. */
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
 * Orders the components by their references. A required reference, one that AWS resolves when the component is created,
 * must not close a cycle. Any other reference only appears in a document as a computed ARN: it adds a dependency unless
 * that would close a cycle.
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
                message: `closes a dependency cycle: ${[from.reference, ...back].join(" -> ")}`,
                fix: "Remove one of these references, or grant access to a role that is created outside this stack.",
            });
        }
    }
    return { after, issues };
};
