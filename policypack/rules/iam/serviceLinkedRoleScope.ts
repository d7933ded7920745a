import {
    unknownZone,
    guardOf,
    hasAction,
    hasWildcard,
    policyHolder,
    passedToCheck,
    type PolicyModel,
    type StatementModel,
} from "../../iam";
import type { DocumentRule, Report } from "../../engine/rule";

const create = "iam:createservicelinkedrole";
const nameKey = "iam:awsservicename";

type Id = "anyService" | "ineffectiveCondition";

const reason = "Each service-linked role gives its service permissions in the account.";
const fix = "Restrict the service with iam:AWSServiceName.";

/** Reports iam:CreateServiceLinkedRole for any service. */
export const serviceLinkedRoleScope: DocumentRule<Id> = {
    name: "iam-service-linked-role-scope",
    on: "document",
    level: "advisory",
    severity: "low",
    description: "IAM policies that allow iam:CreateServiceLinkedRole should restrict the service.",
    remediationSteps:
        'Add "StringEquals": { "iam:AWSServiceName": "SERVICE.amazonaws.com" }, or the service name to the path in Resource.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html",
    messages: {
        anyService: { message: "iam:CreateServiceLinkedRole is allowed for any service", reason, fix },
        ineffectiveCondition: {
            message:
                "iam:CreateServiceLinkedRole is allowed with an iam:AWSServiceName condition that does not restrict " +
                "the service: {why}",
            reason,
            fix,
        },
    },
    appliesTo: ["grant"],
    check: (document) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, create) && !isAdministrator(one))
            .flatMap((one) => reportsOn(document, one)),
};

/** Statements that allow all of IAM, or use NotAction, are left to other rules. */
const isAdministrator = ({ actions, notActions }: StatementModel): boolean =>
    notActions.length > 0 || actions.some(({ text }) => text === "*" || text.toLowerCase() === "iam:*");

/** Whether the resource path names the service (`role/aws-service-role/SERVICE/…`), which is equivalent to the key. */
const namesService = (resource: string): boolean => {
    const [, rest] = resource.split(":role/aws-service-role/", 2);
    const service = rest?.split("/", 1)[0] ?? "";
    return service !== "" && !service.includes("${") && !hasWildcard(service) && rest?.includes("/") === true;
};

const reportsOn = (document: PolicyModel, statement: StatementModel): readonly Report<Id>[] => {
    const { resources, notResources } = statement;
    if (notResources.length === 0 && resources.every(({ text }) => namesService(text))) {
        return [];
    }
    const guard = guardOf(
        document,
        statement,
        policyHolder,
        [{ key: nameKey, check: passedToCheck }],
        unknownZone,
        create,
    );
    if (guard.state === "restricted" || guard.state === "neverTrue" || guard.state === "denied") {
        return [];
    }
    const replacement = '"Condition": { "StringEquals": { "iam:AWSServiceName": "ssm.amazonaws.com" } }';
    return guard.state === "absent"
        ? [{ path: statement.path, messageId: "anyService", replacement }]
        : [{ path: guard.path, messageId: "ineffectiveCondition", data: { why: guard.why }, replacement }];
};
