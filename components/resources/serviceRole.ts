import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { RolePatternArgs } from "../pattern/args";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { compliantPolicy } from "./compliantPolicy";
import { resolveAfter } from "./resolveAfter";

/** What a role that a service assumes is made of. */
interface ServiceRole {
    readonly planned: pulumi.Output<NamedResource>;
    readonly description: string;
    readonly trust: pulumi.Output<PlannedDocument | undefined>;
    /** What the role may do, by the name of its inline policy, which is the suffix of the child too. */
    readonly grants: Readonly<Record<string, pulumi.Output<PlannedDocument | undefined>>>;
    readonly args: RolePatternArgs;
    /** @default - one hour, as AWS has it. */
    readonly maxSessionSeconds?: number | undefined;
}

/** A role that resolves once its grants are in place. */
interface UsableRole {
    readonly arn: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
}

/** A role with its inline policies. Name and ARN are known at preview and resolve once the role is usable. */
export const serviceRole = (
    owner: pulumi.ComponentResource,
    child: string,
    { planned, description, trust, grants, args, maxSessionSeconds }: ServiceRole,
): UsableRole => {
    const childOptions = { parent: owner };
    const name = planned.apply((known) => known.name);
    const arn = planned.apply((known) => known.arn);
    const role = new iam.Role(
        child,
        {
            name,
            path: args.path,
            description,
            assumeRolePolicy: compliantPolicy(trust, owner),
            permissionsBoundary: args.permissionsBoundary,
            maxSessionDuration: maxSessionSeconds,
            tags: args.tags,
        },
        childOptions,
    );
    const policies = Object.entries(grants).map(
        ([grant, document]) =>
            new iam.RolePolicy(
                `${child}-${grant}`,
                { name: grant, role: resolveAfter(name, [role]), policy: compliantPolicy(document, owner) },
                childOptions,
            ),
    );
    return { arn: resolveAfter(arn, [role, ...policies]), name: resolveAfter(name, [role, ...policies]) };
};
