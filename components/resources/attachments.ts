import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import { nameOf } from "../pattern/location";

/**
 * Attaches a customer managed policy to each grantee. The logical name contains the grantee if it is a plain string, so
 * that removing one grantee does not replace the other attachments. An output is named by its position instead.
 */
export const attachments = (
    name: string,
    policyArn: pulumi.Input<string>,
    grantees: Grantees,
    opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] => {
    const each = (
        kind: keyof Grantees,
        attach: (child: string, grantee: pulumi.Output<string>) => pulumi.Resource,
    ): readonly pulumi.Resource[] =>
        (grantees[kind] ?? []).map((grantee, i) =>
            attach(
                `${name}-${kind.slice(0, -1)}-${typeof grantee === "string" ? nameOf(grantee) : String(i)}`,
                pulumi.output(grantee).apply(nameOf),
            ),
        );
    return [
        ...each("users", (child, user) => new iam.UserPolicyAttachment(child, { user, policyArn }, opts)),
        ...each("groups", (child, group) => new iam.GroupPolicyAttachment(child, { group, policyArn }, opts)),
        ...each("roles", (child, role) => new iam.RolePolicyAttachment(child, { role, policyArn }, opts)),
    ];
};
