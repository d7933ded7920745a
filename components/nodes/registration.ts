import type { RegisteredNodesArgs } from "./registrationArgs";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { nodeCore } from "./core";
import { nodeFeatures } from "./features";
import { registeredNode } from "./kinds";
import {
    managedPolicyArn as managedPolicyConstraint,
    nodeCoreConstraints,
    nodeFeaturesConstraints,
} from "./constraints";
import { awsManagedCore, awsManagedCoreIssues, nodePolicyIssues, nodeIssues } from "./validate";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import { arn, managedPolicyArn, pathAndName, type AwsLocation } from "../pattern/location";
import type { Child } from "../pattern/children";
import { grant, type NamedResource, type Names, type Pattern, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies, namedRole } from "../pattern/namedResources";
import { mergeAcrossRegions, regionsOf } from "../statements/acrossRegions";
import { serviceTrust } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

/** The parts that the patterns of registered nodes share: the role, its trust policy and its permissions. */

type Args = Unwrap<RegisteredNodesArgs>;
/** The args that the names depend on. */
export type RegisteredNodesNameArgs = Pick<RegisteredNodesArgs, "path" | "roleName">;
type RoleChild = "role" | "core" | "awsManagedCore" | "features";

/** The maximum length of the path and name of a role in Systems Manager. */
const maxRoleNameLength = 64;

/** Constraints on the args, for the constraints of a pattern. */
export const registeredNodesConstraints: Required<Constraints<Args>>["properties"] = {
    ...rolePatternConstraints,
    ...nodeCoreConstraints,
    ...nodeFeaturesConstraints,
    furtherRegions: { atLeast: 1, each: limit.region },
    managedPolicyArns: { atLeast: 1, each: managedPolicyConstraint },
};

/** The Regions in which nodes are registered. */
export const registrationRegions = (location: AwsLocation, { furtherRegions }: Args): readonly string[] =>
    regionsOf(location, furtherRegions);

/** The role of the nodes. */
export const nodeRoleOf = (scope: NamingScope, explicit: RegisteredNodesNameArgs): NamedResource =>
    namedRole(scope, "nodes", explicit);

/** Validates the args, by themselves and for their location. */
export const registeredNodesIssues = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => {
    const named = scope && pathAndName(nodeRoleOf(scope, args).arn);
    return [
        ...awsManagedCoreIssues(args),
        ...nodePolicyIssues(args.managedPolicyArns, scope),
        ...nodeIssues(args, scope, args.furtherRegions),
        ...(named === undefined || named.length <= maxRoleNameLength
            ? []
            : [
                  {
                      path: "path",
                      value: args.path,
                      message: `gives the role the name "${named}", but Systems Manager allows at most ${String(maxRoleNameLength)} characters for path and name`,
                      fix: 'Use a shorter "roleName" or "path".',
                  },
              ]),
    ];
};

/** The role, which `passedBy` may pass to Systems Manager, and its policies. */
export const registeredNodesChildren = <Passer extends string>(
    ...passedBy: readonly Passer[]
): Readonly<Record<RoleChild, Child<Passer | "trust" | "core" | "features">>> => ({
    role: {
        kind: "role",
        nameArg: "roleName",
        trust: "trust",
        grants: ["core", "features"],
        passedTo: "ssm",
        passedBy,
    },
    core: { kind: "policy", purpose: "role" },
    awsManagedCore: { kind: "awsManagedPolicy" },
    features: { kind: "policy", purpose: "role" },
});

/** The names of the role and of its policies. */
export const registeredNodesNames = (
    scope: NamingScope,
    explicit: RegisteredNodesNameArgs,
): Record<RoleChild, NamedResource> => ({
    role: nodeRoleOf(scope, explicit),
    awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(scope.location, awsManagedCore) },
    ...namedPolicies(scope, ["core", "features"], explicit),
});

/**
 * The trust policy of the role, limited to registrations in these Regions.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html
 */
export const registeredNodesTrust = (
    location: AwsLocation,
    args: Args,
    acceptUnguardedTrust?: string,
): PlannedDocument =>
    serviceTrust(
        location,
        "ssm",
        registrationRegions(location, args).map((region) => arn(location, "ssm", "*", { region })),
        acceptUnguardedTrust,
    );

/** The permissions of the nodes in these Regions. */
export const registeredNodesGrants: Pattern<
    Args,
    Names,
    Readonly<Record<"core" | "features", PlannedDocument | undefined>>
>["documents"] = {
    core: ({ location }, args) =>
        args.awsManagedCore === true
            ? undefined
            : grant(
                  ...mergeAcrossRegions(location, registrationRegions(location, args), (regional) =>
                      nodeCore(regional, registeredNode, args),
                  ),
              ),
    features: ({ location }, args) => {
        const features = mergeAcrossRegions(location, registrationRegions(location, args), (regional) =>
            nodeFeatures(regional, args),
        );
        return features.length === 0 ? undefined : grant(...features);
    },
};
