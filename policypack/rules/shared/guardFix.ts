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

/** Replaces the placeholders of an ARN form, or of a note, with the partition, Region and account. */
export const withPlaceholders = (arn: string, { partition, region, account }: PlaceholderValues): string =>
    arn.replaceAll("PARTITION", partition).replaceAll("REGION", region).replaceAll("ACCOUNT", account);

/** The statement with the guard clauses. Conditions on other keys are kept. */
const guarded = (statement: StatementModel, clauses: readonly ConditionClause[]): StatementJson => {
    const isReplaced = ({ key }: ConditionModel): boolean =>
        isSourceKey(key) || clauses.some(([, guardKey]) => guardKey.toLowerCase() === key);
    const rest = toStatementJson({ ...statement, conditions: statement.conditions.filter((one) => !isReplaced(one)) });
    const kept = (rest.Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const condition = { ...kept };
    for (const [operator, key, value] of clauses) {
        condition[operator] = { ...condition[operator], [key]: value };
    }
    return { ...rest, Condition: condition };
};

/** The condition clauses that guard a service in a role's trust policy. */
export const trustClauses = ({ text }: PrincipalModel, values: PlaceholderValues): readonly ConditionClause[] => {
    const form = serviceTrust(text)?.sourceArn;
    return form === undefined
        ? accountClauses(values)
        : [...accountClauses(values), ["ArnLike", "aws:SourceArn", withPlaceholders(form, values)]];
};

/**
 * The condition clauses that guard most services. The ARN forms in `serviceTrusts` apply to role trust policies; a
 * resource receives other source ARNs.
 */
export const accountClauses = ({ account }: PlaceholderValues): readonly ConditionClause[] => [
    ["StringEquals", "aws:SourceAccount", account],
];

/**
 * The statement with a guard on the service. Other principals are moved to a separate statement: the guard would deny a
 * user, or a service that does not send source keys.
 */
export const guardFix = (
    statement: StatementModel,
    principal: PrincipalModel,
    clauses: readonly ConditionClause[],
): string => {
    const isWritten = statement.principals.includes(principal);
    const alone = isWritten ? { ...statement, principals: [principal], notPrincipals: [] } : statement;
    const others = isWritten ? statement.principals.filter((one) => one !== principal) : [];
    const statementAlone = guarded(alone, clauses);
    return toSnippet(
        others.length === 0
            ? [statementAlone]
            : [toStatementJson({ ...statement, principals: others }), { ...statementAlone, Sid: sidOf(principal) }],
    );
};

/** A Sid for the new statement; Sids must be unique within a document. */
const sidOf = ({ text }: PrincipalModel): string => {
    const [first = "", ...rest] = serviceOf(text).replace(/[^a-z0-9]/g, "");
    return `Trust${first.toUpperCase()}${rest.join("")}`;
};
