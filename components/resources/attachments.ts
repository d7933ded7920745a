import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import { nameOf } from "../pattern/location";

/**
 * Attaches a customer managed policy to each grantee. A child is named by its grantee where that is a plain text, so that
 * taking one grantee away leaves the others alone; a grantee known only later is named by its position.
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
