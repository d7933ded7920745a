import { roleGrants } from "../../iam";
import { isAcceptedPattern, passRoleReports } from "../shared/passRoleStatements";
import type { DocumentRule } from "../../engine/rule";
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
    actions: ["iam:passrole"],
    check: (document, settings) =>
        passRoleReports(
            document,
            settings,
            roleGrants(document, holderZone(settings)).filter(
                ({ scope, resource }) => scope === "pattern" && !isAcceptedPattern(resource, settings),
            ),
            ({ path, resource, written, remainder }) => ({
                path,
                identity: resource,
                messageId: "namePattern",
                data: { resource: written, deny: remainder },
            }),
        ),
};
