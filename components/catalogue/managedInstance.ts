import { allow, document, passRole, trustUnguarded } from "../../policypack/iam";
import type { ManagedInstanceAccessArgs, Unwrap } from "../args";
import { foreignAccount, granteesProblems } from "./grantees";
import { instanceCore } from "./instanceCore";
import { instanceFeatures } from "./instanceFeatures";
import { managedInstanceLimits } from "./instanceLimits";
import { physicalName, type Identity } from "./names";
import { instanceProfileArn, managedPolicyArn, nameOf, policyArn, regionOf, roleArn } from "./place";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument, type Problem } from "./plan";
import { servicePrincipal } from "./servicePrincipals";

type Args = Unwrap<ManagedInstanceAccessArgs>;

/** The managed policy of AWS that stands in for the own core. */
const awsManagedCore = "AmazonSSMManagedInstanceCore";

const instanceRole = (identity: Identity, { existingRoleArn, roleName, path }: ExplicitNames): Planned => {
    if (existingRoleArn !== undefined) {
        return { name: nameOf(existingRoleArn), arn: existingRoleArn };
    }
    const name = roleName ?? physicalName(identity, "instance", "role");
    return { name, arn: roleArn(identity.place, name, path) };
};

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
    const statements = instanceFeatures(identity.place, args);
    return statements.length === 0 ? undefined : grant(...statements);
};

const featureArgs = ["parameters", "cloudWatchAgent", "directoryIds", "logs", "outputBuckets", "sessions"] as const;

/** Whether the args ask for anything beside the core: known before the values are. */
export const hasFeatures = (args: ManagedInstanceAccessArgs): boolean =>
    featureArgs.some((feature) => args[feature] !== undefined);

/** Args that another one leaves without effect. */
const idle = (args: Args, by: keyof Args, names: readonly (keyof Args)[], because: string): readonly Problem[] =>
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

const choiceProblems = (args: Args): readonly Problem[] => [
    ...idle(args, "awsManagedCore", ["sessionsOnly"], "contradicts awsManagedCore, which allows all of the core"),
    ...idle(args, "awsManagedCore", ["documents", "ec2Messages"], `is settled by ${awsManagedCore} of AWS`),
    ...idle(args, "awsManagedCore", ["parameters"], `narrows nothing: ${awsManagedCore} reads every parameter`),
    ...idle(args, "sessionsOnly", ["documents", "ec2Messages"], "has no use in sessions"),
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

const supersededPolicies: Readonly<Record<string, readonly [message: string, fix: string]>> = {
    [awsManagedCore]: ["is the core as AWS has it", 'Write "awsManagedCore: true" instead.'],
    AmazonEC2RoleforSSM: [
        "is retired by AWS and opens every parameter and every bucket of the account",
        "Take it away; the core made here stands in for it, and logs and buckets have args of their own.",
    ],
};

const managedPolicyProblems = (args: Args, identity?: Identity): readonly Problem[] =>
    (args.managedPolicyArns ?? []).flatMap((value: unknown, i) => {
        const path = `managedPolicyArns[${String(i)}]`;
        const superseded = typeof value === "string" ? supersededPolicies[nameOf(value)] : undefined;
        return [
            ...foreignAccount(path, value, identity),
            ...(superseded === undefined ? [] : [{ path, value, message: superseded[0], fix: superseded[1] }]),
        ];
    });

/** A key serves its own Region only; in a document of another Region it would allow nothing, silently. */
const keyProblems = (args: Args, identity?: Identity): readonly Problem[] =>
    [
        ...(args.parameters?.kmsKeyArns ?? []).map((key, i) => [`parameters.kmsKeyArns[${String(i)}]`, key] as const),
        ["sessions.kmsKeyArn", args.sessions?.kmsKeyArn] as const,
    ].flatMap(([path, value]) =>
        typeof value !== "string" || identity === undefined || regionOf(value) === identity.place.region
            ? []
            : [
                  {
                      path,
                      value,
                      message: `is a key of Region ${regionOf(value)}, but the instances are managed in ${identity.place.region}`,
                      fix: `Name the key of ${identity.place.region}, or give the component that "region".`,
                  },
              ],
    );

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...choiceProblems(args),
    ...foreignAccount("existingRoleArn", args.existingRoleArn, identity),
    ...managedPolicyProblems(args, identity),
    ...keyProblems(args, identity),
    ...(args.launchers === undefined ? [] : granteesProblems(args.launchers.grantees, "launchers.grantees", identity)),
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
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-rc-setting-up-cwlogs.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html",
    ],
    unverified: [
        {
            fact: "The service authorization reference gives what an agent reports the instance as its resource; AWS's own policies have a star there.",
            arg: "awsManagedCore",
            check: "Launch an instance with the profile. It must appear among the managed nodes and run an association.",
        },
    ],
    limits: managedInstanceLimits,
    problems,
    names: (identity, explicit) => {
        const { place } = identity;
        const policy = (child: string): Planned => {
            const name = physicalName(identity, child, "policy");
            return { name, arn: policyArn(place, name, explicit.path) };
        };
        const profile = explicit.instanceProfileName ?? physicalName(identity, "instance", "instanceProfile");
        return {
            role: instanceRole(identity, explicit),
            instanceProfile: { name: profile, arn: instanceProfileArn(place, profile, explicit.path) },
            core: policy("core"),
            awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(place, awsManagedCore) },
            features: policy("features"),
            launchers: policy("launchers"),
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
        core: args.awsManagedCore === true ? undefined : grant(...instanceCore(identity.place, args)),
        features: features(identity, args),
        launchers: args.launchers && launchers(identity, args),
    }),
};
