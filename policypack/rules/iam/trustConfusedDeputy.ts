import {
    principalKeys,
    guardOf,
    hasAction,
    hasWildcard,
    isDeferred,
    memoizeByObject,
    allowedPrincipals,
    serviceOf,
    sourceKeys,
    serviceTrust,
    toStatementJson,
    type Guard,
    type PolicyModel,
    type PrincipalModel,
    type StatementJson,
    type StatementModel,
    type SourceKeySupport,
} from "../../iam";
import { accountClauses, guardedStatements, isSourceCondition, trustClauses } from "../shared/guardedStatements";
import { guardData, ineffective, unguarded } from "../shared/guardPhrases";
import { accountPrincipal, placeholders, withPlaceholders, type PlaceholderValues } from "../shared/placeholders";
import { statementReplacement, withPrincipals } from "../shared/statementReplacement";
import type { Message } from "../../engine/message";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { zoneOfTrust } from "../../engine/options";

const assumeRole = "sts:assumerole";

type Id = `${"everyone" | "service" | "unlistedService"}${"Unguarded" | "Ineffective"}`;

const everyone = (guard: string): Message => ({
    message: `everyone, including AWS services, may assume the role ${guard}`,
    reason: "Any AWS account, and any service acting on its behalf, can assume the role.",
    fix: "Name the principals that need the role.",
});

const service = (guard: string): Message => ({
    message: `{service} may assume the role ${guard}`,
    reason:
        "The trust policy accepts the service on behalf of every AWS account, and leaves it to the service to check who " +
        "gave it the role.[[ The role has to be passed to it in its own account; left open is {open}.]]",
    fix: "Restrict the account on whose behalf the service assumes the role.[[ {note}]]",
});

const unlistedService = (guard: string): Message => ({
    ...service(guard),
    reason:
        "Anyone in any AWS account may be able to make the service use this role. It is not documented whether the " +
        "service sends the source keys, so test the condition.",
});

/** Reports trust policies that allow a service without restricting the source account. */
export const trustConfusedDeputy: DocumentRule<Id> = {
    name: "iam-trust-confused-deputy",
    on: "document",
    level: "mandatory",
    severity: "high",
    description: "Trust policies that allow an AWS service must restrict the source account, ARN or organization.",
    remediationSteps:
        "Add aws:SourceAccount with your account to the statement's Condition, and aws:SourceArn if AWS documents its format.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    messages: {
        everyoneUnguarded: everyone(unguarded),
        everyoneIneffective: everyone(ineffective),
        serviceUnguarded: service(unguarded),
        serviceIneffective: service(ineffective),
        unlistedServiceUnguarded: unlistedService(unguarded),
        unlistedServiceIneffective: unlistedService(ineffective),
    },
    appliesTo: ["trust"],
    actions: [assumeRole],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, assumeRole))
            .flatMap((one) => reportsOn(document, one, settings)),
};

/** A principal that anyone can make assume the role. */
interface Unguarded {
    readonly principal: PrincipalModel;
    readonly guard: Guard;
    readonly support: SourceKeySupport;
}

const reportsOn = (document: PolicyModel, statement: StatementModel, options: RuleOptions): readonly Report<Id>[] => {
    const unguarded = allowedPrincipals(statement).flatMap((principal) =>
        unguardedPrincipal(document, statement, principal, options),
    );
    if (unguarded.length === 0) {
        return [];
    }
    const values = placeholders(document, options);
    const replacement = statementReplacement(document, statement, options, () => {
        const statements = restricted(document, statement, unguarded, values, options);
        return statements && { statements };
    });
    return unguarded.map((one) => ({
        ...report(one, values, options),
        replacement,
    }));
};

const unguardedPrincipal = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Unguarded[] => {
    const isEveryone = principal.kind === "everyone";
    if (principal.kind !== "service" && !isEveryone) {
        return [];
    }
    const support = classOf(principal.text, options);
    // Only the deployment knows the service, so nothing is known of its keys.
    const isUnknown = support === "unlisted" && isDeferred(serviceOf(principal.text));
    if (support === "unsupported" || support === "conflicting" || isUnknown) {
        return [];
    }
    const keys = isEveryone ? [...sourceKeys, ...principalKeys] : sourceKeys;
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options), assumeRole);
    return guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted"
        ? []
        : [{ principal, guard, support }];
};

const report = (
    { principal, guard, support }: Unguarded,
    values: PlaceholderValues,
    options: RuleOptions,
): Report<Id> => {
    const end = guard.state === "absent" ? "Unguarded" : "Ineffective";
    if (principal.kind === "everyone") {
        return { path: principal.path, principal, messageId: `everyone${end}`, data: guardData(guard) };
    }
    const { note, leavesOpen } = serviceTrust(principal.text) ?? {};
    return {
        path: principal.path,
        principal,
        messageId: `${support === "unlisted" ? "unlistedService" : "service"}${end}`,
        data: {
            service: principal.text,
            ...guardData(guard),
            ...(leavesOpen === undefined || support === "unlisted" ? {} : { open: leavesOpen }),
            ...(note === undefined ? {} : { note: withPlaceholders(note, values) }),
        },
        ...(support === "unlisted" && options.unlistedServices === "advisory" ? { level: "advisory" } : {}),
    };
};

/** The statement with a guard on the services, and with the account in place of everyone. */
const restricted = (
    document: PolicyModel,
    statement: StatementModel,
    unguarded: readonly Unguarded[],
    values: PlaceholderValues,
    options: RuleOptions,
): readonly StatementJson[] | undefined => {
    const context = { document, zone: zoneOfTrust(options) };
    // A condition on the source is meant for services, which a principal of an account excludes.
    if (statement.conditions.some(isSourceCondition) && unguarded.some(isEveryone)) {
        return guardedStatements(
            context,
            statement,
            unguarded.map((one) => ({
                principal: one.principal,
                clauses: isEveryone(one) ? accountClauses(values) : trustClauses(one.principal, values),
            })),
        );
    }
    const account: PrincipalModel = { kind: "aws", text: accountPrincipal(values), path: "" };
    const named: StatementModel = {
        ...statement,
        principals:
            statement.notPrincipals.length > 0
                ? [account]
                : withPrincipals(statement.principals, (one) => (one.kind === "everyone" ? account : one)),
        notPrincipals: [],
    };
    const toGuard = unguarded
        .filter((one) => !isEveryone(one))
        .map(({ principal }) => ({ principal, clauses: trustClauses(principal, values) }));
    return toGuard.length === 0 ? [toStatementJson(named)] : guardedStatements(context, named, toGuard);
};

const isEveryone = ({ principal }: Unguarded): boolean => principal.kind === "everyone";

/** The service's class; configuration can override it. A wildcard includes the services that send the source keys. */
export const classOf = (host: string, { services }: RuleOptions): SourceKeySupport => {
    const service = serviceOf(host);
    if (hasWildcard(service)) {
        return "required";
    }
    return overridesIn(services).get(service) ?? serviceTrust(host)?.class ?? "unlisted";
};

type Overrides = RuleOptions["services"];

/** By configuration: it is the same for all principals. The first of several names for a service counts. */
const overridesIn = memoizeByObject(
    (services: Overrides): ReadonlyMap<string, Overrides[string]> =>
        new Map(
            Object.entries(services)
                .reverse()
                .map(([name, support]) => [serviceOf(name), support]),
        ),
);
