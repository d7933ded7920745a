import type { NodeCoreArgs, NodeFeaturesArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { awsBucketsIssues } from "./awsBuckets";
import { requireSameAccount, requireSameRegion } from "../pattern/sameAccountAndRegion";
import type { NamingScope } from "../pattern/naming";
import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";
import { duplicateIssues } from "../pattern/duplicates";

type NodeArgs = Unwrap<NodeCoreArgs & NodeFeaturesArgs>;

/** The managed policy of AWS that stands in for the own core. */
export const awsManagedCore = "AmazonSSMManagedInstanceCore";

/** Args that another one leaves without effect. */
export const idle = <Args>(
    args: Args,
    by: keyof Args & string,
    names: readonly (keyof Args & string)[],
    because: string,
): readonly ValidationIssue[] =>
    args[by] === undefined || args[by] === false
        ? []
        : names
              .filter((name) => args[name] !== undefined && args[name] !== false)
              .map((name) => ({
                  path: name,
                  value: args[name],
                  message: because,
                  fix: `Take "${name}" away, or take "${by}" away.`,
              }));

/** What the core of AWS settles, where a role has that instead of one made here. */
export const awsManagedCoreIssues = (
    args: NodeArgs & { readonly awsManagedCore?: boolean },
): readonly ValidationIssue[] => [
    ...idle(args, "awsManagedCore", ["sessionsOnly"], "contradicts awsManagedCore, which allows all of the core"),
    ...idle(args, "awsManagedCore", ["documents", "ec2Messages"], `is settled by ${awsManagedCore} of AWS`),
    ...idle(args, "awsManagedCore", ["parameters"], `narrows nothing: ${awsManagedCore} reads every parameter`),
];

const supersededPolicies: Readonly<Record<string, readonly [message: string, fix: string]>> = {
    [awsManagedCore]: ["is the core as AWS has it", 'Write "awsManagedCore: true" instead.'],
    AmazonEC2RoleforSSM: [
        "is retired by AWS and opens every parameter and every bucket of the account",
        "Take it away; the core made here stands in for it, and logs and buckets have args of their own.",
    ],
};

/** Further policies of a node's role that are given twice, of another account, or that something here stands in for. */
export const nodePolicyIssues = (
    managedPolicyArns: readonly unknown[] | undefined,
    scope?: NamingScope,
): readonly ValidationIssue[] => [
    ...duplicateIssues("managedPolicyArns", managedPolicyArns),
    ...(managedPolicyArns ?? []).flatMap((value, i) => {
        const path = `managedPolicyArns[${String(i)}]`;
        const superseded = typeof value === "string" ? supersededPolicies[nameOf(value)] : undefined;
        return [
            ...requireSameAccount(path, value, scope),
            ...(superseded === undefined ? [] : [{ path, value, message: superseded[0], fix: superseded[1] }]),
        ];
    }),
];

/** Where nodes are managed; what serves another Region only would be of no use to them. */
const regionSubject = "the nodes are managed in";

/**
 * What relates the args of a node's core and features to one another and to the location.
 *
 * @param further Regions in which the nodes are managed, too.
 */
export const nodeIssues = (
    args: NodeArgs,
    scope?: NamingScope,
    further: readonly string[] = [],
): readonly ValidationIssue[] => [
    ...idle(args, "sessionsOnly", ["documents", "ec2Messages"], "has no use in sessions"),
    ...requireSameRegion("parameters.kmsKeyArns", args.parameters?.kmsKeyArns, scope, regionSubject, further),
    ...requireSameRegion("sessions.kmsKeyArn", args.sessions?.kmsKeyArn, scope, regionSubject, further),
    ...requireSameRegion("patchBaselines", args.patchBaselines, scope, regionSubject, further),
    ...awsBucketsIssues(args.awsBuckets, "awsBuckets", scope && [scope.location.region, ...further]),
];
