import { covers, roleGrants, type PolicyModel, type RoleGrant } from "../../iam";
import { passRoleFix } from "../shared/passRoleFix";
import { placeholders, type PlaceholderValues } from "../shared/placeholders";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { holderZone } from "../../engine/options";

/** A name that anyone may give to a new role is no name. */
export const passRolePattern: Rule = {
    name: "iam-passrole-role-pattern",
    level: "mandatory",
    severity: "high",
    description: "A policy must name the roles that may be passed, or the pattern must have been accepted.",
    remediationSteps:
        "Name each role in Resource, or accept the pattern in this rule's configuration (acceptedRolePatterns), with the reason.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        roleGrants(document, holderZone(settings))
            .filter(({ scope, resource }) => scope === "pattern" && !isAccepted(resource, settings))
            .map((grant) => findingOf(document, grant, settings)),
};

/** Accepted is what an accepted pattern covers whole, whatever a policy variable turns into. */
const isAccepted = (resource: string, { acceptedRolePatterns }: RuleOptions): boolean =>
    acceptedRolePatterns.some(({ pattern }) => covers(pattern, resource.replace(/\$\{[^}]*\}/g, "*")));

const findingOf = (document: PolicyModel, grant: RoleGrant, options: RuleOptions): Violation => ({
    path: grant.path,
    message: `iam:PassRole on the pattern "${grant.resource}"${grant.remainder === undefined ? "" : ` (what the Deny at ${grant.remainder} leaves)`}`,
    reason: "Whoever may create or rename a role so that it fits can pass it, whatever it is allowed to do.",
    fix: passRoleFix(document, grant, [named(grant.resource, placeholders(document, options))]),
});

/** The pattern with names to fill in where its wildcards are. */
const named = (resource: string, { partition, account }: PlaceholderValues): string => {
    const name = resource.slice(resource.indexOf(":role/") + ":role/".length);
    const filled = name.replace(/\$\{[^}]*\}|[*?]+/g, "NAME");
    return `arn:${partition}:iam::${account}:role/${resource.includes(":role/") ? filled : "ROLE_NAME"}`;
};
