/** Merges the statements of several documents into fewer ones that grant the same. */
import { memoizeByObject, type Conditions, type OneOrMore, type Statement } from "../../policypack/iam";

/** A statement of any policy document, also with the elements that patterns do not write. */
export interface MergeableStatement extends Omit<Statement, "Action"> {
    readonly Action?: readonly string[];
    readonly NotAction?: readonly string[];
    readonly NotResource?: readonly string[];
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

const listOf = (values: OneOrMore): readonly string[] => (typeof values === "string" ? [values] : values);

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
    Number(one > other) - Number(one < other);

/**
 * A condition in normal form: operators and keys, which are not case-sensitive, in lower case and in order, and the
 * values of each key as a set.
 */
const normalCondition = (condition: Conditions = {}): unknown =>
    Object.entries(condition)
        .map(
            ([operator, keys]) =>
                [
                    operator.toLowerCase(),
                    Object.entries(keys)
                        .map(([key, values]) => [key.toLowerCase(), unique(listOf(values))] as const)
                        .sort(byKey),
                ] as const,
        )
        .sort(byKey);

/** The actions as a set. Their case does not matter. */
const actionSet = (actions: readonly string[]): readonly string[] =>
    unique(actions.map((action) => action.toLowerCase()));

/** What two statements must have in common, whichever of their elements are united. */
const frameOf = ({ Effect, Condition }: MergeableStatement): unknown => [Effect, normalCondition(Condition)];

/** Only statements that allow actions on resources are united; others are merged with their equals only. */
const isUnitable = ({ Effect, Action, Resource, Principal }: MergeableStatement): boolean =>
    Effect === "Allow" && Action !== undefined && Resource !== undefined && Principal === undefined;

const wholeKey = memoizeByObject((one: MergeableStatement): string =>
    JSON.stringify([
        frameOf(one),
        one.Principal,
        actionSet(one.Action ?? []),
        actionSet(one.NotAction ?? []),
        unique(one.Resource ?? []),
        unique(one.NotResource ?? []),
    ]),
);

const actionKey = memoizeByObject((one: MergeableStatement): string =>
    isUnitable(one) ? JSON.stringify([frameOf(one), actionSet(one.Action ?? [])]) : wholeKey(one),
);

const resourceKey = memoizeByObject((one: MergeableStatement): string =>
    isUnitable(one) ? JSON.stringify([frameOf(one), unique(one.Resource ?? [])]) : wholeKey(one),
);

/** The distinct actions, each as it is first written. */
const distinctActions = (actions: readonly string[]): readonly string[] => {
    const first = new Map<string, string>();
    for (const action of actions) {
        first.set(action.toLowerCase(), first.get(action.toLowerCase()) ?? action);
    }
    return [...first.values()];
};

const united = (one: MergeableStatement, other: MergeableStatement): MergeableStatement =>
    isUnitable(one)
        ? {
              ...one,
              Action: distinctActions([...(one.Action ?? []), ...(other.Action ?? [])]),
              Resource: [...new Set([...(one.Resource ?? []), ...(other.Resource ?? [])])],
          }
        : one;

/** Unites the statements with the same key. */
const mergeBy = (
    statements: readonly MergeableStatement[],
    keyOf: (one: MergeableStatement) => string,
): readonly MergeableStatement[] => {
    const merged = new Map<string, MergeableStatement>();
    for (const one of statements) {
        const key = keyOf(one);
        const other = merged.get(key);
        merged.set(key, other === undefined ? one : united(other, one));
    }
    return [...merged.values()];
};

/** Each statement with a Sid that no earlier one has. A number at the end counts those of the same name. */
const withUniqueSids = (statements: readonly MergeableStatement[]): readonly MergeableStatement[] => {
    const taken = new Set<string>();
    return statements.map((one) => {
        let sid = one.Sid;
        for (let count = 2; taken.has(sid); count += 1) {
            sid = `${one.Sid}${String(count)}`;
        }
        taken.add(sid);
        return sid === one.Sid ? one : { ...one, Sid: sid };
    });
};

/**
 * Merges statements without changing what they grant: two statements that allow under the same condition become one if
 * they have the same actions, which unites their resources, or the same resources, which unites their actions. A
 * statement with `NotAction` or `NotResource`, and one that denies, is merged with its equal only.
 */
export const mergeStatements = <One extends MergeableStatement>(statements: readonly One[]): readonly One[] => {
    let merged: readonly MergeableStatement[] = statements;
    for (let before = -1; merged.length !== before;) {
        before = merged.length;
        merged = mergeBy(mergeBy(merged, actionKey), resourceKey);
    }
    return withUniqueSids(merged) as readonly One[];
};
