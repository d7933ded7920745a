import { awsManagedPolicyName } from "../../iam/knowledge/managedPolicies";
import { attachmentPaths } from "../../documents/resourceTypes/attachments";
import { keysOf, getOwn, expandPath, formatPath } from "../../documents/values/paths";
import type { ResourceRule } from "../../engine/rule";

type Id = "instanceRole" | "maintenanceWindowRole" | "automationRole";

interface Deprecated {
    readonly messageId: Id;
    /** The holders that should not have it: any, or people only. */
    readonly notFor: "anyone" | "people";
}

/** AWS managed policies for Systems Manager that are deprecated or too permissive, by name. As of 22 November 2026. */
const deprecated: Readonly<Record<string, Deprecated>> = {
    AmazonEC2RoleforSSM: { messageId: "instanceRole", notFor: "anyone" },
    AmazonSSMMaintenanceWindowRole: { messageId: "maintenanceWindowRole", notFor: "anyone" },
    AmazonSSMAutomationRole: { messageId: "automationRole", notFor: "people" },
};

const message = "{policy} is attached";

/** Whether people hold the policy: users, groups and permission sets. A role may be for people or for a service. */
const isHeldByPeople = (type: string, property: string, props: unknown): boolean =>
    /(user|group)(policyattachments?|:user|:group)|sso|iam:(user|group)$/i.test(type) ||
    (property === "policyArn" && ["users", "groups"].some((key) => keysOf(getOwn(props, key)).length > 0));

/** Reports attached AWS managed policies that the AWS documentation advises against. */
export const deprecatedPolicy: ResourceRule<Id> = {
    name: "ssm-deprecated-policy",
    on: "resource",
    level: "advisory",
    severity: "medium",
    description: "Deprecated or overly permissive AWS managed policies for Systems Manager should not be attached.",
    remediationSteps: "Attach the replacement policy.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/security-iam-awsmanpol.html",
    messages: {
        instanceRole: {
            message,
            reason: "AWS has replaced it; it allows reading and writing every bucket, and reading every parameter.",
            fix:
                "Attach AmazonSSMManagedInstanceCore, and a customer managed policy for the buckets and log groups " +
                "in use.",
        },
        maintenanceWindowRole: {
            message,
            reason:
                "It allows sending any command to any node, but invoking only functions whose names start with " +
                "SSM.",
            fix: "Attach a customer managed policy with the actions of the maintenance window's tasks.",
        },
        automationRole: {
            message,
            reason:
                "It is meant for runbook roles: it allows all of Systems Manager, and managing instances, images and " +
                "stacks.",
            fix: "Attach a customer managed policy that allows starting the intended runbooks and passing their role.",
        },
    },
    types: new Set(Object.keys(attachmentPaths)),
    check: (type, props) =>
        (attachmentPaths[type] ?? []).flatMap((path) =>
            expandPath(props, path).flatMap((steps) => {
                const arn = steps.reduce<unknown>(getOwn, props);
                const property = formatPath(steps);
                const name = (typeof arn === "string" ? awsManagedPolicyName(arn) : undefined) ?? "";
                const known = Object.hasOwn(deprecated, name) ? deprecated[name] : undefined;
                return known === undefined || (known.notFor === "people" && !isHeldByPeople(type, property, props))
                    ? []
                    : [
                          {
                              property,
                              path: "",
                              messageId: known.messageId,
                              data: { policy: name },
                              identity: name,
                          },
                      ];
            }),
        ),
};
