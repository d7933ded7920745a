import type { DefaultHostManagementArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { administratorPolicyProblems } from "../nodes/administratorPolicies";
import { foreignAccount } from "../pattern/sameAccountAndRegion";
import { granteesProblems } from "../pattern/grantees";
import type { Identity } from "../pattern/naming";
import { featureArgs } from "../nodes/features";
import { idle, nodePolicyProblems, nodeProblems } from "../nodes/validate";
import { nameOf } from "../pattern/location";
import type { Problem } from "../pattern/validationIssue";

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

const coreProblems = (args: Args): readonly Problem[] =>
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
const twiceProblems = ({ managedPolicyArns = [] }: Args): readonly Problem[] =>
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
const sourceProblems = ({ sourceRegions }: Args, identity?: Identity): readonly Problem[] =>
    identity === undefined ||
    sourceRegions?.every((region) => /^[a-z0-9-]+$/.test(region) && region !== identity.place.region) !== true
        ? []
        : [
              {
                  path: "sourceRegions",
                  value: sourceRegions,
                  message: `leaves out ${identity.place.region}, so no instance of it gets the role`,
                  fix: `Add "${identity.place.region}", or take "sourceRegions" away.`,
              },
          ];

/** What relates several args, or args and the place. */
export const defaultHostManagementProblems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...sourceProblems(args, identity),
    ...(args.existingRoleArn === undefined
        ? [...coreProblems(args), ...twiceProblems(args), ...nodeProblems(args, identity)]
        : idle(args, "existingRoleArn", roleArgs, "is of a role to be made, but one is adopted")),
    ...idle(args, "acceptUnguardedTrust", ["sourceRegions"], "guards a trust that is to be unguarded"),
    ...foreignAccount("existingRoleArn", args.existingRoleArn, identity),
    ...nodePolicyProblems(args.managedPolicyArns, identity),
    ...administratorPolicyProblems(args.managedPolicyArns),
    ...granteesProblems(args, ["administrators"], identity),
];
