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

/** A service-linked role brings the service's own rights into the account. */
export const serviceLinkedRoleScope: Rule = {
    name: "iam-service-linked-role-scope",
    level: "advisory",
    severity: "low",
    description: "A policy that may create service-linked roles should say for which service.",
    remediationSteps:
        'Add "StringEquals": { "iam:AWSServiceName": "SERVICE.amazonaws.com" }, or name the service in the Resource\'s path.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html",
    appliesTo: ["grant"],
    check: (document) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, create) && !isAdministrator(one))
            .flatMap((one) => findingsOf(document, one)),
};

/** Who may do everything in IAM has larger things to be told about. */
const isAdministrator = ({ actions, notActions }: StatementModel): boolean =>
    notActions.length > 0 || actions.some(({ text }) => text === "*" || text.toLowerCase() === "iam:*");

/** `role/aws-service-role/SERVICE/…` names the service as well as the key does. */
const namesService = (resource: string): boolean => {
    const [, rest] = resource.split(":role/aws-service-role/", 2);
    const service = rest?.split("/", 1)[0] ?? "";
    return service !== "" && !service.includes("${") && !hasWildcard(service) && rest?.includes("/") === true;
};

const findingsOf = (document: PolicyModel, statement: StatementModel): readonly Violation[] => {
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
    return [
        {
            path: isOpen ? guard.path : statement.path,
            message: `iam:CreateServiceLinkedRole ${isOpen ? `with an iam:AWSServiceName that does not bind: ${guard.why}` : "for any service"}`,
            reason: "Each service-linked role gives its service standing rights in the account.",
            fix: '"Condition": { "StringEquals": { "iam:AWSServiceName": "ssm.amazonaws.com" } }',
        },
    ];
};
