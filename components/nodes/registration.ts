import type { RegisteredNodesArgs } from "./registrationArgs";
import type { Unwrap } from "../pattern/args";
import { administratorPolicyProblems } from "./administratorPolicies";
import type { Limits } from "../pattern/constraints";
import type { Identity } from "../pattern/naming";
import { nodeCore } from "./core";
import { nodeFeatures } from "./features";
import { registeredNode } from "./kinds";
import { managedPolicyArn as managedPolicyArnLimit, nodeCoreLimits, nodeFeaturesLimits } from "./constraints";
import { awsManagedCore, awsManagedCoreProblems, nodePolicyProblems, nodeProblems } from "./validate";
import { rolePatternLimits } from "../pattern/commonConstraints";
import { arn, managedPolicyArn, pathAndName, type Place } from "../pattern/location";
import { grant, type ExplicitNames, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicies, plannedRole } from "../pattern/namedResources";
import { inRegions } from "../statements/acrossRegions";
import { trust } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

/** What every pattern of registered nodes is made of: their role, its trust and its rights. */

type Args = Unwrap<RegisteredNodesArgs>;
type RoleChild = "role" | "core" | "awsManagedCore" | "features";

/** Characters that Systems Manager takes for a role, its path among them. */
const longestRole = 64;

/** The limits of the args, for the limits of a pattern. */
export const registeredNodesLimits: Required<Limits<Args>>["properties"] = {
    ...rolePatternLimits,
    ...nodeCoreLimits,
    ...nodeFeaturesLimits,
    furtherRegions: { atLeast: 1, each: limit.region },
    managedPolicyArns: { atLeast: 1, each: managedPolicyArnLimit },
};

/** The Regions that nodes are registered in. */
export const registrationRegions = ({ region }: Place, { furtherRegions = [] }: Args): readonly string[] => [
    ...new Set([region, ...furtherRegions]),
];

/** The role of the nodes. */
export const nodeRoleOf = (identity: Identity, explicit: ExplicitNames): Planned =>
    plannedRole(identity, "nodes", explicit);

/** What is wrong with the args, by themselves and in their place. */
export const registeredNodesProblems = (args: Args, identity?: Identity): readonly Problem[] => {
    const named = identity && pathAndName(nodeRoleOf(identity, args).arn);
    return [
        ...awsManagedCoreProblems(args),
        ...nodePolicyProblems(args.managedPolicyArns, identity),
        ...administratorPolicyProblems(args.managedPolicyArns),
        ...nodeProblems(args, identity, args.furtherRegions),
        ...(named === undefined || named.length <= longestRole
            ? []
            : [
                  {
                      path: "path",
                      value: args.path,
                      message: `makes "${named}" of the role, and Systems Manager takes ${String(longestRole)} characters for path and name`,
                      fix: 'Give a shorter "roleName" or "path".',
                  },
              ]),
    ];
};

/** The names of the role and of its policies. */
export const registeredNodesNames = (identity: Identity, explicit: ExplicitNames): Record<RoleChild, Planned> => ({
    role: nodeRoleOf(identity, explicit),
    awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(identity.place, awsManagedCore) },
    ...plannedPolicies(identity, ["core", "features"], explicit),
});

/**
 * The trust of the role, on behalf of registrations in these Regions only, and what the nodes may do in them.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html
 */
export const registeredNodesDocuments = (
    { place }: Identity,
    args: Args,
    acceptUnguardedTrust?: string,
): Readonly<Record<"trust" | "core" | "features", PlannedDocument | undefined>> => {
    const regions = registrationRegions(place, args);
    const features = inRegions(place, regions, (there) => nodeFeatures(there, args));
    return {
        trust: trust(
            place,
            "ssm",
            regions.map((region) => arn(place, "ssm", "*", { region })),
            acceptUnguardedTrust,
        ),
        core:
            args.awsManagedCore === true
                ? undefined
                : grant(...inRegions(place, regions, (there) => nodeCore(there, registeredNode, args))),
        features: features.length === 0 ? undefined : grant(...features),
    };
};
