import {
    toSnippet,
    serviceOf,
    sourceKeys,
    serviceTrust,
    toStatementJson,
    type ConditionClause,
    type ConditionModel,
    type PrincipalModel,
    type StatementModel,
    type StatementJson,
} from "../../iam";
import type { PlaceholderValues } from "./placeholders";

const isSourceKey = (key: string): boolean => sourceKeys.some((one) => one.key === key);

/** A text of the fact table with the place put in. */
export const withPlaceholders = (arn: string, { partition, region, account }: PlaceholderValues): string =>
    arn.replaceAll("PARTITION", partition).replaceAll("REGION", region).replaceAll("ACCOUNT", account);

/** The Condition that binds a service, beside the clauses that already stand there about other things. */
const guarded = (statement: StatementModel, clauses: readonly ConditionClause[]): StatementJson => {
    const isAnswered = ({ key }: ConditionModel): boolean =>
        isSourceKey(key) || clauses.some(([, asked]) => asked.toLowerCase() === key);
    const rest = toStatementJson({ ...statement, conditions: statement.conditions.filter((one) => !isAnswered(one)) });
    const kept = (rest.Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const condition = { ...kept };
    for (const [operator, key, value] of clauses) {
        condition[operator] = { ...condition[operator], [key]: value };
    }
    return { ...rest, Condition: condition };
};

/** What binds a service in the trust of a role. */
export const trustClauses = ({ text }: PrincipalModel, values: PlaceholderValues): readonly ConditionClause[] => {
    const form = serviceTrust(text)?.sourceArn;
    return form === undefined
        ? accountClauses(values)
        : [...accountClauses(values), ["ArnLike", "aws:SourceArn", withPlaceholders(form, values)]];
};

/** What binds most services. The ARN forms of the fact table are those of role trusts; to a resource others come. */
export const accountClauses = ({ account }: PlaceholderValues): readonly ConditionClause[] => [
    ["StringEquals", "aws:SourceAccount", account],
];

/**
 * The statement with its guard. Other principals beside the service keep a statement of their own: a guard on a user or
 * on a service that sends no source keys would lock it out.
 */
export const guardFix = (
    statement: StatementModel,
    principal: PrincipalModel,
    clauses: readonly ConditionClause[],
): string => {
    const isWritten = statement.principals.includes(principal);
    const alone = isWritten ? { ...statement, principals: [principal], notPrincipals: [] } : statement;
    const others = isWritten ? statement.principals.filter((one) => one !== principal) : [];
    const own = guarded(alone, clauses);
    return toSnippet(
        others.length === 0
            ? [own]
            : [toStatementJson({ ...statement, principals: others }), { ...own, Sid: sidOf(principal) }],
    );
};

/** A Sid for the new statement, which must not repeat the old one. */
const sidOf = ({ text }: PrincipalModel): string => {
    const [first = "", ...rest] = serviceOf(text).replace(/[^a-z0-9]/g, "");
    return `Trust${first.toUpperCase()}${rest.join("")}`;
};
