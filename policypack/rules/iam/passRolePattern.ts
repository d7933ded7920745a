import { covers, roleGrants, type PolicyModel, type RoleGrant } from "../../iam";
import { passRoleFix } from "../shared/passRoleFix";
import { placeholders, type PlaceholderValues } from "../shared/placeholders";
import { replacementFor } from "../shared/replacement";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { holderZone } from "../../engine/options";

/** Reports iam:PassRole on a name pattern, which a new role can be named to match. */
export const passRolePattern: DocumentRule<"namePattern"> = {
    name: "iam-passrole-role-pattern",
    on: "document",
    level: "mandatory",
    severity: "high",
    description: "IAM policies must not allow iam:PassRole on a role name pattern, unless the pattern is accepted.",
    remediationSteps:
        "Name each role in Resource, or accept the pattern in the rule's configuration (acceptedRolePatterns) with a reason.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    messages: {
        namePattern: {
            message: 'iam:PassRole is allowed on the pattern "{resource}"[[ (not covered by the Deny at {deny})]]',
            reason: "Anyone who can create a role with a matching name can pass it, whatever its permissions.",
            fix: "Allow iam:PassRole on named roles only, or accept the pattern (acceptedRolePatterns) with a reason.",
        },
    },
    appliesTo: ["grant"],
    check: (document, settings) =>
        roleGrants(document, holderZone(settings))
            .filter(({ scope, resource }) => scope === "pattern" && !isAccepted(resource, settings))
            .map((grant) => report(document, grant, settings)),
};

/** Whether an accepted pattern covers the whole resource, for every value of its policy variables. */
const isAccepted = (resource: string, { acceptedRolePatterns }: RuleOptions): boolean => {
    const wildcarded = withoutVariables(resource, "*");
    return acceptedRolePatterns.some(({ pattern }) => covers(pattern, wildcarded));
};

/** The text with each policy variable replaced. The end without a brace is left out: it would be searched again and again. */
const withoutVariables = (text: string, replacement: string): string => {
    const end = text.lastIndexOf("}") + 1;
    return text.slice(0, end).replace(/\$\{[^}]*\}/g, replacement) + text.slice(end);
};

const report = (document: PolicyModel, grant: RoleGrant, options: RuleOptions): Report<"namePattern"> => ({
    path: grant.path,
    messageId: "namePattern",
    data: { resource: grant.resource, deny: grant.remainder },
    ...replacementFor(grant.statement, () =>
        passRoleFix(document, grant, [named(grant.resource, placeholders(document, options))]),
    ),
});

/** The pattern with placeholders instead of wildcards and variables. */
const named = (resource: string, { partition, account }: PlaceholderValues): string => {
    const name = resource.slice(resource.indexOf(":role/") + ":role/".length);
    const filled = withoutVariables(name, "NAME").replace(/[*?]+/g, "NAME");
    return `arn:${partition}:iam::${account}:role/${resource.includes(":role/") ? filled : "ROLE_NAME"}`;
};
