import {
    principalKeys,
    guardOf,
    hasAction,
    hasWildcard,
    memoizeByObject,
    allowedPrincipals,
    serviceOf,
    sourceKeys,
    serviceTrust,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
    type SourceKeySupport,
} from "../../iam";
import { withPlaceholders, guardFix, trustClauses } from "../shared/guardFix";
import { guardData, ineffective, unguarded } from "../shared/guardPhrases";
import { placeholders } from "../shared/placeholders";
import { replacementFor } from "../shared/replacement";
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
    reason: "Anyone in any AWS account can make the service use this role on their behalf.",
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
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, assumeRole))
            .flatMap((one) =>
                allowedPrincipals(one).flatMap((principal) => reportsOn(document, one, principal, settings)),
            ),
};

const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Report<Id>[] => {
    const isEveryone = principal.kind === "everyone";
    if (principal.kind !== "service" && !isEveryone) {
        return [];
    }
    const kind = classOf(principal.text, options);
    if (kind === "unsupported" || kind === "conflicting") {
        return [];
    }
    const keys = isEveryone ? [...sourceKeys, ...principalKeys] : sourceKeys;
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options), assumeRole);
    if (guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted") {
        return [];
    }
    const values = placeholders(document, options);
    const end = guard.state === "absent" ? "Unguarded" : "Ineffective";
    if (isEveryone) {
        return [
            {
                path: principal.path,
                messageId: `everyone${end}`,
                data: guardData(guard),
                replacement: `"Principal": { "AWS": "arn:${values.partition}:iam::${values.account}:role/ROLE_NAME" }`,
            },
        ];
    }
    const note = serviceTrust(principal.text)?.note;
    return [
        {
            path: principal.path,
            messageId: `${kind === "unlisted" ? "unlistedService" : "service"}${end}`,
            data: {
                service: principal.text,
                ...guardData(guard),
                ...(note === undefined ? {} : { note: withPlaceholders(note, values) }),
            },
            ...replacementFor(statement, () => guardFix(statement, principal, trustClauses(principal, values))),
            ...(kind === "unlisted" && options.unlistedServices === "advisory" ? { level: "advisory" } : {}),
        },
    ];
};

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
