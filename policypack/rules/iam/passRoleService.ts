import {
    oneOrMore,
    toSnippet,
    roleGrants,
    toStatementJson,
    type Restriction,
    type PolicyModel,
    type RoleGrant,
} from "../../iam";
import { servicesFor } from "../shared/passRoleFix";
import type { Violation, Rule } from "../../engine/rule";
import { holderZone } from "../../engine/options";

/** Reports PassRole grants that do not restrict the service with iam:PassedToService. */
export const passRoleService: Rule = {
    name: "iam-passrole-service",
    level: "advisory",
    severity: "medium",
    description: "IAM policies that allow iam:PassRole should restrict the service with iam:PassedToService.",
    remediationSteps:
        'Add "StringEquals": { "iam:PassedToService": "SERVICE.amazonaws.com" } to the statement\'s Condition.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService",
    appliesTo: ["grant"],
    check: (document, settings) => {
        const unrestricted = roleGrants(document, holderZone(settings)).filter(
            ({ scope, services }) => services === undefined && scope !== "serviceLinked",
        );
        // One violation per statement, regardless of the number of roles.
        const first = new Map([...unrestricted].reverse().map((grant) => [grant.statement, grant]));
        return [...first.values()].reverse().map((grant) => violationOf(document, grant));
    },
};

const violationOf = (document: PolicyModel, grant: RoleGrant): Violation => ({
    path: "path" in grant.passedTo ? grant.passedTo.path : grant.path,
    message: `iam:PassRole is allowed on "${grant.resource}" ${describeMissingKey(grant.passedTo, grant)}`,
    reason: "The role can be passed to every service that its trust policy allows, not only to the one that needs it.",
    fix: statementFix(document, grant),
});

const describeMissingKey = (passedTo: Restriction, { statement }: RoleGrant): string => {
    if ("why" in passedTo) {
        return `with an iam:PassedToService condition that does not restrict the service: ${passedTo.why}`;
    }
    return statement.conditions.some(({ key }) => key === "aws:passedtoservice")
        ? "with aws:PassedToService, which does not exist; the key is iam:PassedToService"
        : "without iam:PassedToService";
};

/** A statement for iam:PassRole alone, with the conditions of the original statement and the key. */
const statementFix = (document: PolicyModel, grant: RoleGrant): string => {
    const { statement } = grant;
    const kept = statement.conditions.filter(({ key }) => !key.endsWith(":passedtoservice"));
    const alone = { ...statement, conditions: kept, actions: [{ text: "iam:PassRole", path: "" }], notActions: [] };
    const { Condition, ...rest } = toStatementJson(alone);
    const before = (Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const services = oneOrMore(servicesFor(document, grant));
    return toSnippet([
        {
            ...rest,
            Condition: { ...before, StringEquals: { ...before.StringEquals, "iam:PassedToService": services } },
        },
    ]);
};
