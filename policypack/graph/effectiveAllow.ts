import { covers, hasAction, PatternIndex, type ConditionModel, type PolicyString, type StatementModel } from "../iam";
import type { HeldDocument } from "./graph";

/** A statement that allows an action, and the document it is in. */
export interface EffectiveAllow {
    readonly held: HeldDocument;
    readonly statement: StatementModel;
    /** The resources it allows; `*` for a NotResource. */
    readonly resources: readonly PolicyString[];
}

const isUnconditionalDeny = ({ effect, conditions }: StatementModel): boolean =>
    effect === "Deny" && conditions.length === 0;

/** Whether unconditional Deny statements deny a resource. */
const deniesOf = (denying: readonly StatementModel[]): ((resource: string) => boolean) => {
    const denied = new PatternIndex(
        denying.filter(({ notResources }) => notResources.length === 0).flatMap(({ resources }) => resources),
        ({ text }) => text,
    );
    const excepted = denying
        .filter(({ notResources }) => notResources.length > 0)
        .map(({ notResources }) => new PatternIndex(notResources, ({ text }) => text));
    return (resource) =>
        denied.covers(resource) || excepted.some((index) => index.firstOverlapping(resource) === undefined);
};

/**
 * The statements that allow an action among all documents of one principal. As in IAM, a Deny in one document overrides
 * an Allow in another. A conditional Deny can be bypassed, so it is ignored.
 */
export const effectiveAllows = (held: readonly HeldDocument[], action: string): readonly EffectiveAllow[] => {
    const matching = held.flatMap((one) =>
        one.document.statements
            .filter((statement) => hasAction(statement, action))
            .map((statement) => ({ held: one, statement })),
    );
    const isDenied = deniesOf(matching.map(({ statement }) => statement).filter(isUnconditionalDeny));
    return matching
        .filter(({ statement }) => statement.effect === "Allow")
        .map((one) => ({
            ...one,
            resources: (one.statement.notResources.length > 0
                ? [{ text: "*", path: one.statement.path }]
                : one.statement.resources
            ).filter(({ text }) => !isDenied(text)),
        }))
        .filter(({ resources }) => resources.length > 0);
};

/** Operators that are true only if the key is present with a matching value. */
const positive = /^(string(equals|equalsignorecase|like)|arn(equals|like))$/i;

/** Whether the condition restricts the key `wanted` to values, none of which matches any policy ARN. */
export const confines = ({ operator, setPrefix, ifExists, key, values }: ConditionModel, wanted: string): boolean =>
    key === wanted &&
    positive.test(operator) &&
    !ifExists &&
    setPrefix !== "forAll" &&
    values.length > 0 &&
    values.every(({ text }) => !covers(text, "arn:aws:iam::aws:policy/?*"));
