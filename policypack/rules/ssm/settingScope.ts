import {
    hasAction,
    matchingAction,
    hasWildcard,
    isDenied,
    matches,
    toStatementJson,
    writtenText,
    type PolicyModel,
    type StatementJson,
    type StatementModel,
    type PolicyString,
} from "../../iam";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { placeholders } from "../shared/placeholders";
import { resourceOf } from "../shared/serviceResource";
import { statementReplacement } from "../shared/statementReplacement";
import { wideActions } from "./serviceWildcard";

const setting = "servicesetting/ssm/managed-instance/default-ec2-instance-management-role";
const changes = ["ssm:UpdateServiceSetting", "ssm:ResetServiceSetting"];

type Id = "resource" | "notResource";

const reason = "This includes the setting for the role of every managed EC2 instance in a Region.";
const fix = "Name each setting in Resource, or deny changes of that setting.";

/**
 * Reports patterns that match the service setting for Default Host Management Configuration, the role of every managed
 * EC2 instance in a Region.
 */
export const ssmSettingScope: DocumentRule<Id> = {
    name: "ssm-setting-scope",
    on: "document",
    level: "advisory",
    severity: "high",
    description: "IAM policies that allow changing Systems Manager service settings should name each setting.",
    remediationSteps: "List the full ARN of each setting in Resource.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html",
    messages: {
        resource: { message: "{action} is allowed on {resource}", reason, fix },
        notResource: { message: "{action} is allowed on everything except NotResource", reason, fix },
    },
    appliesTo: ["grant"],
    actions: changes.map((action) => action.toLowerCase()),
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && !isReportedElsewhere(one))
            .flatMap((one) =>
                changes
                    .filter((action) => allowsAction(one, action) && !isSettingDenied(document, one, action, settings))
                    .slice(0, 1)
                    .flatMap((action) => reportsOn(document, one, action, settings)),
            ),
};

/** Other rules report `*` and `ssm:*` on every resource. */
const isReportedElsewhere = (statement: StatementModel): boolean =>
    statement.notActions.length > 0 || wideActions(statement).length > 0;

const allowsAction = (statement: StatementModel, action: string): boolean => {
    const word = matchingAction(statement, action.toLowerCase());
    return word !== undefined && !matches(word.text.toLowerCase(), "iam:createrole");
};

/** Reports the patterns that match the setting without naming it. */
const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    action: string,
    options: RuleOptions,
): readonly Report<Id>[] => {
    const { path, resources, notResources } = statement;
    const replacement = statementReplacement(document, statement, options, () => {
        const statements = withoutSetting(document, statement, options);
        return statements && { statements };
    });
    if (notResources.length === 0) {
        return resources
            .filter((word) => matchesSetting(word) && hasWildcard(resourceOf(word, "ssm") ?? ""))
            .map((word) => ({
                path: word.path,
                identity: word.text,
                messageId: "resource",
                data: { action, resource: writtenText(word) },
                replacement,
            }));
    }
    return notResources.some((word) => matchesSetting(word))
        ? []
        : [{ path: `${path}.NotResource`, messageId: "notResource", data: { action }, replacement }];
};

/**
 * The statement and a Deny that leaves every other setting. Absent if the document names the setting elsewhere, which
 * the Deny would take away.
 */
const withoutSetting = (
    document: PolicyModel,
    statement: StatementModel,
    options: RuleOptions,
): readonly StatementJson[] | undefined => {
    const isNamed = document.statements.some(
        (one) =>
            one.effect === "Allow" &&
            changes.some((action) => hasAction(one, action.toLowerCase())) &&
            one.resources.some((word) => matchesSetting(word) && !hasWildcard(resourceOf(word, "ssm") ?? "")),
    );
    const { partition } = placeholders(document, options);
    return isNamed
        ? undefined
        : [
              toStatementJson(statement),
              { Effect: "Deny", Action: changes, Resource: `arn:${partition}:ssm:*:*:${setting}` },
          ];
};

const matchesSetting = (word: PolicyString): boolean => matches(resourceOf(word, "ssm") ?? "", setting);

const isSettingDenied = (
    document: PolicyModel,
    statement: StatementModel,
    action: string,
    { partition = "aws" }: RuleOptions,
): boolean => {
    const reach = [{ text: `arn:${partition}:ssm:*:*:${setting}`, path: "" }];
    return isDenied(document, { ...statement, resources: reach, notResources: [] }, action.toLowerCase());
};
