import {
    unknownZone,
    guardOf,
    hasAction,
    hasWildcard,
    knowsVariables,
    matches,
    oneOrMore,
    policyHolder,
    passedToCheck,
    toStatementJson,
    type PolicyModel,
    type PolicyString,
    type StatementJson,
    type StatementModel,
} from "../../iam";
import { prefixesIn } from "../shared/passRoleStatements";
import { newClause, statementReplacement, toStatements, withRequired } from "../shared/statementReplacement";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";

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
    actions: [create],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, create) && !isAdministrator(one))
            .flatMap((one) => reportsOn(document, one, settings)),
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

const reportsOn = (document: PolicyModel, statement: StatementModel, options: RuleOptions): readonly Report<Id>[] => {
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
    const replacement = statementReplacement(document, statement, options, () => {
        const statements = restricted(document, statement);
        return statements && { statements };
    });
    return [
        {
            ...(guard.state === "absent"
                ? { path: statement.path, messageId: "anyService" }
                : { path: guard.path, messageId: "ineffectiveCondition", data: { why: guard.why } }),
            replacement,
        },
    ];
};

/**
 * Services whose service-linked role has their own name, so that the document's other actions tell it.
 * @see IAM User Guide, reference_aws-services-that-work-with-iam, and each service's page on its role (2026)
 */
const namedAlike: ReadonlySet<string> = new Set([
    "ssm",
    "autoscaling",
    "backup",
    "config",
    "ecs",
    "eks",
    "elasticache",
    "elasticloadbalancing",
    "guardduty",
    "inspector2",
    "kafka",
    "organizations",
    "rds",
    "securityhub",
]);

/** The services that the document's other actions imply, else a placeholder. */
const impliedServices = (document: PolicyModel): readonly string[] => {
    const known = [...prefixesIn(document)].filter((prefix) => namedAlike.has(prefix));
    return known.length === 0 ? ["SERVICE.amazonaws.com"] : known.map((prefix) => `${prefix}.amazonaws.com`);
};

/** The action in a statement of its own, with the service. Nothing can be taken out of a wildcard but by a Deny. */
const restricted = (document: PolicyModel, statement: StatementModel): readonly StatementJson[] | undefined => {
    const rest = statement.actions.filter((action) => !isCreateAlone(action));
    const clause = newClause("StringEquals", "iam:AWSServiceName", impliedServices(document));
    if (hasAction({ ...statement, actions: rest }, create)) {
        if (document.statements.some((one) => one !== statement && one.effect === "Allow" && hasAction(one, create))) {
            // The Deny would apply to that statement, too.
            return undefined;
        }
        const [service] = withRequired(
            statement.conditions.filter(({ key }) => key === nameKey),
            clause,
            passedToCheck(knowsVariables(document)),
        );
        const names = oneOrMore((service ?? clause).values.map(({ text }) => text));
        return [
            toStatementJson(statement),
            {
                Effect: "Deny",
                Action: "iam:CreateServiceLinkedRole",
                Resource: "*",
                Condition: { StringNotEquals: { "iam:AWSServiceName": names } },
            },
        ];
    }
    return toStatements([
        ...(rest.length === 0 ? [] : [{ ...statement, actions: rest }]),
        {
            ...statement,
            actions: [{ text: "iam:CreateServiceLinkedRole", path: "" }],
            conditions: withRequired(statement.conditions, clause, passedToCheck(knowsVariables(document))),
        },
    ]);
};

/** Whether the pattern covers this action and no other action of IAM. */
const isCreateAlone = ({ text }: PolicyString): boolean =>
    matches(text.toLowerCase(), create) && /^iam:createservicel/i.test(text);
