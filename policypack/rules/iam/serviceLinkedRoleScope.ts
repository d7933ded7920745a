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
import type { Violation, Rule } from "../../engine/rule";

const create = "iam:createservicelinkedrole";
const nameKey = "iam:awsservicename";

/** Reports iam:CreateServiceLinkedRole for any service. */
export const serviceLinkedRoleScope: Rule = {
    name: "iam-service-linked-role-scope",
    level: "advisory",
    severity: "low",
    description: "IAM policies that allow iam:CreateServiceLinkedRole should restrict the service.",
    remediationSteps:
        'Add "StringEquals": { "iam:AWSServiceName": "SERVICE.amazonaws.com" }, or the service name to the path in Resource.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html",
    appliesTo: ["grant"],
    check: (document) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, create) && !isAdministrator(one))
            .flatMap((one) => violationsOf(document, one)),
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

const violationsOf = (document: PolicyModel, statement: StatementModel): readonly Violation[] => {
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
    const isOpen = guard.state !== "absent";
    const scope = isOpen
        ? `with an iam:AWSServiceName condition that does not restrict the service: ${guard.why}`
        : "for any service";
    return [
        {
            path: isOpen ? guard.path : statement.path,
            message: `iam:CreateServiceLinkedRole is allowed ${scope}`,
            reason: "Each service-linked role gives its service permissions in the account.",
            fix: '"Condition": { "StringEquals": { "iam:AWSServiceName": "ssm.amazonaws.com" } }',
        },
    ];
};
