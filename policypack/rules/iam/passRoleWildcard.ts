import { matchingAction, roleGrants, type RoleGrant } from "../../iam";
import { passRoleReports } from "../shared/passRoleStatements";
import type { DocumentRule, Report } from "../../engine/rule";
import { holderZone } from "../../engine/options";

const what = '[["{resource}"]][[every role except those in {notResource}]][[ (not covered by the Deny at {deny})]]';

const reason =
    "Its holder can pass any role of the account, including an administrator role, to a service under their control." +
    "[[ iam:PassedToService = {services} is not sufficient: every role that trusts the service can be passed.]]" +
    "[[ The condition ({conditions}) does not restrict which roles are passed.]]" +
    "[[ AWS documents {tags} as unreliable for iam:PassRole.]]";

const fix = "Allow iam:PassRole on the intended roles only, and only to the service that needs them.";

/** Reports iam:PassRole on every role. */
export const passRoleWildcard: DocumentRule<"action" | "notAction"> = {
    name: "iam-passrole-wildcard",
    on: "document",
    level: "mandatory",
    severity: "critical",
    description: "IAM policies must not allow iam:PassRole on a wildcard that matches every role.",
    remediationSteps:
        "Name the roles in Resource and the service in iam:PassedToService. A condition alone is not sufficient.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    messages: {
        action: { message: `iam:PassRole is allowed on ${what} by the action "{action}"`, reason, fix },
        notAction: {
            message: `iam:PassRole is allowed on ${what} by a NotAction that does not exclude it`,
            reason,
            fix,
        },
    },
    appliesTo: ["grant"],
    actions: ["iam:passrole"],
    check: (document, settings) =>
        passRoleReports(
            document,
            settings,
            roleGrants(document, holderZone(settings)).filter(({ scope }) => scope === "all"),
            report,
        ),
};

const report = (grant: RoleGrant): Report<"action" | "notAction"> => {
    const { path, resource, written, statement, remainder, services = [], conditions } = grant;
    const isExcept = statement.notResources.length > 0;
    const isByNotAction = statement.notActions.length > 0;
    return {
        path,
        identity: resource,
        messageId: isByNotAction ? "notAction" : "action",
        data: {
            ...(isExcept ? { notResource: "NotResource" } : { resource: written }),
            ...(isByNotAction ? {} : { action: matchingAction(statement, "iam:passrole")?.text ?? "" }),
            ...(remainder === undefined ? {} : { deny: remainder }),
            ...insufficientCondition(services, conditions),
        },
    };
};

/** What restricts the grant, but not the roles. */
const insufficientCondition = (
    services: readonly string[],
    conditions: RoleGrant["conditions"],
): Readonly<Record<string, string>> => {
    if (services.length > 0) {
        return { services: services.join(" or ") };
    }
    const readable = conditions.join("; ");
    return conditions.length === 0
        ? {}
        : { conditions: readable, ...(/resourcetag\//i.test(readable) ? { tags: "tags" } : {}) };
};
