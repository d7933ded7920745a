import {
    arnParts,
    deniesOf,
    hasAction,
    allowedPrincipals,
    toSnippet,
    requiresKey,
    serviceOf,
    sourceKeys,
    trueWhenAbsent,
    serviceTrust,
    toStatementJson,
    type ConditionModel,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
} from "../../iam";
import type { DocumentRule, Report } from "../../engine/rule";
import { replacementFor } from "../shared/replacement";
import { classOf } from "./trustConfusedDeputy";

type Id = "unsentKey" | "documentedUnsentKey" | "unsentArn";

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
    description: "Trust policies should not require source keys or source ARNs that the service does not send.",
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
    },
    appliesTo: ["trust"],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, "sts:assumerole"))
            .flatMap((one) =>
                allowedPrincipals(one)
                    .filter(({ kind }) => kind === "service")
                    .flatMap((principal) =>
                        classOf(principal.text, settings) === "unsupported"
                            ? unsentKeyReports(document, one, principal)
                            : unsentArnReports(one, principal),
                    ),
            ),
};

const isSource = ({ key }: ConditionModel): boolean => sourceKeys.some((one) => one.key === key);

const unsentKeyReports = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
): readonly Report<Id>[] => {
    const required = statement.conditions.find((one) => isSource(one) && requiresKey([one], one.key));
    const denied = deniesOf(document, statement, principal, "sts:assumerole")
        .find(({ conditions }) => conditions.every((one) => isSource(one) && trueWhenAbsent(one)))
        ?.conditions.at(0);
    const clause = required ?? denied;
    if (clause === undefined) {
        return [];
    }
    const note = serviceTrust(principal.text)?.note;
    return [
        {
            path: clause.path,
            messageId: note === undefined ? "unsentKey" : "documentedUnsentKey",
            data: { key: clause.source.key, service: principal.text, ...(note === undefined ? {} : { note }) },
            ...replacementFor(statement, () =>
                toSnippet([
                    toStatementJson({
                        ...statement,
                        principals: [principal],
                        conditions: statement.conditions.filter((one) => !isSource(one)),
                    }),
                ]),
            ),
        },
    ];
};

/**
 * Source ARNs that a service does not send, according to its documentation.
 *
 * @see EventBridge Scheduler User Guide, cross-service-confused-deputy-prevention; Amazon ECS Developer Guide,
 * task-iam-roles (2026)
 */
const neverSent: Readonly<Record<string, { readonly resource: string; readonly instead: string }>> = {
    scheduler: { resource: "schedule/", instead: "schedule-group/GROUP" },
    "ecs-tasks": { resource: "cluster/", instead: "*" },
};

const unsentArnReports = (statement: StatementModel, principal: PrincipalModel): readonly Report<Id>[] => {
    const rule = neverSent[serviceOf(principal.text)];
    if (rule === undefined) {
        return [];
    }
    return statement.conditions
        .filter(({ key }) => key === "aws:sourcearn")
        .flatMap(({ values }) => values)
        .filter(({ text }) => arnParts(text)?.resource.startsWith(rule.resource))
        .map(({ text, path }) => ({
            path,
            messageId: "unsentArn",
            data: { arn: text, service: principal.text },
            replacement: `"${[...text.split(":").slice(0, 5), rule.instead].join(":")}"`,
        }));
};
