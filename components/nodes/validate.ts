import type { NodeCoreArgs, NodeFeaturesArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { administratorPolicyIssues } from "./administratorPolicies";
import { awsBucketsIssues } from "./awsBuckets";
import { requireSameAccount, requireSameRegion } from "../pattern/sameAccountAndRegion";
import type { NamingScope } from "../pattern/naming";
import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";
import { duplicateIssues } from "../pattern/duplicates";

type NodeArgs = Unwrap<NodeCoreArgs & NodeFeaturesArgs>;

/** The AWS managed policy that can replace the core policy of the component. */
export const awsManagedCore = "AmazonSSMManagedInstanceCore";

/** Reports args that have no effect because another arg is set. */
export const idle = <Args>(
    args: Args,
    by: keyof Args & string,
    names: readonly (keyof Args & string)[],
    message: string,
): readonly ValidationIssue[] =>
    args[by] === undefined || args[by] === false
        ? []
        : names
              .filter((name) => args[name] !== undefined && args[name] !== false)
              .map((name) => ({
                  path: name,
                  value: args[name],
                  message,
                  fix: `Remove "${name}" or "${by}".`,
              }));

/** Reports args that have no effect with the AWS managed core. */
export const awsManagedCoreIssues = (
    args: NodeArgs & { readonly awsManagedCore?: boolean },
): readonly ValidationIssue[] => [
    ...idle(args, "awsManagedCore", ["sessionsOnly"], "conflicts with awsManagedCore, which grants the whole core"),
    ...idle(args, "awsManagedCore", ["documents", "ec2Messages"], `has no effect with ${awsManagedCore}`),
    ...idle(args, "awsManagedCore", ["parameters"], `limits nothing: ${awsManagedCore} allows reading every parameter`),
];

const supersededPolicies: Readonly<Record<string, readonly [message: string, fix: string]>> = {
    [awsManagedCore]: ["is the policy that awsManagedCore attaches", 'Set "awsManagedCore: true" instead.'],
    AmazonEC2RoleforSSM: [
        "is deprecated by AWS and allows access to every parameter and bucket of the account",
        "Remove it; the core policy of the component replaces it, and logs and buckets have their own args.",
    ],
};

/**
 * Reports additional managed policies that are duplicates, in another account, replaced by an arg, or too permissive for
 * a role that every process on the nodes can use.
 */
export const nodePolicyIssues = (
    managedPolicyArns: readonly unknown[] | undefined,
    scope?: NamingScope,
): readonly ValidationIssue[] => [
    ...duplicateIssues("managedPolicyArns", managedPolicyArns),
    ...administratorPolicyIssues(managedPolicyArns),
    ...(managedPolicyArns ?? []).flatMap((value, i) => {
        const path = `managedPolicyArns[${String(i)}]`;
        const superseded = typeof value === "string" ? supersededPolicies[nameOf(value)] : undefined;
        return [
            ...requireSameAccount(path, value, scope),
            ...(superseded === undefined ? [] : [{ path, value, message: superseded[0], fix: superseded[1] }]),
        ];
    }),
];

/** Resources of other Regions are of no use to the nodes. */
const regionSubject = "the nodes are managed in";

/**
 * Validates the args of the core and features against each other and the location.
 *
 * @param furtherRegions additional Regions in which the nodes are managed.
 */
export const nodeIssues = (
    args: NodeArgs,
    scope?: NamingScope,
    furtherRegions: readonly string[] = [],
): readonly ValidationIssue[] => [
    ...idle(args, "sessionsOnly", ["documents", "ec2Messages"], "has no effect with sessionsOnly"),
    ...requireSameRegion("parameters.kmsKeyArns", args.parameters?.kmsKeyArns, scope, regionSubject, furtherRegions),
    ...requireSameRegion("sessions.kmsKeyArn", args.sessions?.kmsKeyArn, scope, regionSubject, furtherRegions),
    ...requireSameRegion("patchBaselines", args.patchBaselines, scope, regionSubject, furtherRegions),
    ...awsBucketsIssues(args.awsBuckets, "awsBuckets", scope && [scope.location.region, ...furtherRegions]),
];
