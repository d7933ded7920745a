import {
    arnParts,
    deniesOf,
    hasAction,
    allowedPrincipals,
    exceptionsFor,
    resourceServices,
    requiresKey,
    serviceOf,
    trueWhenAbsent,
    serviceTrust,
    type ConditionModel,
    type PolicyModel,
    type PolicyString,
    type PrincipalModel,
    type StatementJson,
    type StatementModel,
} from "../../iam";
import type { DocumentRule, Report, RuleOptions, WriteReplacement } from "../../engine/rule";
import { isSourceCondition } from "../shared/guardedStatements";
import { newClause, statementReplacement, toStatements, withPrincipals } from "../shared/statementReplacement";
import { classOf } from "./trustConfusedDeputy";

type Id = "unsentKey" | "documentedUnsentKey" | "unsentArn" | "noConditions";

const unsentKey = {
    message: "the trust policy requires {key}, which {service} does not send",
    reason: "The service does not send the key, so it cannot assume the role.",
    fix: "Remove the conditions on source keys for this service, and restrict the role's permissions instead.",
};

/** Reports guards that a service cannot satisfy, so that it cannot assume the role. */
export const conditionBreaksService: DocumentRule<Id> = {
    name: "iam-condition-breaks-service",
    on: "document",
    level: "advisory",
    severity: "low",
    description:
        "Trust policies and resource-based policies should not require source keys or ARNs that the service does not send.",
    remediationSteps:
        "Remove the source keys from the statement for this service, and restrict the role's permissions instead.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount",
    messages: {
        unsentKey,
        documentedUnsentKey: { ...unsentKey, reason: "{note}" },
        unsentArn: {
            message: 'the trust policy requires the source ARN "{arn}", which {service} does not send',
            reason: "The service does not send source ARNs of this type, so it cannot assume the role.",
            fix: "Require a source ARN that the service sends.",
        },
        noConditions: {
            message: "the policy requires {key} of {service}, which sends no condition keys here",
            reason: "The condition is never true for the service, so the statement does not allow it anything.",
            fix: "Remove the condition for this service, or do without the statement: {wayOut}",
        },
    },
    appliesTo: ["trust", "resource"],
    check: (document, settings) =>
        document.kind === "resource" ? resourceReports(document) : trustReports(document, settings),
};

const servicesIn = (statement: StatementModel): readonly PrincipalModel[] =>
    allowedPrincipals(statement).filter(({ kind }) => kind === "service");

const trustReports = (document: PolicyModel, settings: RuleOptions): readonly Report<Id>[] =>
    document.statements
        .filter((one) => one.effect === "Allow" && hasAction(one, "sts:assumerole"))
        .flatMap((one) => {
            const services = servicesIn(one);
            const isUnsupported = ({ text }: PrincipalModel): boolean => classOf(text, settings) === "unsupported";
            return services.flatMap((principal) =>
                isUnsupported(principal)
                    ? unsentKeyReports(document, one, principal, services.filter(isUnsupported), settings)
                    : unsentArnReports(document, one, principal, settings),
            );
        });

/** Services that send no condition keys to a resource, although another way exists that needs no policy. */
const resourceReports = (document: PolicyModel): readonly Report<Id>[] =>
    document.statements
        .filter(({ effect }) => effect === "Allow")
        .flatMap((one) => servicesIn(one).flatMap((principal) => noConditionsReports(document, one, principal)));

/** Without the condition, the policy accepts the service on behalf of everyone: no statement is a replacement. */
const noConditionsReports = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
): readonly Report<Id>[] => {
    // The policy belongs to one resource; an exception for another service's action must not count for it.
    const waysOut = resourceServices(statement).map(
        (resource) => exceptionsFor([resource], principal.text).flatMap((one) => one.wayOut ?? [])[0],
    );
    const wayOut = waysOut.includes(undefined) ? undefined : waysOut[0];
    const required = statement.conditions.find((one) => requiresKey([one], one.key));
    const clause = required ?? bindingDeny(document, statement, principal)?.conditions.at(0);
    if (wayOut === undefined || clause === undefined) {
        return [];
    }
    const data = { key: clause.source.key, service: principal.text, wayOut };
    return [{ path: clause.path, principal, messageId: "noConditions", data }];
};

/** A Deny that applies to every request without source keys. */
const bindingDeny = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    action?: string,
): StatementModel | undefined =>
    deniesOf(document, statement, principal, action).find(({ conditions }) =>
        conditions.every((one) => isSourceCondition(one) && trueWhenAbsent(one)),
    );

