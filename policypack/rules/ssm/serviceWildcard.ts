import {
    hasWildcard,
    isDenied,
    matches,
    toSnippet,
    powerfulActions,
    requiresKey,
    type ConditionModel,
    type PolicyModel,
    type StatementModel,
    type PowerfulAction,
    type PolicyString,
} from "../../iam";
import type { Violation, Rule } from "../../engine/rule";
import { isWholeService } from "../shared/serviceResource";

/** `ssm:*` and `ssm:Get*` look like one service or like reading, and are a root shell and every secret. */
export const ssmServiceWildcard: Rule = {
    name: "ssm-service-wildcard",
    level: "advisory",
    severity: "high",
    description:
        "A policy should not give the powerful actions of Systems Manager by a pattern of actions on all resources.",
    remediationSteps:
        "Name the actions that are used and the documents, nodes and parameters they are for, or deny the powerful ones.",
    url: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        document.statements.flatMap((statement) =>
            wideActions(statement).flatMap(({ word, gives }) => {
                const left = gives.filter((one) => !isTaken(document, statement, one, settings.partition ?? "aws"));
                return left.length === 0 ? [] : [finding(word, left)];
            }),
        ),
};

interface Wide {
    readonly word: PolicyString;
    readonly gives: readonly PowerfulAction[];
}

/** The patterns of actions by which a statement gives powerful actions on everything. */
export const wideActions = (statement: StatementModel): readonly Wide[] =>
    statement.effect !== "Allow" ||
    !statement.actions.some(isPatternOfService) ||
    !isUnbounded(statement) ||
    isNarrowed(statement.conditions)
        ? []
        : statement.actions
              .filter(isPatternOfService)
              .map((word) => ({ word, gives: powerfulActions.filter(({ action }) => gives(word, action)) }))
              .filter((wide) => wide.gives.length > 0 && !namesOne(wide));

const services = ["ssm", "ssm-quicksetup"];

const isUnbounded = ({ resources, notResources }: StatementModel): boolean =>
    notResources.length > 0 || resources.some((word) => services.some((service) => isWholeService(word, service)));

const gives = ({ text }: PolicyString, action: string): boolean => matches(text.toLowerCase(), action.toLowerCase());

/** Who may do everything everywhere has larger things to be told about. */
const isPatternOfService = (word: PolicyString): boolean => hasWildcard(word.text) && !gives(word, "iam:CreateRole");

/** `ssm:GetParameter*` says what it gives; `ssm:Get*` does not. */
const namesOne = ({ word, gives: given }: Wide): boolean => {
    const [before = ""] = word.text.toLowerCase().split(/[*?]/, 1);
    return given.some(({ action }) => action.toLowerCase() === before);
};

/** A tag that must be there, or a service that must be between, leaves little of "everything". */
const isNarrowed = (conditions: readonly ConditionModel[]): boolean =>
    conditions.some(
        (one) =>
            (/^(aws|ssm):resourcetag\//.test(one.key) && requiresKey([one], one.key)) ||
            (one.key === "aws:viaawsservice" &&
                one.operator === "Bool" &&
                one.values.every(({ text }) => text.toLowerCase() === "true")),
    );

const isTaken = (
    document: PolicyModel,
    statement: StatementModel,
    { action, resource }: PowerfulAction,
    partition: string,
): boolean => {
    const [service = ""] = action.split(":", 1);
    // A Deny of all parameters takes these actions away, though the Allow says "everything".
    const reach = resource === undefined ? "*" : `arn:${partition}:${service}:*:*:${resource}/*`;
    const everything = { ...statement, notResources: [], resources: [{ text: reach, path: "" }] };
    return isDenied(document, everything, action.toLowerCase());
};

const finding = ({ text, path }: PolicyString, left: readonly PowerfulAction[]): Violation => {
    const shown = left.slice(0, 3).map(({ action, does }) => `${action} (${does})`);
    const more = left.length - shown.length;
    return {
        path,
        message: `${text} on all resources, which gives ${shown.join(", ")}${more === 0 ? "" : ` and ${more} more such actions`}`,
        reason: "Whoever holds it can act as root on nodes, read secrets or change what others run, whatever else the policy meant.",
        fix: toSnippet([{ Effect: "Deny", Action: left.map(({ action }) => action), Resource: "*" }]),
    };
};
