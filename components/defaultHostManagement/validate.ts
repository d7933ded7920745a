import type { DefaultHostManagementArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { administratorPolicyIssues } from "../nodes/administratorPolicies";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import { featureArgs } from "../nodes/features";
import { idle, nodePolicyIssues, nodeIssues } from "../nodes/validate";
import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<DefaultHostManagementArgs>;

/** The managed policy of AWS for the default role. */
export const awsManagedCore = "AmazonSSMManagedEC2InstanceDefaultPolicy";

/** What is about a role that is made, and of no use to one that is adopted. */
const roleArgs = [
    "roleName",
    "permissionsBoundary",
    "acceptUnguardedTrust",
    "sourceRegions",
    "awsManagedCore",
    "documents",
    "sessionsOnly",
    "ec2Messages",
    "restrictReports",
    "managedPolicyArns",
    ...featureArgs,
] as const;

const coreIssues = (args: Args): readonly ValidationIssue[] =>
    args.awsManagedCore === false
        ? []
        : (["sessionsOnly", "documents", "ec2Messages"] as const)
              .filter((name) => args[name] !== undefined && args[name] !== false)
              .map((name) => ({
                  path: name,
                  value: args[name],
                  message: `is settled by ${awsManagedCore} of AWS, which is attached`,
                  fix: `Take it away, or write "awsManagedCore: false" and have the core made here.`,
              }));

/** Two attachments of one policy are one to AWS, and taking either away takes both. */
const duplicatePolicyIssues = ({ managedPolicyArns = [] }: Args): readonly ValidationIssue[] =>
    managedPolicyArns.flatMap((value: unknown, i) =>
        typeof value === "string" && nameOf(value) === awsManagedCore
            ? [
                  {
                      path: `managedPolicyArns[${String(i)}]`,
                      value,
                      message: "is the core as AWS has it",
                      fix: 'Take it away; it is attached unless "awsManagedCore" is false.',
                  },
              ]
            : [],
    );

/** The role is of use in the Region of its setting alone, and its trust must not leave that one out. */
const sourceIssues = ({ sourceRegions }: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    scope === undefined ||
    sourceRegions?.every((region) => /^[a-z0-9-]+$/.test(region) && region !== scope.location.region) !== true
        ? []
        : [
              {
                  path: "sourceRegions",
                  value: sourceRegions,
                  message: `leaves out ${scope.location.region}, so no instance of it gets the role`,
                  fix: `Add "${scope.location.region}", or take "sourceRegions" away.`,
              },
          ];

/** What relates several args, or args and the location. */
export const validateDefaultHostManagement = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...sourceIssues(args, scope),
    ...(args.existingRoleArn === undefined
        ? [...coreIssues(args), ...duplicatePolicyIssues(args), ...nodeIssues(args, scope)]
        : idle(args, "existingRoleArn", roleArgs, "is of a role to be made, but one is adopted")),
    ...idle(args, "acceptUnguardedTrust", ["sourceRegions"], "guards a trust that is to be unguarded"),
    ...requireSameAccount("existingRoleArn", args.existingRoleArn, scope),
    ...nodePolicyIssues(args.managedPolicyArns, scope),
    ...administratorPolicyIssues(args.managedPolicyArns),
    ...granteesIssues(args, ["administrators"], scope),
];
