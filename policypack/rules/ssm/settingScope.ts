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

/** One service setting is the role of every managed EC2 instance of a Region; it should not be reached by accident. */
export const ssmSettingScope: Rule = {
    name: "ssm-setting-scope",
    level: "advisory",
    severity: "high",
    description: "A policy that may change service settings of Systems Manager should name each setting.",
    remediationSteps: "Name the settings in Resource, each by its whole ARN.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && !isToldElsewhere(one))
            .flatMap((one) =>
                changes
                    .filter((action) => speaksOf(one, action) && !isTaken(document, one, action, settings))
                    .slice(0, 1)
                    .flatMap((action) => reaching(one).map((word) => finding(word, action, settings))),
            ),
};

/** `*` and `ssm:*` on everything have findings of their own. */
const isToldElsewhere = (statement: StatementModel): boolean =>
    statement.notActions.length > 0 || wideActions(statement).length > 0;

const speaksOf = (statement: StatementModel, action: string): boolean => {
    const word = matchingAction(statement, action.toLowerCase());
    return word !== undefined && !matches(word.text.toLowerCase(), "iam:createrole");
};

/** The patterns that reach the setting without naming it. */
const reaching = ({ path, resources, notResources }: StatementModel): readonly PolicyString[] =>
    notResources.length > 0
        ? notResources.some((word) => reaches(word))
            ? []
            : [{ text: "everything but NotResource", path: `${path}.NotResource` }]
        : resources.filter((word) => reaches(word) && hasWildcard(resourceOf(word, "ssm") ?? ""));

const reaches = (word: PolicyString): boolean => matches(resourceOf(word, "ssm") ?? "", setting);

const isTaken = (
    document: PolicyModel,
    statement: StatementModel,
    action: string,
    { partition = "aws" }: RuleOptions,
): boolean => {
    const reach = [{ text: `arn:${partition}:ssm:*:*:${setting}`, path: "" }];
    return isDenied(document, { ...statement, resources: reach, notResources: [] }, action.toLowerCase());
};

const finding = ({ text, path }: PolicyString, action: string, options: RuleOptions): Violation => {
    const { partition = "aws", region = "REGION", account = "ACCOUNT_ID" } = options;
    return {
        path,
        message: `${action} on ${text}`,
        reason: "It reaches the setting that is the role of every managed EC2 instance of a Region.",
        fix: `"Resource": "arn:${partition}:ssm:${region}:${account}:servicesetting/SETTING"`,
    };
};
