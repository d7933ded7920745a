import { covers, roleGrants, type PolicyModel, type RoleGrant } from "../../iam";
import { passRoleFix } from "../shared/passRoleFix";
import { placeholders, type PlaceholderValues } from "../shared/placeholders";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { holderZone } from "../../engine/options";

/** Reports iam:PassRole on a name pattern, which a new role can be named to match. */
export const passRolePattern: Rule = {
    name: "iam-passrole-role-pattern",
    level: "mandatory",
    severity: "high",
    description: "IAM policies must not allow iam:PassRole on a role name pattern, unless the pattern is accepted.",
    remediationSteps:
        "Name each role in Resource, or accept the pattern in the rule's configuration (acceptedRolePatterns) with a reason.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        roleGrants(document, holderZone(settings))
            .filter(({ scope, resource }) => scope === "pattern" && !isAccepted(resource, settings))
            .map((grant) => violationOf(document, grant, settings)),
};

/** Whether an accepted pattern covers the whole resource, for every value of its policy variables. */
const isAccepted = (resource: string, { acceptedRolePatterns }: RuleOptions): boolean =>
    acceptedRolePatterns.some(({ pattern }) => covers(pattern, resource.replace(/\$\{[^}]*\}/g, "*")));

const violationOf = (document: PolicyModel, grant: RoleGrant, options: RuleOptions): Violation => {
    const { path, resource, remainder } = grant;
    const exception = remainder === undefined ? "" : ` (not covered by the Deny at ${remainder})`;
    return {
        path,
        message: `iam:PassRole is allowed on the pattern "${resource}"${exception}`,
        reason: "Anyone who can create a role with a matching name can pass it, whatever its permissions.",
        fix: passRoleFix(document, grant, [named(resource, placeholders(document, options))]),
    };
};

/** The pattern with placeholders instead of wildcards and variables. */
const named = (resource: string, { partition, account }: PlaceholderValues): string => {
    const name = resource.slice(resource.indexOf(":role/") + ":role/".length);
    const filled = name.replace(/\$\{[^}]*\}|[*?]+/g, "NAME");
    return `arn:${partition}:iam::${account}:role/${resource.includes(":role/") ? filled : "ROLE_NAME"}`;
};
