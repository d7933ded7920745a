import { covers, hasAction, overlaps, type ConditionModel, type StatementModel } from "../iam";
import type { HeldDocument } from "./graph";

/** A statement that allows something, and where it stands. */
export interface EffectiveAllow {
    readonly held: HeldDocument;
    readonly statement: StatementModel;
    /** The resources it reaches; `*` for what a NotResource leaves in. */
    readonly resources: readonly string[];
}

const isUnconditionalDeny = ({ effect, conditions }: StatementModel): boolean =>
    effect === "Deny" && conditions.length === 0;

const denies = (deny: StatementModel, resource: string): boolean =>
    deny.notResources.length > 0
        ? !deny.notResources.some(({ text }) => overlaps(text, resource))
        : deny.resources.some(({ text }) => covers(text, resource));

/**
 * Where documents that one principal holds allow an action. They are judged together, as IAM does: a Deny in one takes
 * away what another allows. A Deny with a condition can be stepped around and takes nothing away.
 */
export const effectiveAllows = (held: readonly HeldDocument[], action: string): readonly EffectiveAllow[] => {
    const speaking = held.flatMap((one) =>
        one.document.statements
            .filter((statement) => hasAction(statement, action))
            .map((statement) => ({ held: one, statement })),
    );
    const denying = speaking.map(({ statement }) => statement).filter(isUnconditionalDeny);
    return speaking
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

/** Operators that only a present, fitting value meets. */
const positive = /^(string(equals|equalsignorecase|like)|arn(equals|like))$/i;

/** True when the condition holds the key to values of which none is every value. */
export const confines = ({ operator, setPrefix, ifExists, key, values }: ConditionModel, wanted: string): boolean =>
    key === wanted &&
    positive.test(operator) &&
    !ifExists &&
    setPrefix !== "forAll" &&
    values.length > 0 &&
    values.every(({ text }) => !covers(text, "arn:aws:iam::aws:policy/?*"));
