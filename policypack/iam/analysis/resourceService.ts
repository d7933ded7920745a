/** Whose resource a resource policy stands on, as its own statements tell. */
import { arnParts } from "../syntax/arn";
import type { StatementModel } from "../model/document";

/** The prefixes of its actions, and where those are only wildcards, the services of its Resource ARNs. */
export const resourceServices = ({
    actions,
    notActions,
    resources,
    notResources,
}: StatementModel): readonly string[] => {
    const prefixes = [...actions, ...notActions].flatMap(({ text }) => {
        const colon = text.indexOf(":");
        return colon === -1 ? [] : [text.slice(0, colon).toLowerCase()];
    });
    const arns = [...resources, ...notResources].flatMap(({ text }) => arnParts(text)?.service ?? []);
    return [...new Set(prefixes.length > 0 ? prefixes : arns)];
};
