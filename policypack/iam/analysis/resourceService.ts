/** Which service's resource a resource-based policy is attached to, derived from its statements. */
import { arnParts } from "../syntax/arn";
import { memoizeLast } from "../syntax/memoize";
import type { StatementModel } from "../model/document";

/** The service prefixes of the actions; if there are none, the services of the Resource ARNs. */
export const resourceServices = memoizeLast((statement: StatementModel): readonly string[] => servicesOf(statement));

const servicesOf = ({ actions, notActions, resources, notResources }: StatementModel): readonly string[] => {
    const prefixes = [...actions, ...notActions].flatMap(({ text }) => {
        const colon = text.indexOf(":");
        return colon === -1 ? [] : [text.slice(0, colon).toLowerCase()];
    });
    const arns = [...resources, ...notResources].flatMap(({ text }) => arnParts(text)?.service ?? []);
    return [...new Set(prefixes.length > 0 ? prefixes : arns)];
};
