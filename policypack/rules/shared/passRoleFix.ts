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
 * The service that receives the passed role, by the prefix of the document's other actions.
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

/** The action prefixes that the document allows; computed once per document. */
const prefixesIn = memoizeLast((document: PolicyModel): ReadonlySet<string> => {
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

/**
 * The value for `iam:PassedToService`: the services the grant already restricts it to, else the one service that the
 * document's other actions imply, else a placeholder.
 */
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

/** A placeholder ARN for the role to pass. */
export const someRole = ({ partition, account }: PlaceholderValues): string =>
    `arn:${partition}:iam::${account}:role/ROLE_NAME`;

/** A statement that allows passing only these roles, to only these services. */
const passExactly = (roles: readonly string[], services: readonly string[]): StatementJson => ({
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: oneOrMore(roles),
    Condition: { StringEquals: { "iam:PassedToService": oneOrMore(services) } },
});

/**
 * The replacement for a grant. An explicit iam:PassRole is moved to its own statement. If a wildcard or NotAction
 * allows it, an additional Deny excludes every role but the named ones, and the statement stays as it is.
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
