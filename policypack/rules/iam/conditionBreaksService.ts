import {
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
import type { Violation, Rule } from "../../engine/rule";
import { classOf } from "./trustConfusedDeputy";

/** A guard that a service cannot meet locks the service out. */
export const conditionBreaksService: Rule = {
    name: "iam-condition-breaks-service",
    level: "advisory",
    severity: "low",
    description: "A trust must not ask source keys of a service that does not send them, or sends others.",
    remediationSteps: "Take the source keys out of the statement for this service; limit what the role may do instead.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount",
    appliesTo: ["trust"],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, "sts:assumerole"))
            .flatMap((one) =>
                allowedPrincipals(one)
                    .filter(({ kind }) => kind === "service")
                    .flatMap((principal) =>
                        classOf(principal.text, settings) === "unsupported"
                            ? unsupported(document, one, principal)
                            : wrongArn(one, principal),
                    ),
            ),
};

const isSource = ({ key }: ConditionModel): boolean => sourceKeys.some((one) => one.key === key);

const unsupported = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
): readonly Violation[] => {
    const asked = statement.conditions.find((one) => isSource(one) && requiresKey([one], one.key));
    const denied = deniesOf(document, statement, principal, "sts:assumerole")
        .find(({ conditions }) => conditions.every((one) => isSource(one) && trueWhenAbsent(one)))
        ?.conditions.at(0);
    const clause = asked ?? denied;
    if (clause === undefined) {
        return [];
    }
    return [
        {
            path: clause.path,
            message: `${clause.source.key} asked of ${principal.text}`,
            reason:
                serviceTrust(principal.text)?.note ??
                "The service does not send the key, so it can no longer assume the role.",
            fix: toSnippet([
                toStatementJson({
                    ...statement,
                    principals: [principal],
                    conditions: statement.conditions.filter((one) => !isSource(one)),
                }),
            ]),
        },
    ];
};

/**
 * Source ARNs that a service is documented not to send.
 * @see EventBridge Scheduler User Guide, cross-service-confused-deputy-prevention; Amazon ECS Developer Guide,
 * task-iam-roles (2026)
 */
const neverSent: Readonly<Record<string, { readonly resource: string; readonly instead: string }>> = {
    scheduler: { resource: "schedule/", instead: "schedule-group/GROUP" },
    "ecs-tasks": { resource: "cluster/", instead: "*" },
};

const wrongArn = (statement: StatementModel, principal: PrincipalModel): readonly Violation[] => {
    const rule = neverSent[serviceOf(principal.text)];
    if (rule === undefined) {
        return [];
    }
    return statement.conditions
        .filter(({ key }) => key === "aws:sourcearn")
        .flatMap(({ values }) => values)
        .filter(({ text }) => text.split(":")[5]?.startsWith(rule.resource))
        .map(({ text, path }) => ({
            path,
            message: `the source ARN "${text}" asked of ${principal.text}`,
            reason: "The service does not send an ARN of that kind, so it can no longer assume the role.",
            fix: `"${[...text.split(":").slice(0, 5), rule.instead].join(":")}"`,
        }));
};
