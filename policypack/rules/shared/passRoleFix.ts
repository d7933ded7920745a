import {
    hasAction,
    memoizeLast,
    oneOrMore,
    toSnippet,
    toStatementJson,
    type PolicyModel,
    type RoleGrant,
    type StatementJson,
} from "../../iam";
import type { PlaceholderValues } from "./placeholders";

/**
 * The service a role is passed to when a document's other actions are those of one service only.
 * @see Service Authorization Reference, each service's page (2026)
 */
const passedToByPrefix: Readonly<Record<string, string>> = {
    ssm: "ssm",
    ec2: "ec2",
    lambda: "lambda",
    events: "events",
    scheduler: "scheduler",
    pipes: "pipes",
    states: "states",
    cloudformation: "cloudformation",
    ecs: "ecs-tasks",
    codebuild: "codebuild",
    codepipeline: "codepipeline",
    glue: "glue",
    sagemaker: "sagemaker",
    batch: "batch",
    "ssm-incidents": "ssm-incidents",
};

/** The services whose actions the document allows; looked up once for all its findings. */
const prefixesIn = memoizeLast((document): ReadonlySet<string> => {
    const prefixes = new Set<string>();
    for (const { effect, actions } of document.statements) {
        if (effect === "Allow") {
            for (const { text } of actions) {
                prefixes.add(text.toLowerCase().split(":", 1)[0] ?? "");
            }
        }
    }
    return prefixes;
});

/** The value of `iam:PassedToService` to write: the bound one, else the one the other actions tell of. */
export const servicesFor = (document: PolicyModel, { services }: RoleGrant): readonly string[] => {
    if (services !== undefined && services.length > 0) {
        return services;
    }
    const prefixes = prefixesIn(document);
    const known = [...prefixes].flatMap((prefix) =>
        Object.hasOwn(passedToByPrefix, prefix) ? (passedToByPrefix[prefix] ?? []) : [],
    );
    return known.length === 1 ? known.map((service) => `${service}.amazonaws.com`) : ["SERVICE.amazonaws.com"];
};

/** A role to name where nothing tells which one is meant. */
export const someRole = ({ partition, account }: PlaceholderValues): string =>
    `arn:${partition}:iam::${account}:role/ROLE_NAME`;

/** The statement that passes named roles to named services, and nothing else. */
const passExactly = (roles: readonly string[], services: readonly string[]): StatementJson => ({
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: oneOrMore(roles),
    Condition: { StringEquals: { "iam:PassedToService": oneOrMore(services) } },
});

/**
 * What to write instead of a grant. Where PassRole is named, it gets a statement of its own; where it hides in a
 * wildcard or a NotAction, a Deny leaves just the named roles, and the statement can stay as it is.
 */
export const passRoleFix = (document: PolicyModel, grant: RoleGrant, roles: readonly string[]): string => {
    const { statement } = grant;
    const services = servicesFor(document, grant);
    const others = statement.actions.filter(({ text }) => text.toLowerCase() !== "iam:passrole");
    if (hasAction({ ...statement, actions: others }, "iam:passrole")) {
        return toSnippet([{ Effect: "Deny", Action: "iam:PassRole", NotResource: oneOrMore(roles) }]);
    }
    if (others.length === 0) {
        return toSnippet([passExactly(roles, services)]);
    }
    return toSnippet([toStatementJson({ ...statement, actions: others }), passExactly(roles, services)]);
};
