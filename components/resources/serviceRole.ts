import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { RolePatternArgs } from "../pattern/args";
import type { NamedResource } from "../pattern/pattern";
import { resolveAfter } from "./resolveAfter";

/** The inputs of a role that a service assumes. */
interface ServiceRole {
    readonly resource: pulumi.Output<NamedResource>;
    readonly description: string;
    /** The compliant trust policy as JSON. */
    readonly trust: pulumi.Output<string>;
    /** Compliant inline policies as JSON, by name. The name is also the suffix of the child's logical name. */
    readonly grants: Readonly<Record<string, pulumi.Output<string>>>;
    readonly args: RolePatternArgs;
    /** @default - one hour, the default of AWS. */
    readonly maxSessionSeconds?: pulumi.Input<number> | undefined;
}

/** A role whose outputs resolve once its policies are attached. */
interface UsableRole {
    readonly arn: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
}

/** Creates a role with its inline policies. Name and ARN are known at preview and resolve once the role is usable. */
export const serviceRole = (
    owner: pulumi.ComponentResource,
    child: string,
    { resource, description, trust, grants, args, maxSessionSeconds }: ServiceRole,
): UsableRole => {
    const childOptions = { parent: owner };
    const name = resource.apply((known) => known.name);
    const arn = resource.apply((known) => known.arn);
    const role = new iam.Role(
        child,
        {
            name,
            path: args.path,
            description,
            assumeRolePolicy: trust,
            permissionsBoundary: args.permissionsBoundary,
            maxSessionDuration: maxSessionSeconds,
            tags: args.tags,
        },
        childOptions,
    );
    const policies = Object.entries(grants).map(
        ([grant, policy]) =>
            new iam.RolePolicy(
                `${child}-${grant}`,
                { name: grant, role: resolveAfter(name, [role]), policy },
                childOptions,
            ),
    );
    return { arn: resolveAfter(arn, [role, ...policies]), name: resolveAfter(name, [role, ...policies]) };
};
