import type { AttachmentRule } from "../../engine/rule";
import { arnParts } from "../../iam";
import { passesEveryRole } from "../../iam/knowledge/managedPolicies";

/** Reports attached AWS managed policies that allow iam:PassRole on every role. */
export const passRoleManagedPolicy: AttachmentRule<"passesEveryRole"> = {
    name: "iam-passrole-managed-policy",
    on: "attachment",
    level: "mandatory",
    severity: "critical",
    description: "AWS managed policies that allow iam:PassRole on every role must not be attached.",
    remediationSteps: "Attach a customer managed policy that allows iam:PassRole on named roles only.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    messages: {
        passesEveryRole: {
            message:
                "{name} is attached, which allows iam:PassRole on every role, to {to} (policy text as of {dataOf})",
            reason:
                "Its holder can pass any role, including an administrator role, to a service and use its " +
                "permissions.",
            fix:
                "Create a customer managed policy with the required actions, and with iam:PassRole on named roles only, " +
                'such as "{role}", and attach it instead.',
        },
    },
    check: (arn, account = "ACCOUNT_ID") => {
        const known = passesEveryRole(arn);
        if (known === undefined) {
            return [];
        }
        const { name, to, dataOf } = known;
        const partition = arnParts(arn.trim())?.partition ?? "aws";
        return [
            {
                path: "",
                messageId: "passesEveryRole",
                data: { name, to, dataOf, role: `arn:${partition}:iam::${account}:role/ROLE_NAME` },
                replacement: () => ({
                    path: "",
                    value: `arn:${partition}:iam::${account}:policy/POLICY_NAME`,
                    placeholders: ["ACCOUNT_ID", "POLICY_NAME"],
                }),
                ...(to === "any service" ? {} : { level: "advisory" as const }),
            },
        ];
    },
};
