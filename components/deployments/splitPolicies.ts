import { document, type PolicyDocument, type Statement } from "../../policypack/iam";

/**
 * Where a deployer's rights stand: in its role while they fit, else in customer managed policies attached to it. How many
 * must be known before anything is, so it is reckoned from the args as they are written.
 */

/** Of the 10,240 characters of all inline policies of a role, what is filled before rights move out of it. */
const inlineRoom = 10_190;

/** Of the 6,144 characters of a managed policy, what is filled; statements that are cut repeat their actions. */
const managedRoom = 5_300;

/** As many managed policies as a role carries without a raised quota. */
const maxPolicies = 10;

/** Stands in for a value that is not known yet: about as long as the ARN of a role. */
const placeholder = `arn:aws:iam::000000000000:role/${"x".repeat(64)}`;

/** The args with everything that is not plain replaced, so that they can be measured. */
export const measurable = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return value.map(measurable);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.getPrototypeOf(value) === Object.prototype
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, measurable(inner)]))
        : placeholder;
};

const charactersOf = (value: unknown): number => JSON.stringify(value).replace(/\s/g, "").length;

/** How many managed policies `change` takes beside an inline `read`; none while both fit into the role. */
export const policiesFor = (read: PolicyDocument, change: PolicyDocument): number =>
    charactersOf(read) + charactersOf(change) <= inlineRoom
        ? 0
        : Math.min(maxPolicies, Math.ceil(charactersOf(change) / managedRoom));

/** A statement for each resource, so that the list can be cut anywhere. */
const explodeResources = (statements: readonly Statement[]): readonly Statement[] =>
    statements.flatMap((statement) => (statement.Resource ?? []).map((one) => ({ ...statement, Resource: [one] })));

/** Neighbours that were one statement, in one again. */
const mergeNeighbours = (statements: readonly Statement[]): readonly Statement[] => {
    const merged: Statement[] = [];
    for (const one of statements) {
        const last = merged.at(-1);
        if (last?.Sid === one.Sid) {
            merged[merged.length - 1] = { ...last, Resource: [...(last.Resource ?? []), ...(one.Resource ?? [])] };
        } else {
            merged.push(one);
        }
    }
    return merged;
};

/** The document as so many documents of about one size, none of them empty. */
export const splitPolicy = ({ Statement: statements }: PolicyDocument, parts: number): readonly PolicyDocument[] => {
    const all = explodeResources(statements);
    const size = charactersOf(mergeNeighbours(all)) / parts;
    const cut: Statement[][] = [[]];
    for (const [i, one] of all.entries()) {
        const current = cut[cut.length - 1] ?? [];
        const isFull = charactersOf(mergeNeighbours([...current, one])) > size && current.length > 0;
        if (cut.length < parts && (isFull || all.length - i === parts - cut.length)) {
            cut.push([one]);
        } else {
            current.push(one);
        }
    }
    return cut.map((part) => document(...mergeNeighbours(part)));
};
