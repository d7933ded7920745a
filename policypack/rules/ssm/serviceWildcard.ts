import {
    hasAction,
    hasWildcard,
    isDenied,
    matches,
    oneOrMore,
    toStatementJson,
    powerfulActions,
    requiresKey,
    type ConditionModel,
    type PolicyModel,
    type StatementJson,
    type StatementModel,
    type PowerfulAction,
    type PolicyString,
} from "../../iam";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { isWholeService } from "../shared/serviceResource";
import { statementReplacement } from "../shared/statementReplacement";

/** Reports action patterns such as `ssm:*` and `ssm:Get*`, which include root shells and the values of all secrets. */
export const ssmServiceWildcard: DocumentRule<"powerfulActions"> = {
    name: "ssm-service-wildcard",
    on: "document",
    level: "advisory",
    severity: "high",
    description:
        "IAM policies should not allow powerful Systems Manager actions on all resources with a wildcard action.",
    remediationSteps: "Name the required actions, documents, nodes and parameters, or deny the powerful actions.",
    url: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    messages: {
        powerfulActions: {
            message:
                "{pattern} on all resources allows {examples}[[ and {one} more powerful action]]" +
                "[[ and {more} more powerful actions]]",
            reason: "Its holder can act as root on nodes, read secrets or change what others run.",
            fix: "Name the required actions and resources, or add a statement that denies the powerful actions.",
        },
    },
    appliesTo: ["grant"],
    actions: powerfulActions.map(({ action }) => action.toLowerCase()),
    check: (document, settings) =>
        document.statements.flatMap((statement) => {
            const found = wideActions(statement).flatMap(({ word, gives }) => {
                const left = gives.filter(
                    (one) => !isActionDenied(document, statement, one, settings.partition ?? "aws"),
                );
                return left.length === 0 ? [] : [{ word, gives: left }];
            });
            return found.length === 0 ? [] : reportsOn(document, statement, found, settings);
        }),
};

interface Wide {
    readonly word: PolicyString;
    readonly gives: readonly PowerfulAction[];
}

/** The action patterns of a statement that allow powerful actions on every resource. */
export const wideActions = (statement: StatementModel): readonly Wide[] =>
    statement.effect !== "Allow" ||
    !statement.actions.some(isPatternOfService) ||
    !isUnbounded(statement) ||
    isNarrowed(statement.conditions)
        ? []
        : statement.actions
              .filter(isPatternOfService)
              .map((word) => ({ word, gives: powerfulActions.filter(({ action }) => gives(word, action)) }))
              .filter((wide) => wide.gives.length > 0 && !namesAction(wide));

const services = ["ssm", "ssm-quicksetup"];

const isUnbounded = ({ resources, notResources }: StatementModel): boolean =>
    notResources.length > 0 || resources.some((word) => services.some((service) => isWholeService(word, service)));

const gives = ({ text }: PolicyString, action: string): boolean => matches(text.toLowerCase(), action.toLowerCase());

/** A pattern of Systems Manager actions. Administrators are reported by other rules. */
const isPatternOfService = (word: PolicyString): boolean => hasWildcard(word.text) && !gives(word, "iam:CreateRole");

/** Whether the pattern contains the full name of an action: `ssm:GetParameter*` does, `ssm:Get*` does not. */
const namesAction = ({ word, gives: given }: Wide): boolean => {
    const [before = ""] = word.text.toLowerCase().split(/[*?]/, 1);
    return given.some(({ action }) => action.toLowerCase() === before);
};

/** Whether a condition requires a resource tag, or a call made by another AWS service. */
const isNarrowed = (conditions: readonly ConditionModel[]): boolean =>
    conditions.some(
        (one) =>
            (/^(aws|ssm):resourcetag\//.test(one.key) && requiresKey([one], one.key)) ||
            (one.key === "aws:viaawsservice" &&
                one.operator === "Bool" &&
                one.values.every(({ text }) => text.toLowerCase() === "true")),
    );

const isActionDenied = (
    document: PolicyModel,
    statement: StatementModel,
    { action, resource }: PowerfulAction,
    partition: string,
): boolean => {
    const [service = ""] = action.split(":", 1);
    // A Deny on every resource of the action's type denies the action, although the Allow has `*`.
    const reach = resource === undefined ? "*" : `arn:${partition}:${service}:*:*:${resource}/*`;
    const everything = { ...statement, notResources: [], resources: [{ text: reach, path: "" }] };
    return isDenied(document, everything, action.toLowerCase());
};

const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    found: readonly Wide[],
    options: RuleOptions,
): readonly Report<"powerfulActions">[] => {
    const replacement = statementReplacement(document, statement, options, () => {
        const statements = withoutPowerfulActions(document, statement, found);
        return statements && { statements };
    });
    return found.map((one) => ({ ...report(one), replacement }));
};

/**
 * The statement and a Deny of the powerful actions. Absent if the document allows one of them in another way, which the
 * Deny would take away.
 */
const withoutPowerfulActions = (
    document: PolicyModel,
    statement: StatementModel,
    found: readonly Wide[],
): readonly StatementJson[] | undefined => {
    const wide = new Set(found.map(({ word }) => word));
    const actions = statement.actions.filter((one) => !wide.has(one));
    if (actions.some(({ text }) => gives({ text, path: "" }, "iam:CreateRole") && matches(text, "ssm:GetParameter"))) {
        // The other pattern allows every action, and is reported by other rules. Settings are then for another rule.
        const isSetting = ({ text }: PolicyString): boolean => /^ssm:(update|reset)servicesetting$/i.test(text);
        return actions.some(isSetting) ? undefined : [toStatementJson({ ...statement, actions })];
    }
    const denied = [...new Set(found.flatMap((one) => one.gives.map(({ action }) => action)))];
    const others = [
        { ...statement, actions },
        ...document.statements.filter((one) => one.effect === "Allow" && one !== statement),
    ];
    const isAllowedElsewhere = denied.some((action) => others.some((one) => hasAction(one, action.toLowerCase())));
    return isAllowedElsewhere
        ? undefined
        : [toStatementJson(statement), { Effect: "Deny", Action: oneOrMore(denied), Resource: "*" }];
};

const report = ({ word: { text, path }, gives: left }: Wide): Report<"powerfulActions"> => {
    const examples = left.slice(0, 3).map(({ action, does }) => `${action} (${does})`);
    const more = left.length - examples.length;
    return {
        path,
        identity: text.toLowerCase(),
        messageId: "powerfulActions",
        data: {
            pattern: text,
            examples: examples.join(", "),
            ...(more === 1 ? { one: more } : {}),
            ...(more > 1 ? { more } : {}),
        },
    };
};
