import type { DefaultHostManagementArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import { featureArgs } from "../nodes/features";
import { idle, nodePolicyIssues, nodeIssues } from "../nodes/validate";
import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<DefaultHostManagementArgs>;

/** The AWS managed policy for the default role. */
export const awsManagedCore = "AmazonSSMManagedEC2InstanceDefaultPolicy";

/** Args for a new role, which have no effect on an existing one. */
const roleArgs = [
    "roleName",
    "permissionsBoundary",
    "acceptUnguardedTrust",
    "sourceRegions",
    "furtherRegions",
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
                  message: `has no effect with ${awsManagedCore}, which is attached`,
                  fix: `Remove it, or set "awsManagedCore: false" to create the core policy here.`,
              }));

/** AWS stores two attachments of one policy as one, so deleting either resource detaches the policy. */
const duplicatePolicyIssues = ({ managedPolicyArns = [] }: Args): readonly ValidationIssue[] =>
    managedPolicyArns.flatMap((value: unknown, i) =>
        typeof value === "string" && nameOf(value) === awsManagedCore
            ? [
                  {
                      path: `managedPolicyArns[${String(i)}]`,
                      value,
                      message: "is the policy that awsManagedCore attaches",
                      fix: 'Remove it; it is attached unless "awsManagedCore" is false.',
                  },
              ]
            : [],
    );

/** The role is used in the Region of each setting that names it, so the trust policy must include those Regions. */
const sourceIssues = ({ sourceRegions, furtherRegions = [] }: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    scope === undefined || sourceRegions?.every((region) => /^[a-z0-9-]+$/.test(region)) !== true
        ? []
        : [scope.location.region, ...furtherRegions]
              .filter((region) => !sourceRegions.includes(region))
              .map((region) => ({
                  path: "sourceRegions",
                  value: sourceRegions,
                  message: `does not include ${region}, so no instance there gets the role`,
                  fix: `Add "${region}", or remove "sourceRegions".`,
              }));

/** Validates args against each other and the location. */
export const validateDefaultHostManagement = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...(args.existingRoleArn === undefined
        ? [
              ...sourceIssues(args, scope),
              ...coreIssues(args),
              ...duplicatePolicyIssues(args),
              ...nodeIssues(args, scope, args.furtherRegions),
          ]
        : idle(args, "existingRoleArn", roleArgs, "applies to a new role, but existingRoleArn uses an existing one")),
    ...idle(
        args,
        "acceptUnguardedTrust",
        ["sourceRegions"],
        "guards the trust policy, but acceptUnguardedTrust removes the guard",
    ),
    ...requireSameAccount("existingRoleArn", args.existingRoleArn, scope),
    ...nodePolicyIssues(args.managedPolicyArns, scope),
    ...granteesIssues(args, ["administrators"], scope),
];
