import {
    hasWildcard,
    isDenied,
    matches,
    pasted,
    powerfulActions,
    requiresKey,
    type NormalCondition,
    type NormalDocument,
    type NormalStatement,
    type PowerfulAction,
    type Word,
} from "../../iam";
import type { Finding, Rule } from "../../engine/rule";
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
    readonly word: Word;
    readonly gives: readonly PowerfulAction[];
}

/** The patterns of actions by which a statement gives powerful actions on everything. */
export const wideActions = (statement: NormalStatement): readonly Wide[] =>
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

const isUnbounded = ({ resources, notResources }: NormalStatement): boolean =>
    notResources.length > 0 || resources.some((word) => services.some((service) => isWholeService(word, service)));

const gives = ({ text }: Word, action: string): boolean => matches(text.toLowerCase(), action.toLowerCase());

/** Who may do everything everywhere has larger things to be told about. */
const isPatternOfService = (word: Word): boolean => hasWildcard(word.text) && !gives(word, "iam:CreateRole");

/** `ssm:GetParameter*` says what it gives; `ssm:Get*` does not. */
const namesOne = ({ word, gives: given }: Wide): boolean => {
    const [before = ""] = word.text.toLowerCase().split(/[*?]/, 1);
    return given.some(({ action }) => action.toLowerCase() === before);
};

/** A tag that must be there, or a service that must be between, leaves little of "everything". */
const isNarrowed = (conditions: readonly NormalCondition[]): boolean =>
    conditions.some(
        (one) =>
            (/^(aws|ssm):resourcetag\//.test(one.key) && requiresKey([one], one.key)) ||
            (one.key === "aws:viaawsservice" &&
                one.operator === "Bool" &&
                one.values.every(({ text }) => text.toLowerCase() === "true")),
    );

const isTaken = (
    document: NormalDocument,
    statement: NormalStatement,
    { action, resource }: PowerfulAction,
    partition: string,
): boolean => {
    const [service = ""] = action.split(":", 1);
    // A Deny of all parameters takes these actions away, though the Allow says "everything".
    const reach = resource === undefined ? "*" : `arn:${partition}:${service}:*:*:${resource}/*`;
    const everything = { ...statement, notResources: [], resources: [{ text: reach, path: "" }] };
    return isDenied(document, everything, action.toLowerCase());
};

const finding = ({ text, path }: Word, left: readonly PowerfulAction[]): Finding => {
    const shown = left.slice(0, 3).map(({ action, does }) => `${action} (${does})`);
    const more = left.length - shown.length;
    return {
        path,
        found: `${text} on all resources, which gives ${shown.join(", ")}${more === 0 ? "" : ` and ${more} more such actions`}`,
        why: "Whoever holds it can act as root on nodes, read secrets or change what others run, whatever else the policy meant.",
        paste: pasted([{ Effect: "Deny", Action: left.map(({ action }) => action), Resource: "*" }]),
    };
};
