import { covers, roleGrants, type NormalDocument, type RoleGrant } from "../../iam";
import { pastePassRole } from "../shared/passRoleFix";
import { placeOf, type Place } from "../shared/placeholders";
import type { Finding, Rule, Settings } from "../../engine/rule";
import { holderOf } from "../../engine/options";

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
        roleGrants(document, holderOf(settings))
            .filter(({ reach, resource }) => reach === "pattern" && !isAccepted(resource, settings))
            .map((grant) => findingOf(document, grant, settings)),
};

/** Accepted is what an accepted pattern covers whole, whatever a policy variable turns into. */
const isAccepted = (resource: string, { acceptedRolePatterns }: Settings): boolean =>
    acceptedRolePatterns.some(({ pattern }) => covers(pattern, resource.replace(/\$\{[^}]*\}/g, "*")));

const findingOf = (document: NormalDocument, grant: RoleGrant, settings: Settings): Finding => ({
    path: grant.path,
    found: `iam:PassRole on the pattern "${grant.resource}"${grant.leftBy === undefined ? "" : ` (what the Deny at ${grant.leftBy} leaves)`}`,
    why: "Whoever may create or rename a role so that it fits can pass it, whatever it is allowed to do.",
    paste: pastePassRole(document, grant, [named(grant.resource, placeOf(document, settings))]),
});

/** The pattern with names to fill in where its wildcards are. */
function named(resource: string, { partition, account }: Place): string {
    const name = resource.slice(resource.indexOf(":role/") + ":role/".length);
    const filled = name.replace(/\$\{[^}]*\}|[*?]+/g, "NAME");
    return `arn:${partition}:iam::${account}:role/${resource.includes(":role/") ? filled : "ROLE_NAME"}`;
}
