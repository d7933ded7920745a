/** Distributes the statements of access levels over as few managed policies as hold them. */
import { document, type PolicyDocument, type Statement } from "../../policypack/iam";
import { preferenceOrder } from "../pattern/preferenceOrder";
import { mergeStatements } from "./mergeStatements";

/** The statements of one access level. */
export interface LevelStatements {
    /** Identifies the level: `runCommand.patching.operator`. */
    readonly id: string;
    readonly statements: readonly Statement[];
}

/** The number of the policy, from 0, of each statement, by level and Sid. */
export type Packing = ReadonlyMap<string, number>;

/** Identifies a statement of a level. */
const partOf = (id: string, { Sid }: Statement): string => `${id} ${Sid}`;

/** The document with these statements, merged. Levels are taken in order of their names, not as the args list them. */
const mergedDocument = (statements: readonly Statement[]): PolicyDocument => document(...mergeStatements(statements));

/** The characters of a document as AWS counts them: without white space. */
const charactersOf = (statements: readonly Statement[]): number => JSON.stringify(document(...statements)).length;

/**
 * Puts every level into the first policy in its own order of preference that has room, and one that fits nowhere as a
 * whole by its statements. So another level that is added or removed moves it only where there is no room.
 */
const packInto = (levels: readonly LevelStatements[], policies: number, maximum: number): Packing | undefined => {
    const contents = Array.from({ length: policies }, (): readonly Statement[] => []);
    const packing = new Map<string, number>();
    const put = (id: string, statements: readonly Statement[], preferred: readonly number[]): boolean => {
        for (const policy of preferred) {
            const merged = mergeStatements([...(contents[policy] ?? []), ...statements]);
            if (charactersOf(merged) <= maximum) {
                contents[policy] = merged;
                statements.forEach((statement) => packing.set(partOf(id, statement), policy));
                return true;
            }
        }
        return false;
    };
    for (const { id, statements } of levels) {
        const preferred = preferenceOrder(id, policies);
        if (!put(id, statements, preferred) && !statements.every((one) => put(id, [one], preferred))) {
            return undefined;
        }
    }
    return withoutGaps(packing);
};

/** The packing without the policies that got no statement. */
const withoutGaps = (packing: Packing): Packing => {
    const used = [...new Set(packing.values())].sort((one, other) => one - other);
    return new Map([...packing].map(([part, policy]) => [part, used.indexOf(policy)]));
};

const inOrder = (levels: readonly LevelStatements[]): readonly LevelStatements[] =>
    [...levels].sort((one, other) => (one.id < other.id ? -1 : 1));

const isAtMost =
    (maximum: number) =>
    ({ Statement: statements }: PolicyDocument): boolean =>
        charactersOf(statements) <= maximum;

/** The fewest policies that have room for the characters of all levels, merged. */
export const leastPolicies = (levels: readonly LevelStatements[], maximum: number): number =>
    Math.ceil(charactersOf(wholeDocument(levels).Statement) / maximum);

/**
 * Assigns each statement to a policy of at most this many characters.
 *
 * @throws Error if one statement has more.
 */
export const packStatements = (given: readonly LevelStatements[], maximum: number): Packing => {
    const levels = inOrder(given);
    const parts = levels.reduce((sum, { statements }) => sum + statements.length, 0);
    for (let count = leastPolicies(levels, maximum); count <= Math.max(parts, 1); count += 1) {
        const packing = packInto(levels, count, maximum);
        // Merged one after the other, statements may have become fewer than merged at once.
        if (packing !== undefined && packedDocuments(levels, packing).every(isAtMost(maximum))) {
            return packing;
        }
    }
    throw new Error(`a statement has more than ${String(maximum)} characters`);
};

/** The number of policies of a packing. */
export const policiesIn = (packing: Packing): number => new Set(packing.values()).size;

/** The documents of a packing, merged. A statement that the packing does not know is with the first of its level. */
export const packedDocuments = (given: readonly LevelStatements[], packing: Packing): readonly PolicyDocument[] => {
    const contents = Array.from({ length: policiesIn(packing) }, (): Statement[] => []);
    for (const { id, statements } of inOrder(given)) {
        const known = statements.flatMap((one) => packing.get(partOf(id, one)) ?? []);
        for (const one of statements) {
            contents[packing.get(partOf(id, one)) ?? known[0] ?? 0]?.push(one);
        }
    }
    return contents.map(mergedDocument);
};

/** All statements of the levels in one merged document. */
export const wholeDocument = (given: readonly LevelStatements[]): PolicyDocument =>
    mergedDocument(inOrder(given).flatMap(({ statements }) => statements));
