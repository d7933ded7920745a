import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { RolePatternArgs } from "../pattern/args";
import type { Planned, PlannedDocument } from "../pattern/pattern";
import { lawful } from "./compliantPolicy";
import { once } from "./resolveAfter";

/** What a role that a service assumes is made of. */
interface ServiceRole {
    readonly planned: pulumi.Output<Planned>;
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
    const own = { parent: owner };
    const name = planned.apply((known) => known.name);
    const arn = planned.apply((known) => known.arn);
    const role = new iam.Role(
        child,
        {
            name,
            path: args.path,
            description,
            assumeRolePolicy: lawful(trust, owner),
            permissionsBoundary: args.permissionsBoundary,
            maxSessionDuration: maxSessionSeconds,
            tags: args.tags,
        },
        own,
    );
    const policies = Object.entries(grants).map(
        ([grant, document]) =>
            new iam.RolePolicy(
                `${child}-${grant}`,
                { name: grant, role: once(name, [role]), policy: lawful(document, owner) },
                own,
            ),
    );
    return { arn: once(arn, [role, ...policies]), name: once(name, [role, ...policies]) };
};
