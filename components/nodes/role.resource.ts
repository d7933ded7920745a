import { RolePolicyAttachment } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { NodeFeaturesArgs } from "./args";
import type { RolePatternArgs } from "../pattern/args";
import { hasFeatures } from "./features";
import { nameOf } from "../pattern/location";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { managedPolicy } from "../resources/managedPolicy";
import { resolveAfter } from "../resources/resolveAfter";
import { serviceRole } from "../resources/serviceRole";

/** What the role of nodes is made of: its rights are managed policies, since those of AWS are too. */
interface NodeRole {
    readonly names: pulumi.Output<Readonly<Record<"role" | "core" | "awsManagedCore" | "features", NamedResource>>>;
    readonly documents: pulumi.Output<Readonly<Record<"trust" | "core" | "features", PlannedDocument | undefined>>>;
    /** Never changed once released: AWS replaces a policy to change its description. */
    readonly descriptions: Readonly<Record<"role" | "core" | "features", string>>;
    /** Whether the core of AWS is attached instead of one made here. */
    readonly awsManagedCore: boolean;
    /**
     * Whether the role exists already; it gets the policies all the same.
     *
     * @default false
     */
    readonly isAdopted?: boolean;
    readonly args: RolePatternArgs & NodeFeaturesArgs & { managedPolicyArns?: pulumi.Input<string>[] };
}

/** A role of nodes, or one that was adopted for them. */
interface CreatedNodeRole {
    /** The role's name, once it exists, with or without its rights. */
    readonly bareName: pulumi.Output<string>;
    /** The role's ARN, once it has all its rights. */
    readonly arn: pulumi.Output<string>;
    /** The role's name, once it has all its rights. */
    readonly name: pulumi.Output<string>;
    /** A value once the role has all its rights and these resources exist. */
    readonly granted: (value: pulumi.Output<string>, resources?: readonly pulumi.Resource[]) => pulumi.Output<string>;
}

/** The role of nodes, its core, its features and the further policies it was given. */
export const nodeRole = (
    owner: pulumi.ComponentResource,
    child: string,
    { names, documents, descriptions, awsManagedCore, isAdopted = false, args }: NodeRole,
): CreatedNodeRole => {
    const childOptions = { parent: owner };
    const bareName = isAdopted
        ? names.role.name
        : serviceRole(owner, child, {
              planned: names.role,
              description: descriptions.role,
              trust: documents.trust,
              grants: {},
              args,
          }).name;
    const policies = (["core", "features"] as const)
        .filter((kind) => (kind === "core" ? !awsManagedCore : hasFeatures(args)))
        .map((kind) =>
            managedPolicy(owner, `${child}-${kind}`, {
                planned: names[kind],
                document: documents[kind],
                description: descriptions[kind],
                grantees: { roles: [bareName] },
                args,
            }),
        );
    const attach = (kind: string, policyArn: pulumi.Input<string>): pulumi.Resource =>
        new RolePolicyAttachment(`${child}-${kind}`, { role: bareName, policyArn }, childOptions);
    const attached = [
        ...(awsManagedCore ? [attach("core", names.awsManagedCore.arn)] : []),
        ...(args.managedPolicyArns ?? []).map((arn, i) =>
            attach(`policy-${typeof arn === "string" ? nameOf(arn) : String(i)}`, arn),
        ),
    ];
    const granted: CreatedNodeRole["granted"] = (value, resources = []) =>
        resolveAfter(
            pulumi.all([value, pulumi.all(policies)]).apply(([known]) => known),
            [...resources, ...attached],
        );
    return { bareName, arn: granted(names.role.arn), name: granted(names.role.name), granted };
};
