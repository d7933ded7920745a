import { RolePolicyAttachment } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { NodeFeaturesArgs } from "./args";
import type { RolePatternArgs } from "../pattern/args";
import { hasFeatures } from "./features";
import { nameOf } from "../pattern/location";
import type { NamedResource } from "../pattern/pattern";
import { managedPolicy } from "../resources/managedPolicy";
import { resolveAfter } from "../resources/resolveAfter";
import { serviceRole } from "../resources/serviceRole";

/** The inputs of a node role. Its permissions are managed policies, because the AWS managed core is one too. */
interface NodeRole {
    readonly names: pulumi.Output<Readonly<Record<"role" | "core" | "awsManagedCore" | "features", NamedResource>>>;
    /** Compliant documents as JSON. */
    readonly policies: Readonly<Record<"trust" | "core" | "features", pulumi.Output<string>>>;
    /** Must not change after a release: changing the description of a policy replaces it. */
    readonly descriptions: Readonly<Record<"role" | "core" | "features", string>>;
    /** Whether to attach the AWS managed core instead of creating a core policy. */
    readonly awsManagedCore: boolean;
    /**
     * Whether the role exists already. The policies are attached either way.
     *
     * @default false
     */
    readonly isAdopted?: boolean;
    readonly args: RolePatternArgs & NodeFeaturesArgs & { managedPolicyArns?: pulumi.Input<string>[] };
}

/** A new or existing node role. */
interface CreatedNodeRole {
    /** The name of the role, once it exists; its policies may not be attached yet. */
    readonly bareName: pulumi.Output<string>;
    /** The ARN of the role, once all policies are attached. */
    readonly arn: pulumi.Output<string>;
    /** The name of the role, once all policies are attached. */
    readonly name: pulumi.Output<string>;
    /** The value, once all policies are attached and these resources exist. */
    readonly granted: (value: pulumi.Output<string>, resources?: readonly pulumi.Resource[]) => pulumi.Output<string>;
}

/** Creates the node role and attaches its core, its features and the additional policies. */
export const nodeRole = (
    owner: pulumi.ComponentResource,
    child: string,
    { names, policies, descriptions, awsManagedCore, isAdopted = false, args }: NodeRole,
): CreatedNodeRole => {
    const childOptions = { parent: owner };
    const bareName = isAdopted
        ? names.role.name
        : serviceRole(owner, child, {
              resource: names.role,
              description: descriptions.role,
              trust: policies.trust,
              grants: {},
              args,
          }).name;
    const created = (["core", "features"] as const)
        .filter((kind) => (kind === "core" ? !awsManagedCore : hasFeatures(args)))
        .map((kind) =>
            managedPolicy(owner, `${child}-${kind}`, {
                resource: names[kind],
                policy: policies[kind],
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
            pulumi.all([value, pulumi.all(created)]).apply(([known]) => known),
            [...resources, ...attached],
        );
    return { bareName, arn: granted(names.role.arn), name: granted(names.role.name), granted };
};