const unsentKeyReports = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    unsupported: readonly PrincipalModel[],
    options: RuleOptions,
): readonly Report<Id>[] => {
    const required = statement.conditions.find((one) => isSourceCondition(one) && requiresKey([one], one.key));
    const deny = bindingDeny(document, statement, principal, "sts:assumerole");
    const clause = required ?? deny?.conditions.at(0);
    if (clause === undefined) {
        return [];
    }
    const note = serviceTrust(principal.text)?.note;
    // If both the statement and a Deny require the key, no one statement mends it.
    const replacement = deny === undefined ? withoutKeys(document, statement, unsupported, options) : undefined;
    const narrower = required === undefined ? deny && withoutUnsupported(document, deny, options) : undefined;
    return [
        {
            path: clause.path,
            principal,
            messageId: note === undefined ? "unsentKey" : "documentedUnsentKey",
            data: { key: clause.source.key, service: principal.text, ...(note === undefined ? {} : { note }) },
            replacement: () => replacement?.() ?? narrower?.(),
        },
    ];
};

const withoutKeys = (
    document: PolicyModel,
    statement: StatementModel,
    unsupported: readonly PrincipalModel[],
    options: RuleOptions,
): WriteReplacement =>
    statementReplacement(document, statement, options, () => ({
        statements: withoutSourceKeys(statement, new Set(unsupported)),
    }));

/**
 * The Deny for the other principals of the document, which may rely on it: everyone else is not allowed anything. If
 * there are none, for requests with the key only.
 */
const withoutUnsupported = (
    document: PolicyModel,
    deny: StatementModel,
    options: RuleOptions,
): WriteReplacement | undefined => {
    const isUnsupported = ({ kind, text }: PrincipalModel): boolean =>
        kind === "service" && classOf(text, options) === "unsupported";
    const allowed = document.statements.filter(({ effect }) => effect === "Allow").flatMap(allowedPrincipals);
    const others = withPrincipals(
        [...allowed, ...deny.principals].filter((one) => one.kind !== "everyone" && !isUnsupported(one)),
        (one) => one,
    );
    if (allowed.some(({ kind }) => kind === "everyone") || deny.notPrincipals.length > 0) {
        return undefined;
    }
    const keys = [...new Map(deny.conditions.map(({ key, source }) => [key, source.key])).values()];
    const present = keys.map((key) => newClause("Null", key, ["false"]));
    return statementReplacement(document, deny, options, () => ({
        statements: toStatements([
            others.length > 0
                ? { ...deny, principals: others }
                : { ...deny, conditions: [...deny.conditions, ...present] },
        ]),
    }));
};

/** The statement without source keys for the services that do not send them; the other principals keep it as it is. */
const withoutSourceKeys = (
    statement: StatementModel,
    unsupported: ReadonlySet<PrincipalModel>,
): readonly StatementJson[] => {
    const others = statement.principals.filter((one) => !unsupported.has(one));
    return toStatements([
        ...(others.length === 0 ? [] : [{ ...statement, principals: others }]),
        {
            ...statement,
            principals: [...unsupported],
            conditions: statement.conditions.filter((one) => !isSourceCondition(one) || trueWhenAbsent(one)),
        },
    ]);
};

/**
 * Source ARNs that a service does not send, according to its documentation.
 *
 * @see EventBridge Scheduler User Guide, cross-service-confused-deputy-prevention; Amazon ECS Developer Guide,
 * task-iam-roles (2026)
 */
const neverSent: Readonly<Record<string, { readonly resource: string; readonly instead: string }>> = {
    scheduler: { resource: "schedule/", instead: "schedule-group/*" },
    "ecs-tasks": { resource: "cluster/", instead: "*" },
};

const unsentArnReports = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Report<Id>[] => {
    const rule = neverSent[serviceOf(principal.text)];
    if (rule === undefined) {
        return [];
    }
    const isUnsent = ({ text }: PolicyString): boolean => arnParts(text)?.resource.startsWith(rule.resource) === true;
    const unsent = statement.conditions
        .filter(({ key }) => key === "aws:sourcearn")
        .flatMap(({ values }) => values)
        .filter(isUnsent);
    if (unsent.length === 0) {
        return [];
    }
    const sent = (value: PolicyString): PolicyString =>
        isUnsent(value) ? { ...value, text: [...value.text.split(":").slice(0, 5), rule.instead].join(":") } : value;
    const replacement = statementReplacement(document, statement, options, () => ({
        statements: toStatements([
            {
                ...statement,
                conditions: statement.conditions.map((one) =>
                    one.key === "aws:sourcearn" ? withSent(one, sent) : one,
                ),
            },
        ]),
    }));
    return unsent.map(({ text, path }) => ({
        path,
        principal,
        identity: text,
        messageId: "unsentArn",
        data: { arn: text, service: principal.text },
        replacement,
    }));
};

/** The condition with source ARNs that the service sends: patterns, which only some operators compare as such. */
const withSent = (
    { operator, source, values, setPrefix, ifExists, ...rest }: ConditionModel,
    sent: (value: PolicyString) => PolicyString,
): ConditionModel => {
    const texts = new Map(values.map(sent).map((one) => [one.text, one]));
    const written = /^Arn|Like$/.test(operator) ? source.operator : `Arn${operator.includes("Not") ? "Not" : ""}Like`;
    return {
        ...rest,
        operator,
        setPrefix,
        ifExists,
        values: [...texts.values()],
        source: { ...source, operator: written },
    };
};
