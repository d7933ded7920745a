import {
    guardOf,
    allowedPrincipals,
    exceptionsFor,
    resourceServices,
    sourceKeys,
    type Guard,
    type PolicyModel,
    type PrincipalModel,
    type ServicePrincipalException,
    type StatementModel,
} from "../../iam";
import { accountClauses, guardedStatements, type PrincipalToGuard } from "../shared/guardedStatements";
import { guardData, ineffective, unguarded } from "../shared/guardPhrases";
import { placeholders, withPlaceholders, type PlaceholderValues } from "../shared/placeholders";
import { replacing, statementReplacement } from "../shared/statementReplacement";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { servicesAllowedByConditions } from "../shared/serviceConditions";
import { zoneOfTrust } from "../../engine/options";

type Id = "unguarded" | "ineffective";

const what = "[[{service}]][[every {vendor} service]] may access the resource";

const reason = "Anyone in any AWS account can make the service access this resource on their behalf.";

const fix = "Restrict the source of the requests in the statement's Condition.";

/** Reports resource policies that allow a service without restricting the source account. */
export const resourceConfusedDeputy: DocumentRule<Id> = {
    name: "iam-resource-confused-deputy",
    on: "document",
    level: "mandatory",
    severity: "high",
    description: "Resource policies that allow an AWS service must restrict the source account, ARN or organization.",
    remediationSteps:
        "Add aws:SourceAccount with your account to the statement's Condition. An ARN without an account is not sufficient.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    messages: {
        unguarded: { message: `${what} ${unguarded}`, reason, fix },
        ineffective: { message: `${what} ${ineffective}`, reason, fix },
    },
    appliesTo: ["resource"],
    check: (document, settings) =>
        document.statements
            .filter(({ effect }) => effect === "Allow")
            .flatMap((one) => reportsOn(document, one, settings)),
};

/** The services that a statement allows, including those that a condition selects from `Principal: "*"`. */
const servicesIn = (statement: StatementModel): readonly PrincipalModel[] =>
    allowedPrincipals(statement).flatMap((principal) => {
        if (principal.kind === "service") {
            return [principal];
        }
        return principal.kind === "everyone" ? servicesAllowedByConditions(statement, principal) : [];
    });

const cannotBeGuarded = (resource: string, { text }: PrincipalModel): boolean =>
    exceptionsFor([resource], text).some(({ keys }) => keys === undefined);

/** A service that anyone can make access the resource. */
interface Unguarded {
    readonly principal: PrincipalModel;
    readonly guard: Guard;
    readonly pairs: readonly ServicePrincipalException[];
}

const reportsOn = (document: PolicyModel, statement: StatementModel, options: RuleOptions): readonly Report<Id>[] => {
    const found = servicesIn(statement).flatMap((principal) =>
        unguardedService(document, statement, principal, options),
    );
    if (found.length === 0) {
        return [];
    }
    const replacement = statementReplacement(document, statement, options, () => {
        const values = placeholders(document, options);
        const statements = guardedStatements(
            { document, zone: zoneOfTrust(options) },
            statement,
            found.map((one) => toGuard(one, values)),
        );
        return statements && { statements, placeholders: ["SKILL_ID"] };
    });
    return found.map(({ principal, guard }) => ({
        path: principal.path,
        principal,
        messageId: guard.state === "absent" ? "unguarded" : "ineffective",
        data: {
            ...(principal.text === "*" ? { vendor: "AWS" } : { service: principal.text }),
            ...guardData(guard),
        },
        ...replacing(replacement),
    }));
};

const unguardedService = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Unguarded[] => {
    const resources = resourceServices(statement);
    // The policy belongs to one resource; an exception for another service's action must not exempt it.
    if (resources.length > 0 && resources.every((resource) => cannotBeGuarded(resource, principal))) {
        return [];
    }
    const pairs = exceptionsFor(resources, principal.text);
    const keys = [...sourceKeys, ...pairs.flatMap((pair) => pair.keys ?? [])];
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options));
    return guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted"
        ? []
        : [{ principal, guard, pairs }];
};

const toGuard = ({ principal, pairs }: Unguarded, values: PlaceholderValues): PrincipalToGuard => {
    const ofPair = pairs.flatMap(({ clause }) => (clause === undefined ? [] : [clause]));
    return {
        principal,
        clauses:
            ofPair.length === 0
                ? accountClauses(values)
                : ofPair.map(([operator, key, value]) => [operator, key, withPlaceholders(value, values)]),
    };
};
