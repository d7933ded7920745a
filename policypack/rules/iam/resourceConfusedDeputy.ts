import {
    guardOf,
    allowedPrincipals,
    exceptionsFor,
    resourceServices,
    sourceKeys,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
} from "../../iam";
import { accountClauses, guardFix } from "../shared/guardFix";
import { placeholders } from "../shared/placeholders";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { servicesAllowedByConditions } from "../shared/serviceConditions";
import { zoneOfTrust } from "../../engine/options";
import { without } from "./trustConfusedDeputy";

/** A service that uses a resource must say on whose behalf. */
export const resourceConfusedDeputy: Rule = {
    name: "iam-resource-confused-deputy",
    level: "mandatory",
    severity: "high",
    description: "A resource policy that lets an AWS service in must say on whose behalf the service may act.",
    remediationSteps:
        "Add aws:SourceAccount with your account to the statement's Condition; an ARN without an account in it is not enough.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    appliesTo: ["resource"],
    check: (document, settings) =>
        document.statements
            .filter(({ effect }) => effect === "Allow")
            .flatMap((one) => servicesIn(one).flatMap((principal) => findingsOf(document, one, principal, settings))),
};

/** The services a statement lets in, also those among everyone that its Condition picks out. */
const servicesIn = (statement: StatementModel): readonly PrincipalModel[] =>
    allowedPrincipals(statement).flatMap((principal) =>
        principal.kind === "service"
            ? [principal]
            : principal.kind === "everyone"
              ? servicesAllowedByConditions(statement, principal)
              : [],
    );

const cannotBeGuarded = (resource: string, { text }: PrincipalModel): boolean =>
    exceptionsFor([resource], text).some(({ keys }) => keys === undefined);

const findingsOf = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Violation[] => {
    const resources = resourceServices(statement);
    // The policy stands on one resource; an action of another service beside it must not excuse it.
    if (resources.length > 0 && resources.every((resource) => cannotBeGuarded(resource, principal))) {
        return [];
    }
    const pairs = exceptionsFor(resources, principal.text);
    const keys = [...sourceKeys, ...pairs.flatMap((pair) => pair.keys ?? [])];
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options));
    if (guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted") {
        return [];
    }
    const ofPair = pairs.flatMap(({ clause }) => (clause === undefined ? [] : [clause]));
    const clauses = ofPair.length > 0 ? ofPair : accountClauses(placeholders(document, options));
    return [
        {
            path: principal.path,
            message: `${principal.text === "*" ? "every AWS service" : principal.text} let in ${without(guard)}`,
            reason: "Anyone in any account can make the service act on this resource for them.",
            fix: guardFix(statement, principal, clauses),
        },
    ];
};
