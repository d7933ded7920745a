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
): readonly string[] | undefined => {
    const visited = new Set([from]);
    const path: { readonly reference: string; readonly rest: Iterator<string> }[] = [];
    const enter = (reference: string): void => {
        path.push({ reference, rest: (after.get(reference) ?? new Set<string>()).values() });
    };
    enter(from);
    for (let last = path.at(-1); last !== undefined && last.reference !== to; last = path.at(-1)) {
        const next = last.rest.next();
        if (next.done === true) {
            path.pop();
        } else if (!visited.has(next.value)) {
            visited.add(next.value);
            enter(next.value);
        }
    }
    return path.length === 0 ? undefined : path.map(({ reference }) => reference);
};

/** A dependency of one component on another, by reference. */
type Dependency = readonly [from: string, to: string];

/** The dependencies without those on a component from which no cycle can be reached. */
const towardsCycles = (dependencies: readonly Dependency[]): readonly Dependency[] => {
    const open = new Map<string, number>();
    const dependents = new Map<string, string[]>();
    for (const [from, to] of dependencies) {
        open.set(from, (open.get(from) ?? 0) + 1);
        const others = dependents.get(to);
        if (others === undefined) {
            dependents.set(to, [from]);
        } else {
            others.push(from);
        }
    }
    const ends = [...dependents.keys()].filter((reference) => !open.has(reference));
    // The list grows while it is read: a component without open dependencies is an end itself.
    for (const end of ends) {
        for (const dependent of dependents.get(end) ?? []) {
            const left = (open.get(dependent) ?? 0) - 1;
            open.set(dependent, left);
            if (left === 0) {
                ends.push(dependent);
            }
        }
    }
    return dependencies.filter(([, to]) => (open.get(to) ?? 0) > 0);
};

const reversed = (dependencies: readonly Dependency[]): readonly Dependency[] =>
    dependencies.map(([from, to]) => [to, from]);

/** The components that may be part of a cycle: a cycle can be reached from them and leads to them. */
const inCycles = (references: readonly Reference[]): ReadonlySet<string> => {
    const forward = towardsCycles(references.map(({ from, to }) => [from.reference, to.reference]));
    return new Set(towardsCycles(reversed(forward)).flat());
};

/**
 * Orders the components by their references. A required reference, one that AWS resolves when the component is created,
 * must not close a cycle. Any other reference only appears in a document as a computed ARN: it adds a dependency unless
 * that would close a cycle.
 */
export const orderComponents = (references: readonly Reference[]): DependencyOrder => {
    const after = new Map<string, Set<string>>();
    const issues: ValidationIssue[] = [];
    // A search for every reference would take the square of their number; few stacks have a cycle to search for.
    const circular = inCycles(references);
    for (const { from, to, path, required } of [...references].sort(
        (a, b) => Number(b.required) - Number(a.required),
    )) {
        const mayClose = circular.has(from.reference) && circular.has(to.reference);
        const back = mayClose ? pathBetween(after, to.reference, from.reference) : undefined;
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
