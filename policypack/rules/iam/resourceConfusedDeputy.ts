import {
    guardOf,
    letIn,
    pairsOf,
    resourceServices,
    sourceKeys,
    type NormalDocument,
    type NormalPrincipal,
    type NormalStatement,
} from "../../iam";
import { accountClauses, pasteGuard } from "../shared/guardFix";
import { placeOf } from "../shared/placeholders";
import type { Finding, Rule, Settings } from "../../engine/rule";
import { servicesAmongAll } from "../shared/serviceConditions";
import { ownOf } from "../../engine/options";
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
const servicesIn = (statement: NormalStatement): readonly NormalPrincipal[] =>
    letIn(statement).flatMap((principal) =>
        principal.kind === "service"
            ? [principal]
            : principal.kind === "everyone"
              ? servicesAmongAll(statement, principal)
              : [],
    );

const cannotBeGuarded = (resource: string, { text }: NormalPrincipal): boolean =>
    pairsOf([resource], text).some(({ keys }) => keys === undefined);

function findingsOf(
    document: NormalDocument,
    statement: NormalStatement,
    principal: NormalPrincipal,
    settings: Settings,
): readonly Finding[] {
    const resources = resourceServices(statement);
    // The policy stands on one resource; an action of another service beside it must not excuse it.
    if (resources.length > 0 && resources.every((resource) => cannotBeGuarded(resource, principal))) return [];
    const pairs = pairsOf(resources, principal.text);
    const keys = [...sourceKeys, ...pairs.flatMap((pair) => pair.keys ?? [])];
    const guard = guardOf(document, statement, principal, keys, ownOf(settings));
    if (guard.state === "denied" || guard.state === "closed" || guard.state === "bound") return [];
    const ofPair = pairs.flatMap(({ clause }) => (clause === undefined ? [] : [clause]));
    const clauses = ofPair.length > 0 ? ofPair : accountClauses(placeOf(document, settings));
    return [
        {
            path: principal.path,
            found: `${principal.text === "*" ? "every AWS service" : principal.text} let in ${without(guard)}`,
            why: "Anyone in any account can make the service act on this resource for them.",
            paste: pasteGuard(statement, principal, clauses),
        },
    ];
}
