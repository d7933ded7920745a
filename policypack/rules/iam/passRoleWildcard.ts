import { matchingAction, roleGrants, type PolicyModel, type RoleGrant } from "../../iam";
import { passRoleFix, someRole } from "../shared/passRoleFix";
import { placeholders } from "../shared/placeholders";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { holderZone } from "../../engine/options";

/** Reports iam:PassRole on every role. */
export const passRoleWildcard: Rule = {
    name: "iam-passrole-wildcard",
    level: "mandatory",
    severity: "critical",
    description: "IAM policies must not allow iam:PassRole on a wildcard that matches every role.",
    remediationSteps:
        "Name the roles in Resource and the service in iam:PassedToService. A condition alone is not sufficient.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        roleGrants(document, holderZone(settings))
            .filter(({ scope }) => scope === "all")
            .map((grant) => violationOf(document, grant, settings)),
};

const violationOf = (document: PolicyModel, grant: RoleGrant, options: RuleOptions): Violation => {
    const { path, resource, statement, remainder } = grant;
    const action = matchingAction(statement, "iam:passrole");
    const by =
        statement.notActions.length > 0 ? "a NotAction that does not exclude it" : `the action "${action?.text ?? ""}"`;
    const what = statement.notResources.length > 0 ? "every role except those in NotResource" : `"${resource}"`;
    const left = remainder === undefined ? "" : ` (not covered by the Deny at ${remainder})`;
    return {
        path,
        message: `iam:PassRole is allowed on ${what}${left} by ${by}`,
        reason:
            "Its holder can pass any role of the account, including an administrator role, to a service under their " +
            `control.${conditionNote(grant)}`,
        fix: passRoleFix(document, grant, [someRole(placeholders(document, options))]),
    };
};

/** Explains why the grant's condition is not sufficient. */
const conditionNote = ({ services, conditions }: RoleGrant): string => {
    if (services !== undefined && services.length > 0) {
        const value = services.join(" or ");
        return ` iam:PassedToService = ${value} is not sufficient: every role that trusts the service can be passed.`;
    }
    if (conditions.length === 0) {
        return "";
    }
    return (
        ` The condition (${conditions.join("; ")}) does not restrict which roles are passed; ` +
        "AWS documents tags as unreliable for PassRole."
    );
};
