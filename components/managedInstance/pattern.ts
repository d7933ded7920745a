import { allow, document, passRole, trustUnguarded } from "../../policypack/iam";
import type { ManagedInstanceAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { unverifiedAwsBuckets } from "../nodes/awsBuckets";
import { foreignAccount } from "../pattern/sameAccountAndRegion";
import { granteesProblems } from "../pattern/grantees";
import { managedInstanceLimits } from "./constraints";
import { physicalName, type Identity } from "../pattern/naming";
import { nodeCore } from "../nodes/core";
import { nodeFeatures } from "../nodes/features";
import { profiledInstance } from "../nodes/kinds";
import { awsManagedCore, awsManagedCoreProblems, idle, nodePolicyProblems, nodeProblems } from "../nodes/validate";
import { instanceProfileArn, managedPolicyArn } from "../pattern/location";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicies, plannedRole } from "../pattern/namedResources";
import { servicePrincipal } from "../statements/servicePrincipal";

type Args = Unwrap<ManagedInstanceAccessArgs>;

const instanceRole = (identity: Identity, explicit: ExplicitNames): Planned =>
    plannedRole(identity, "instance", explicit);

/**
 * Launching with the profile and attaching it both pass its role.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html
 */
const launchers = (identity: Identity, args: Args): PlannedDocument =>
    grant(
        passRole("PassInstanceRole", [instanceRole(identity, args).arn], servicePrincipal(identity.place, "ec2")),
        ...(args.launchers?.console === true
            ? [allow("ListInstanceProfiles", ["iam:ListInstanceProfiles"], ["*"])]
            : []),
    );

const features = (identity: Identity, args: Args): PlannedDocument | undefined => {
    const statements = nodeFeatures(identity.place, args);
    return statements.length === 0 ? undefined : grant(...statements);
};

const choiceProblems = (args: Args): readonly Problem[] => [
    ...idle(
        args,
        "existingRoleArn",
        ["roleName", "permissionsBoundary"],
        "is of a role to be made, but one is adopted",
    ),
    ...(args.acceptTrustedPrincipals !== undefined && args.existingRoleArn === undefined
        ? [
              {
                  path: "acceptTrustedPrincipals",
                  value: args.acceptTrustedPrincipals,
                  message: "is about an existing role, but a role is made here, which trusts EC2 only",
                  fix: "Take it away, or name the role in existingRoleArn.",
              },
          ]
        : []),
];

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...choiceProblems(args),
    ...foreignAccount("existingRoleArn", args.existingRoleArn, identity),
    ...awsManagedCoreProblems(args),
    ...nodePolicyProblems(args.managedPolicyArns, identity),
    ...nodeProblems(args, identity),
    ...granteesProblems(args, ["launchers"], identity),
];

type Child = "role" | "instanceProfile" | "core" | "awsManagedCore" | "features" | "launchers";

/** The role and instance profile of managed EC2 instances. */
export const managedInstance: Pattern<
    Args,
    Record<Child, Planned>,
    Record<"trust" | "core" | "features" | "launchers", PlannedDocument | undefined>
> = {
    component: "ManagedInstanceAccess",
    summary: "The role and instance profile of EC2 instances that Systems Manager manages, and who may launch with it.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-rc-setting-up-cwlogs.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html",
    ],
    unverified: [
        {
            fact: "The service authorization reference gives what an agent reports the instance as its resource; AWS's own policies have a star there.",
            arg: "awsManagedCore",
            check: "Launch an instance with the profile. It must appear among the managed nodes and run an association.",
        },
        unverifiedAwsBuckets,
    ],
    limits: managedInstanceLimits,
    problems,
    names: (identity, explicit) => {
        const { place } = identity;
        const profile = explicit.instanceProfileName ?? physicalName(identity, "instance", "instanceProfile");
        return {
            role: instanceRole(identity, explicit),
            instanceProfile: { name: profile, arn: instanceProfileArn(place, profile, explicit.path) },
            awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(place, awsManagedCore) },
            ...plannedPolicies(identity, ["core", "features", "launchers"], explicit),
        };
    },
    documents: (identity, args) => ({
        // EC2 sends no source key, so there is nothing to guard this trust with.
        trust:
            args.existingRoleArn === undefined
                ? {
                      kind: "trust",
                      document: document(trustUnguarded("TrustEc2", servicePrincipal(identity.place, "ec2"))),
                  }
                : undefined,
        core: args.awsManagedCore === true ? undefined : grant(...nodeCore(identity.place, profiledInstance, args)),
        features: features(identity, args),
        launchers: args.launchers && launchers(identity, args),
    }),
};
