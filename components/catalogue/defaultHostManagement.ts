import { allow, passRole } from "../../policypack/iam";
import type { DefaultHostManagementArgs, Unwrap } from "../args";
import { administratorPolicyProblems } from "./administratorPolicies";
import { unverifiedAwsBuckets } from "./awsBuckets";
import { foreignAccount } from "./elsewhere";
import { granteesLimits, granteesProblems } from "./grantees";
import type { Limits } from "./limits";
import type { Identity } from "./names";
import { nodeCore } from "./nodeCore";
import { featureArgs, nodeFeatures } from "./nodeFeatures";
import { hostManagedInstance } from "./nodeKinds";
import { managedPolicyArn as managedPolicyArnLimit, nodeCoreLimits, nodeFeaturesLimits } from "./nodeLimits";
import { idle, nodePolicyProblems, nodeProblems } from "./nodeProblems";
import { rolePatternLimits } from "./patternLimits";
import { arn, managedPolicyArn, nameOf } from "./place";
import {
    grant,
    type ExplicitNames,
    type Neighbour,
    type Pattern,
    type Planned,
    type PlannedDocument,
    type Problem,
} from "./plan";
import { plannedPolicies, plannedRole } from "./plannedNames";
import { servicePrincipal } from "./servicePrincipals";
import { trust, unverifiedSourceAccount } from "./trust";
import * as limit from "./valueLimits";

type Args = Unwrap<DefaultHostManagementArgs>;

/** The managed policy of AWS for the default role. */
const awsManagedCore = "AmazonSSMManagedEC2InstanceDefaultPolicy";

const settingName = "default-ec2-instance-management-role";

const limits: Limits<Args> = {
    properties: {
        ...rolePatternLimits,
        acceptUnguardedTrust: limit.reason,
        existingRoleArn: limit.roleArn,
        sourceRegions: { atLeast: 1, each: limit.region },
        ...nodeCoreLimits,
        ...nodeFeaturesLimits,
        managedPolicyArns: { atLeast: 1, each: managedPolicyArnLimit },
        administrators: { properties: { grantees: granteesLimits } },
    },
};

const roleOf = (identity: Identity, explicit: ExplicitNames): Planned => plannedRole(identity, "hosts", explicit);

/** The setting of one Region. AWS takes no other, and compares the whole ARN. */
const settingOf = ({ place }: Identity): Planned => ({
    name: settingName,
    arn: arn(place, "ssm", `servicesetting/ssm/managed-instance/${settingName}`),
});

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

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
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

/**
 * The agent asks its instance profile first, and where that may register the instance it never asks for the default role.
 * The core made here registers in its own Region, that of AWS in every one.
 */
const warnings = (_args: Args, { place }: Identity, neighbours: readonly Neighbour[]): readonly Problem[] =>
    neighbours
        .filter(
            ({ component, identity, args }) =>
                component === "ManagedInstanceAccess" &&
                (identity.place.region === place.region || args.awsManagedCore === true),
        )
        .map(({ reference }) => ({
            path: "",
            message:
                `has no effect on instances with the instance profile of ${reference}: the agent asks its profile first, ` +
                "and that one allows ssm:UpdateInstanceInformation",
            fix: `Leave as it is where only other instances are meant, or take ${reference} away.`,
        }));

type Child = "role" | "setting" | "core" | "awsManagedCore" | "features" | "administrators";

/** The role that every EC2 instance of a Region gets which has no instance profile for Systems Manager. */
export const defaultHostManagement: Pattern<
    Args,
    Record<Child, Planned>,
    Record<"trust" | "core" | "features" | "administrators", PlannedDocument | undefined>
> = {
    component: "DefaultHostManagement",
    summary:
        "The role that all EC2 instances of a Region get without an instance profile, and who may change which it is.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html",
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedEC2InstanceDefaultPolicy.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "Default Host Management",
            "Launch an instance without a profile in the Region. Unmanaged after 30 minutes means that the key is not sent.",
        ),
        {
            fact: "AWS documents aws:SourceArn for hybrid activations only, whose way to credentials this one resembles.",
            arg: "sourceRegions",
            check: "Name the Region, launch an instance without a profile. Unmanaged after 30 minutes means that it is not sent.",
        },
        {
            fact: "AWS does not say which ARN and which source key an instance with the default role reports itself under.",
            arg: "awsManagedCore",
            check: "Write false, launch an instance without a profile. It must become managed and report compliance.",
        },
        {
            fact: "Where an instance with the default role sends neither source key, a denial of reports without one takes its own reports away.",
            arg: "restrictReports",
            check: "Write true, launch an instance without a profile. Its compliance and the states of its associations must appear.",
        },
        unverifiedAwsBuckets,
    ],
    limits,
    problems,
    warnings,
    names: (identity, explicit) => ({
        role: roleOf(identity, explicit),
        setting: settingOf(identity),
        awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(identity.place, awsManagedCore) },
        ...plannedPolicies(identity, ["core", "features", "administrators"], explicit),
    }),
    documents: (identity, args) => {
        const { place } = identity;
        const isMade = args.existingRoleArn === undefined;
        const features = nodeFeatures(place, args);
        const sourceArns = args.sourceRegions?.map((region) => arn(place, "ssm", "*", { region }));
        return {
            trust: isMade ? trust(place, "ssm", sourceArns, args.acceptUnguardedTrust) : undefined,
            core:
                isMade && args.awsManagedCore === false
                    ? grant(...nodeCore(place, hostManagedInstance, args))
                    : undefined,
            features: isMade && features.length > 0 ? grant(...features) : undefined,
            administrators:
                args.administrators &&
                grant(
                    allow(
                        "ChangeDefaultRole",
                        ["ssm:GetServiceSetting", "ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
                        [settingOf(identity).arn],
                    ),
                    passRole("PassDefaultRole", [roleOf(identity, args).arn], servicePrincipal(place, "ssm")),
                ),
        };
    },
};
