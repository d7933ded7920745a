import { roleGrants, type RoleGrant } from "../../iam";
import { passRoleReports } from "../shared/passRoleStatements";
import type { DocumentRule, Report } from "../../engine/rule";
import { holderZone } from "../../engine/options";

type Id = "unrestricted" | "misnamedKey" | "ineffective";

const what = 'iam:PassRole is allowed on "{resource}"';

const reason =
    "The role can be passed to every service that its trust policy allows, not only to the one that needs it.";

const fix = "Restrict the service with iam:PassedToService, in a statement for iam:PassRole alone.";

/** Reports PassRole grants that do not restrict the service with iam:PassedToService. */
export const passRoleService: DocumentRule<Id> = {
    name: "iam-passrole-service",
    on: "document",
    level: "advisory",
    severity: "medium",
    description: "IAM policies that allow iam:PassRole should restrict the service with iam:PassedToService.",
    remediationSteps:
        'Add "StringEquals": { "iam:PassedToService": "SERVICE.amazonaws.com" } to the statement\'s Condition.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService",
    messages: {
        unrestricted: { message: `${what} without iam:PassedToService`, reason, fix },
        misnamedKey: {
            message: `${what} with aws:PassedToService, which does not exist; the key is iam:PassedToService`,
            reason,
            fix,
        },
        ineffective: {
            message: `${what} with an iam:PassedToService condition that does not restrict the service: {why}`,
            reason,
            fix,
        },
    },
    appliesTo: ["grant"],
    actions: ["iam:passrole"],
    check: (document, settings) => {
        const unrestricted = roleGrants(document, holderZone(settings)).filter(
            ({ scope, services }) => services === undefined && scope !== "serviceLinked",
        );
        // One report per statement, regardless of the number of roles.
        const first = new Map([...unrestricted].reverse().map((grant) => [grant.statement, grant]));
        return passRoleReports(document, settings, [...first.values()].reverse(), report);
    },
};

const report = (grant: RoleGrant): Report<Id> => {
    const { path, written: resource, passedTo } = grant;
    return "why" in passedTo
        ? { path: passedTo.path, messageId: "ineffective", data: { resource, why: passedTo.why } }
        : { path, messageId: missingKeyId(grant), data: { resource } };
};

const missingKeyId = ({ statement }: RoleGrant): Id =>
    statement.conditions.some(({ key }) => key === "aws:passedtoservice") ? "misnamedKey" : "unrestricted";
