import {
    anyone,
    guardOf,
    hasAction,
    hasWildcard,
    holder,
    passedToJudge,
    type NormalDocument,
    type NormalStatement,
} from "../../iam";
import type { Finding, Rule } from "../../engine/rule";

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
const isAdministrator = ({ actions, notActions }: NormalStatement): boolean =>
    notActions.length > 0 || actions.some(({ text }) => text === "*" || text.toLowerCase() === "iam:*");

/** `role/aws-service-role/SERVICE/…` names the service as well as the key does. */
const namesService = (resource: string): boolean => {
    const [, rest] = resource.split(":role/aws-service-role/", 2);
    const service = rest?.split("/", 1)[0] ?? "";
    return service !== "" && !service.includes("${") && !hasWildcard(service) && rest?.includes("/") === true;
};

function findingsOf(document: NormalDocument, statement: NormalStatement): readonly Finding[] {
    const { resources, notResources } = statement;
    if (notResources.length === 0 && resources.every(({ text }) => namesService(text))) return [];
    const guard = guardOf(document, statement, holder, [{ key: nameKey, judge: passedToJudge }], anyone, create);
    if (guard.state === "bound" || guard.state === "closed" || guard.state === "denied") return [];
    const isOpen = guard.state !== "absent";
    return [
        {
            path: isOpen ? guard.path : statement.path,
            found: `iam:CreateServiceLinkedRole ${isOpen ? `with an iam:AWSServiceName that does not bind: ${guard.why}` : "for any service"}`,
            why: "Each service-linked role gives its service standing rights in the account.",
            paste: '"Condition": { "StringEquals": { "iam:AWSServiceName": "ssm.amazonaws.com" } }',
        },
    ];
}
