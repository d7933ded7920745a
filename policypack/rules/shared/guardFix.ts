import {
    pasted,
    serviceOf,
    sourceKeys,
    trustFact,
    written,
    type ConditionClause,
    type NormalCondition,
    type NormalPrincipal,
    type NormalStatement,
    type WrittenStatement,
} from "../../iam";
import type { Place } from "./placeholders";

const isSourceKey = (key: string): boolean => sourceKeys.some((one) => one.key === key);

/** A text of the fact table with the place put in. */
export const filledIn = (arn: string, { partition, region, account }: Place): string =>
    arn.replaceAll("PARTITION", partition).replaceAll("REGION", region).replaceAll("ACCOUNT", account);

/** The Condition that binds a service, beside the clauses that already stand there about other things. */
function guarded(statement: NormalStatement, clauses: readonly ConditionClause[]): WrittenStatement {
    const isAnswered = ({ key }: NormalCondition): boolean =>
        isSourceKey(key) || clauses.some(([, asked]) => asked.toLowerCase() === key);
    const rest = written({ ...statement, conditions: statement.conditions.filter((one) => !isAnswered(one)) });
    const kept = (rest.Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const condition = { ...kept };
    for (const [operator, key, value] of clauses) condition[operator] = { ...condition[operator], [key]: value };
    return { ...rest, Condition: condition };
}

/** What binds a service in the trust of a role. */
export function trustClauses({ text }: NormalPrincipal, place: Place): readonly ConditionClause[] {
    const form = trustFact(text)?.sourceArn;
    return form === undefined
        ? accountClauses(place)
        : [...accountClauses(place), ["ArnLike", "aws:SourceArn", filledIn(form, place)]];
}

/** What binds most services. The ARN forms of the fact table are those of role trusts; to a resource others come. */
export const accountClauses = ({ account }: Place): readonly ConditionClause[] => [
    ["StringEquals", "aws:SourceAccount", account],
];

/**
 * The statement with its guard. Other principals beside the service keep a statement of their own: a guard on a user or
 * on a service that sends no source keys would lock it out.
 */
export function pasteGuard(
    statement: NormalStatement,
    principal: NormalPrincipal,
    clauses: readonly ConditionClause[],
): string {
    const isWritten = statement.principals.includes(principal);
    const alone = isWritten ? { ...statement, principals: [principal], notPrincipals: [] } : statement;
    const others = isWritten ? statement.principals.filter((one) => one !== principal) : [];
    const own = guarded(alone, clauses);
    return pasted(
        others.length === 0
            ? [own]
            : [written({ ...statement, principals: others }), { ...own, Sid: sidOf(principal) }],
    );
}

/** A Sid for the new statement, which must not repeat the old one. */
const sidOf = ({ text }: NormalPrincipal): string => {
    const [first = "", ...rest] = serviceOf(text).replace(/[^a-z0-9]/g, "");
    return `Trust${first.toUpperCase()}${rest.join("")}`;
};
