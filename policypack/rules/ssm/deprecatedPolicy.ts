import { attachmentPaths } from "../../documents/resourceTypes/attachments";
import { keysOf, getOwn, expandPath, formatPath } from "../../documents/values/paths";
import type { ResourceRule } from "../../engine/resourceRule";

interface Deprecated {
    /** Whom it is not for: everyone, or people only. */
    readonly notFor: "anyone" | "people";
    readonly reason: string;
    readonly instead: string;
}

/** Policies of AWS for Systems Manager that it, or what they give, has left behind, by name. As of 22 November 2026. */
const deprecated: Readonly<Record<string, Deprecated>> = {
    AmazonEC2RoleforSSM: {
        notFor: "anyone",
        reason: "AWS has replaced it; it reads and writes every bucket and reads every parameter of the account.",
        instead: "AmazonSSMManagedInstanceCore, and a policy of your own for the buckets and logs that are used",
    },
    AmazonSSMMaintenanceWindowRole: {
        notFor: "anyone",
        reason: "It sends any command to any node, and yet starts only functions whose name begins with SSM.",
        instead: "a policy of your own with what the window's tasks do",
    },
    AmazonSSMAutomationRole: {
        notFor: "people",
        reason: "It is made for the role of a runbook: all of Systems Manager, and instances, images and stacks at will.",
        instead: "a policy of your own that starts the runbooks that are meant and passes their role",
    },
};

/** Users, groups and permission sets are people; a role may be either, and is left alone. */
const peopleAt = (type: string, property: string, props: unknown): boolean =>
    /(user|group)(policyattachments?|:user|:group)|sso|iam:(user|group)$/i.test(type) ||
    (property === "policyArn" && ["users", "groups"].some((key) => keysOf(getOwn(props, key)).length > 0));

/** A managed policy of AWS that its own guides advise against. */
export const deprecatedPolicy: ResourceRule = {
    name: "ssm-deprecated-policy",
    level: "advisory",
    severity: "medium",
    description: "No policy of AWS for Systems Manager should be attached that is retired or made for something else.",
    remediationSteps: "Attach the policy that stands in for it.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/security-iam-awsmanpol.html",
    types: new Set(Object.keys(attachmentPaths)),
    check: (type, props) =>
        (attachmentPaths[type] ?? []).flatMap((path) =>
            expandPath(props, path).flatMap((steps) => {
                const arn = steps.reduce<unknown>(getOwn, props);
                const property = formatPath(steps);
                const [, name = ""] =
                    typeof arn === "string"
                        ? (/^\s*arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+?)\s*$/.exec(arn) ?? [])
                        : [];
                const known = Object.hasOwn(deprecated, name) ? deprecated[name] : undefined;
                return known === undefined || (known.notFor === "people" && !peopleAt(type, property, props))
                    ? []
                    : [
                          {
                              property,
                              path: "",
                              message: `${name} attached`,
                              identity: `${name} attached`,
                              reason: known.reason,
                              fix: known.instead,
                          },
                      ];
            }),
        ),
};
