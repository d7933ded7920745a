import { matchingAction, roleGrants, type PolicyModel, type RoleGrant } from "../../iam";
import { passRoleFix, someRole } from "../shared/passRoleFix";
import { placeholders } from "../shared/placeholders";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { holderZone } from "../../engine/options";

/** Nobody may pass every role. */
export const passRoleWildcard: Rule = {
    name: "iam-passrole-wildcard",
    level: "mandatory",
    severity: "critical",
    description: "A policy must not let its holder pass every role of an account.",
    remediationSteps:
        "Name the roles in Resource, and the service that gets them in iam:PassedToService. A condition alone is not enough.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        roleGrants(document, holderZone(settings))
            .filter(({ scope }) => scope === "all")
            .map((grant) => findingOf(document, grant, settings)),
};

const findingOf = (document: PolicyModel, grant: RoleGrant, options: RuleOptions): Violation => {
    const { path, resource, statement, remainder } = grant;
    const action = matchingAction(statement, "iam:passrole");
    const by = statement.notActions.length > 0 ? "a NotAction that leaves iam:PassRole in" : `"${action?.text ?? ""}"`;
    const what = statement.notResources.length > 0 ? "a NotResource that leaves every other role in" : `"${resource}"`;
    const left = remainder === undefined ? "" : ` (all that the Deny at ${remainder} leaves)`;
    return {
        path,
        message: `iam:PassRole on ${what}${left}, granted by ${by}`,
        reason: `Whoever holds it can hand any role of the account, an administrator's too, to a service they control.${yetConditioned(grant)}`,
        fix: passRoleFix(document, grant, [someRole(placeholders(document, options))]),
    };
};

/** Why the condition the author relied on is not enough. */
const yetConditioned = ({ services, conditions }: RoleGrant): string => {
    if (services !== undefined && services.length > 0) {
        return ` iam:PassedToService = ${services.join(" or ")} is not enough: every role that trusts the service stays passable.`;
    }
    const [first] = conditions;
    return first === undefined
        ? ""
        : ` The condition (${conditions.join("; ")}) says when, not which role; AWS calls tags unreliable for PassRole.`;
};
