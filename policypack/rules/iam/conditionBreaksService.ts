import {
    deniesOf,
    hasAction,
    letIn,
    pasted,
    requiresKey,
    serviceOf,
    sourceKeys,
    trueWhenAbsent,
    trustFact,
    written,
    type NormalCondition,
    type NormalDocument,
    type NormalPrincipal,
    type NormalStatement,
} from "../../iam";
import type { Finding, Rule } from "../../engine/rule";
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
                letIn(one)
                    .filter(({ kind }) => kind === "service")
                    .flatMap((principal) =>
                        classOf(principal.text, settings) === "unsupported"
                            ? unsupported(document, one, principal)
                            : wrongArn(one, principal),
                    ),
            ),
};

const isSource = ({ key }: NormalCondition): boolean => sourceKeys.some((one) => one.key === key);

function unsupported(
    document: NormalDocument,
    statement: NormalStatement,
    principal: NormalPrincipal,
): readonly Finding[] {
    const asked = statement.conditions.find((one) => isSource(one) && requiresKey([one], one.key));
    const denied = deniesOf(document, statement, principal, "sts:assumerole")
        .find(({ conditions }) => conditions.every((one) => isSource(one) && trueWhenAbsent(one)))
        ?.conditions.at(0);
    const clause = asked ?? denied;
    if (clause === undefined) return [];
    return [
        {
            path: clause.path,
            found: `${clause.written.key} asked of ${principal.text}`,
            why:
                trustFact(principal.text)?.note ??
                "The service does not send the key, so it can no longer assume the role.",
            paste: pasted([
                written({
                    ...statement,
                    principals: [principal],
                    conditions: statement.conditions.filter((one) => !isSource(one)),
                }),
            ]),
        },
    ];
}

/**
 * Source ARNs that a service is documented not to send.
 * @see EventBridge Scheduler User Guide, cross-service-confused-deputy-prevention; Amazon ECS Developer Guide,
 * task-iam-roles (2026)
 */
const neverSent: Readonly<Record<string, { readonly resource: string; readonly instead: string }>> = {
    scheduler: { resource: "schedule/", instead: "schedule-group/GROUP" },
    "ecs-tasks": { resource: "cluster/", instead: "*" },
};

function wrongArn(statement: NormalStatement, principal: NormalPrincipal): readonly Finding[] {
    const rule = neverSent[serviceOf(principal.text)];
    if (rule === undefined) return [];
    return statement.conditions
        .filter(({ key }) => key === "aws:sourcearn")
        .flatMap(({ values }) => values)
        .filter(({ text }) => text.split(":")[5]?.startsWith(rule.resource))
        .map(({ text, path }) => ({
            path,
            found: `the source ARN "${text}" asked of ${principal.text}`,
            why: "The service does not send an ARN of that kind, so it can no longer assume the role.",
            paste: `"${[...text.split(":").slice(0, 5), rule.instead].join(":")}"`,
        }));
}
