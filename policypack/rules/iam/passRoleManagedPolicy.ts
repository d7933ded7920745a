import type { AttachmentRule } from "../../engine/attachmentRule";
import { arnParts } from "../../iam";
import { passesEveryRole } from "../../iam/knowledge/managedPolicies";

/** AWS managed policies that let their holder pass every role. */
export const passRoleManagedPolicy: AttachmentRule = {
    name: "iam-passrole-managed-policy",
    level: "mandatory",
    severity: "critical",
    description: "No AWS managed policy that lets its holder pass every role may be attached.",
    remediationSteps: "Attach a policy of your own that passes the roles that are meant, by name.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    check: (arn, account = "ACCOUNT_ID") => {
        const known = passesEveryRole(arn);
        if (known === undefined) {
            return [];
        }
        const { name, to } = known;
        const role = `arn:${arnParts(arn.trim())?.partition ?? "aws"}:iam::${account}:role/ROLE_NAME`;
        return [
            {
                path: "",
                message: `${name} attached, which passes every role to ${to} (text as of ${known.dataOf})`,
                reason: "Its holder can hand a service any role of the account, an administrator's too, and act as that role.",
                fix:
                    "a policy of your own with what is needed of it, and " +
                    `{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "${role}", ` +
                    '"Condition": { "StringEquals": { "iam:PassedToService": "SERVICE.amazonaws.com" } } }',
                ...(to === "any service" ? {} : { level: "advisory" as const }),
            },
        ];
    },
};
