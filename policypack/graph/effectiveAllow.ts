import { covers, hasAction, overlaps, type ConditionModel, type StatementModel } from "../iam";
import type { HeldDocument } from "./graph";

/** A statement that allows an action, and the document it is in. */
export interface EffectiveAllow {
    readonly held: HeldDocument;
    readonly statement: StatementModel;
    /** The resources it allows; `*` for a NotResource. */
    readonly resources: readonly string[];
}

const isUnconditionalDeny = ({ effect, conditions }: StatementModel): boolean =>
    effect === "Deny" && conditions.length === 0;

const denies = (deny: StatementModel, resource: string): boolean =>
    deny.notResources.length > 0
        ? !deny.notResources.some(({ text }) => overlaps(text, resource))
        : deny.resources.some(({ text }) => covers(text, resource));

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
    const denying = matching.map(({ statement }) => statement).filter(isUnconditionalDeny);
    return matching
        .filter(({ statement }) => statement.effect === "Allow")
        .map((one) => ({
            ...one,
            resources: (one.statement.notResources.length > 0
                ? ["*"]
                : one.statement.resources.map(({ text }) => text)
            ).filter((resource) => !denying.some((deny) => denies(deny, resource))),
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
