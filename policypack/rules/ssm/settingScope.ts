import {
    matchingAction,
    hasWildcard,
    isDenied,
    matches,
    type PolicyModel,
    type StatementModel,
    type PolicyString,
} from "../../iam";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { resourceOf } from "../shared/serviceResource";
import { wideActions } from "./serviceWildcard";

const setting = "servicesetting/ssm/managed-instance/default-ec2-instance-management-role";
const changes = ["ssm:UpdateServiceSetting", "ssm:ResetServiceSetting"];

/**
 * Reports patterns that match the service setting for Default Host Management Configuration, the role of every managed
 * EC2 instance in a Region.
 */
export const ssmSettingScope: Rule = {
    name: "ssm-setting-scope",
    level: "advisory",
    severity: "high",
    description: "IAM policies that allow changing Systems Manager service settings should name each setting.",
    remediationSteps: "List the full ARN of each setting in Resource.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && !isReportedElsewhere(one))
            .flatMap((one) =>
                changes
                    .filter((action) => allowsAction(one, action) && !isSettingDenied(document, one, action, settings))
                    .slice(0, 1)
                    .flatMap((action) => matchingResources(one).map((word) => violationOf(word, action, settings))),
            ),
};

/** Other rules report `*` and `ssm:*` on every resource. */
const isReportedElsewhere = (statement: StatementModel): boolean =>
    statement.notActions.length > 0 || wideActions(statement).length > 0;

const allowsAction = (statement: StatementModel, action: string): boolean => {
    const word = matchingAction(statement, action.toLowerCase());
    return word !== undefined && !matches(word.text.toLowerCase(), "iam:createrole");
};

/** The patterns that match the setting without naming it. */
const matchingResources = ({ path, resources, notResources }: StatementModel): readonly PolicyString[] => {
    if (notResources.length === 0) {
        return resources.filter((word) => matchesSetting(word) && hasWildcard(resourceOf(word, "ssm") ?? ""));
    }
    return notResources.some((word) => matchesSetting(word))
        ? []
        : [{ text: "everything except NotResource", path: `${path}.NotResource` }];
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

const violationOf = ({ text, path }: PolicyString, action: string, options: RuleOptions): Violation => {
    const { partition = "aws", region = "REGION", account = "ACCOUNT_ID" } = options;
    return {
        path,
        message: `${action} is allowed on ${text}`,
        reason: "This includes the setting for the role of every managed EC2 instance in a Region.",
        fix: `"Resource": "arn:${partition}:ssm:${region}:${account}:servicesetting/SETTING"`,
    };
};
