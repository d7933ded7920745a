import {
    arnParts,
    isAccountId,
    knowsVariables,
    restrictionOf,
    serviceTrust,
    sourceKeys,
    toStatementJson,
    trueWhenAbsent,
    type ConditionClause,
    type ConditionModel,
    type PolicyModel,
    type PrincipalModel,
    type StatementJson,
    type StatementModel,
    type ZoneOfTrust,
} from "../../iam";
import { withPlaceholders, type PlaceholderValues } from "./placeholders";
import { isPositive, newClause, requiring, toStatements } from "./statementReplacement";

const sourceKey = (key: string) => sourceKeys.find((one) => one.key === key);

/** Whether the condition is about the source of a request, which only a service has. */
export const isSourceCondition = ({ key }: ConditionModel): boolean => sourceKey(key) !== undefined;

/** The condition clauses that guard a service in a role's trust policy. */
export const trustClauses = ({ text }: PrincipalModel, values: PlaceholderValues): readonly ConditionClause[] => {
    const { sourceArn, isArnAlone } = serviceTrust(text) ?? {};
    return [
        ...(isArnAlone === true ? [] : accountClauses(values)),
        ...(sourceArn === undefined
            ? []
            : [["ArnLike", "aws:SourceArn", withPlaceholders(sourceArn, values)] as const]),
    ];
};

/**
 * The condition clauses that guard most services. The ARN forms in `serviceTrusts` apply to role trust policies; a
 * resource receives other source ARNs.
 */
export const accountClauses = ({ account }: PlaceholderValues): readonly ConditionClause[] => [
    ["StringEquals", "aws:SourceAccount", account],
];

/** A principal of a statement that needs a guard, and the clauses of that guard. */
export interface PrincipalToGuard {
    readonly principal: PrincipalModel;
    readonly clauses: readonly ConditionClause[];
}

/** What the conditions of a statement are read with. */
export interface GuardContext {
    readonly document: PolicyModel;
    readonly zone: ZoneOfTrust;
}

/**
 * The statement with a guard on each of these principals. The others keep the statement as it is: the guard would deny a
 * user, or a service that does not send source keys. Principals with the same guard share a statement.
 */
export const guardedStatements = (
    context: GuardContext,
    statement: StatementModel,
    toGuard: readonly PrincipalToGuard[],
): readonly StatementJson[] | undefined => {
    const byClauses = new Map<string, PrincipalToGuard[]>();
    for (const one of toGuard) {
        const key = JSON.stringify(one.clauses);
        byClauses.set(key, [...(byClauses.get(key) ?? []), one]);
    }
    const groups = [...byClauses.values()];
    const named = new Set(toGuard.map(({ principal }) => principal));
    if (!toGuard.every(({ principal }) => statement.principals.includes(principal))) {
        // A condition or a NotPrincipal selects the services, so the statement cannot be divided between them.
        const [only = [], ...more] = groups;
        return more.length > 0 ? undefined : [toStatementJson(guarded(context, statement, only[0]?.clauses ?? []))];
    }
    const others = statement.principals.filter((one) => !named.has(one));
    const statements = [
        ...(others.length === 0 ? [] : [{ ...statement, principals: others }]),
        ...groups.map((group) =>
            guarded(
                context,
                { ...statement, principals: group.map(({ principal }) => principal) },
                group[0]?.clauses ?? [],
            ),
        ),
    ];
    return toStatements(statements);
};

/** The statement with a guard on all of its principals. */
const guarded = (
    context: GuardContext,
    statement: StatementModel,
    clauses: readonly ConditionClause[],
): StatementModel => ({ ...statement, conditions: guardedConditions(context, statement.conditions, clauses) });

/**
 * The conditions with the guard. A condition that would restrict the source, were the key required, becomes the guard.
 * Else the clauses are added; conditions on the source stay unless they contradict them or restrict nothing. A service
 * that sends no source keys keeps only those that do not require them.
 */
const guardedConditions = (
    context: GuardContext,
    conditions: readonly ConditionModel[],
    clauses: readonly ConditionClause[],
): readonly ConditionModel[] => {
    if (!clauses.some(([, key]) => sourceKey(key.toLowerCase()) !== undefined)) {
        return withClauses(
            conditions.filter((one) => !isSourceCondition(one) || trueWhenAbsent(one)),
            clauses,
        );
    }
    const possible = conditions.filter((one) => !isSourceCondition(one) || isPossible(context, one, clauses));
    const required = possible.findIndex((one) => requiredSource(context, one) !== undefined);
    if (required !== -1) {
        return possible.map((one, at) => (at === required ? (requiredSource(context, one) ?? one) : one));
    }
    const useful = possible.filter((one) => !isSourceCondition(one) || !isAnything(one));
    // Beside the account, a source ARN in the statement restricts further than the documented form.
    const namesArn = clauses.length > 1 && useful.some((one) => one.key === "aws:sourcearn" && isPositive(one));
    return withClauses(
        useful,
        clauses.filter(([, key]) => key !== "aws:SourceArn" || !namesArn),
    );
};

/** The conditions with clauses that take the place of those on the same keys. */
const withClauses = (
    conditions: readonly ConditionModel[],
    added: readonly ConditionClause[],
): readonly ConditionModel[] => [
    ...conditions.filter(({ key }) => !added.some(([, addedKey]) => addedKey.toLowerCase() === key)),
    ...added.map(([operator, key, value]) => newClause(operator, key, [value])),
];

/** The clause with its key required, if it restricts the source then. */
const requiredSource = ({ document, zone }: GuardContext, condition: ConditionModel): ConditionModel | undefined => {
    const check = sourceKey(condition.key)?.check(knowsVariables(document), zone);
    return check && requiring(condition, check);
};

/** Whether requests of the guarded source can satisfy the condition. */
const isPossible = (
    { document, zone }: GuardContext,
    condition: ConditionModel,
    clauses: readonly ConditionClause[],
): boolean => {
    if (condition.operator === "Null") {
        return condition.values.some(({ text }) => text.toLowerCase() === "false");
    }
    const check = sourceKey(condition.key)?.check(knowsVariables(document), zone);
    const { state } = restrictionOf([condition], condition.key, check ?? (() => ({ effect: "restricts" })), true);
    if (state === "external" || state === "neverTrue") {
        return false;
    }
    const account = clauses.find(([, key]) => key === "aws:SourceAccount")?.[2];
    return (
        condition.key !== "aws:sourcearn" ||
        account === undefined ||
        !isAccountId(account) ||
        !isPositive(condition) ||
        condition.values.some(({ text }) => {
            const owner = arnParts(text)?.account ?? "";
            return owner === account || !isAccountId(owner);
        })
    );
};

/** A pattern without any name restricts nothing. */
const isAnything = (condition: ConditionModel): boolean =>
    isPositive(condition) && condition.values.every(({ text }) => /^(arn)?[:*?]+$/.test(text));
