import { document, maximumOf, type PolicyDocument, type Statement } from "../../policypack/iam";

/**
 * Stores a deployer's permissions inline in its role while they fit, else in customer managed policies attached to it.
 * The number of policies must be known before any output is, so it is computed from the raw args.
 */

/** The most characters of inline policies; with more, managed policies are used. AWS allows 10,240 for each role. */
const inlineRoom = 10_190;

/** The characters to fill a managed policy with, of the 6,144 that AWS allows: split statements repeat actions. */
const managedRoom = 5_300;

/** The managed policies that hold the change permissions, at most as many as the default quota for a role allows. */
export const changePolicies = [
    "change1",
    "change2",
    "change3",
    "change4",
    "change5",
    "change6",
    "change7",
    "change8",
    "change9",
    "change10",
] as const;

/** A managed policy with a part of the change permissions. */
export type ChangePolicy = (typeof changePolicies)[number];

/** Replaces an unknown value: about as long as the ARN of a role. */
const placeholder = `arn:aws:iam::000000000000:role/${"x".repeat(64)}`;

/** The args with every output replaced by the placeholder, so that they can be measured. */
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

/** One statement per resource, so that the list can be split anywhere. */
const explodeResources = (statements: readonly Statement[]): readonly Statement[] =>
    statements.flatMap((statement) => (statement.Resource ?? []).map((one) => ({ ...statement, Resource: [one] })));

/** Merges adjacent statements with the same Sid. */
const mergeNeighbours = (statements: readonly Statement[]): readonly Statement[] => {
    const merged: { readonly first: Statement; readonly resources: string[] }[] = [];
    for (const one of statements) {
        const last = merged.at(-1);
        if (last?.first.Sid === one.Sid) {
            last.resources.push(...(one.Resource ?? []));
        } else {
            merged.push({ first: one, resources: [...(one.Resource ?? [])] });
        }
    }
    return merged.map(({ first, resources }) => ({ ...first, Resource: resources }));
};

/** How many characters a statement adds to a list of merged statements that ends with another one. */
const addedCharacters = (one: Statement, last: Statement | undefined): number => {
    if (last === undefined) {
        return charactersOf(one);
    }
    const comma = 1;
    return comma + (last.Sid === one.Sid ? charactersOf(one.Resource) - "[]".length : charactersOf(one));
};

/** Cuts the statements into `parts` lists, none of them empty: each is filled up to `size`, the last one takes the rest. */
const cutAt = (all: readonly Statement[], parts: number, size: number): readonly PolicyDocument[] => {
    const cut: Statement[][] = [[]];
    let characters = "[]".length;
    for (const [i, one] of all.entries()) {
        const current = cut[cut.length - 1] ?? [];
        const grown = characters + addedCharacters(one, current.at(-1));
        const isFull = grown > size && current.length > 0;
        if (cut.length < parts && (isFull || all.length - i === parts - cut.length)) {
            cut.push([one]);
            characters = "[]".length + addedCharacters(one, undefined);
        } else {
            current.push(one);
            characters = grown;
        }
    }
    return cut.map((part) => document(...mergeNeighbours(part)));
};

const fits = (part: PolicyDocument): boolean => charactersOf(part) <= maximumOf.managedPolicy;

/** How much fuller the parts get with each attempt, in characters. */
const attemptStep = 50;

/**
 * Splits the document into `parts` documents, none of them empty: of about the same size, or the first ones fuller if
 * too much is left for the last one.
 */
export const splitPolicy = ({ Statement: statements }: PolicyDocument, parts: number): readonly PolicyDocument[] => {
    const all = explodeResources(statements);
    const even = charactersOf(mergeNeighbours(all)) / parts;
    const attempts = Math.max(1, Math.ceil((maximumOf.managedPolicy - even) / attemptStep));
    for (let attempt = 0; attempt < attempts; attempt++) {
        const cut = cutAt(all, parts, even + attempt * attemptStep);
        if (cut.every(fits)) {
            return cut;
        }
    }
    return cutAt(all, parts, even);
};

/**
 * How many managed policies `change` needs next to an inline `read`; 0 if both fit into the role.
 */
export const policiesFor = (read: PolicyDocument, change: PolicyDocument): number => {
    if (charactersOf(read) + charactersOf(change) <= inlineRoom) {
        return 0;
    }
    const fewest = Math.ceil(charactersOf(change) / managedRoom);
    const counts = changePolicies.map((_, i) => i + 1).filter((count) => count >= fewest);
    return (
        counts.find((count) =>
            splitPolicy(change, count).every((part) => charactersOf(part) <= maximumOf.managedPolicy),
        ) ?? changePolicies.length
    );
};
