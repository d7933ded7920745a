import { allow, document, passRole, trustUnguarded } from "../../policypack/iam";
import type { ManagedInstanceAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { unverifiedAwsBuckets } from "../nodes/awsBuckets";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import { managedInstanceConstraints } from "./constraints";
import { physicalName, type NamingScope } from "../pattern/naming";
import { nodeCore } from "../nodes/core";
import { nodeFeatures } from "../nodes/features";
import { profiledInstance } from "../nodes/kinds";
import { awsManagedCore, awsManagedCoreIssues, idle, nodePolicyIssues, nodeIssues } from "../nodes/validate";
import { instanceProfileArn, managedPolicyArn } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies, namedRole } from "../pattern/namedResources";
import { servicePrincipal } from "../statements/servicePrincipal";

type Args = Unwrap<ManagedInstanceAccessArgs>;
type NameArgs = Pick<ManagedInstanceAccessArgs, "path" | "roleName" | "existingRoleArn" | "instanceProfileName">;

const instanceRole = (scope: NamingScope, explicit: NameArgs): NamedResource => namedRole(scope, "instance", explicit);

/**
 * Both launching with the instance profile and attaching it pass the role.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html
 */
const launchers = (scope: NamingScope, args: Args): PlannedDocument =>
    grant(
        passRole("PassInstanceRole", [instanceRole(scope, args).arn], servicePrincipal(scope.location, "ec2")),
        ...(args.launchers?.console === true
            ? [allow("ListInstanceProfiles", ["iam:ListInstanceProfiles"], ["*"])]
            : []),
    );

const features = (scope: NamingScope, args: Args): PlannedDocument | undefined => {
    const statements = nodeFeatures(scope.location, args);
    return statements.length === 0 ? undefined : grant(...statements);
};

const existingRoleIssues = (args: Args): readonly ValidationIssue[] => [
    ...idle(
        args,
        "existingRoleArn",
        ["roleName", "permissionsBoundary"],
        "applies to a new role, but existingRoleArn uses an existing one",
    ),
    ...(args.acceptTrustedPrincipals !== undefined && args.existingRoleArn === undefined
        ? [
              {
                  path: "acceptTrustedPrincipals",
                  value: args.acceptTrustedPrincipals,
                  message: "applies to an existing role, but the component creates a role, which trusts EC2 only",
                  fix: "Remove it, or set existingRoleArn.",
              },
          ]
        : []),
];

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...existingRoleIssues(args),
    ...requireSameAccount("existingRoleArn", args.existingRoleArn, scope),
    ...awsManagedCoreIssues(args),
    ...nodePolicyIssues(args.managedPolicyArns, scope),
    ...nodeIssues(args, scope),
    ...granteesIssues(args, ["launchers"], scope),
];

type Child = "role" | "instanceProfile" | "core" | "awsManagedCore" | "features" | "launchers";

/** The role and instance profile of managed EC2 instances. */
export const managedInstance: Pattern<
    Args,
    Record<Child, NamedResource>,
    Record<"trust" | "core" | "features" | "launchers", PlannedDocument | undefined>,
    NameArgs
> = {
    component: "ManagedInstanceAccess",
    summary: "The role and instance profile of EC2 instances that Systems Manager manages, and who can launch with it.",
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
            fact: 'The service authorization reference lists the instance as the resource of the agent\'s report actions, but AWS managed policies use "*".',
            arg: "awsManagedCore",
            check: "Launch an instance with the instance profile. It must appear among the managed nodes and run an association.",
        },
        unverifiedAwsBuckets,
    ],
    constraints: managedInstanceConstraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            existingArg: "existingRoleArn",
            trust: "trust",
            grants: ["core", "features"],
            passedTo: "ec2",
            passedBy: ["launchers"],
        },
        instanceProfile: { kind: "instanceProfile", nameArg: "instanceProfileName" },
        core: { kind: "policy", purpose: "role" },
        awsManagedCore: { kind: "awsManagedPolicy" },
        features: { kind: "policy", purpose: "role" },
        launchers: { kind: "policy", purpose: "grantees" },
    },
    validate,
    names: (scope, explicit) => {
        const { location } = scope;
        const profile = explicit.instanceProfileName ?? physicalName(scope, "instance", "instanceProfile");
        return {
            role: instanceRole(scope, explicit),
            instanceProfile: { name: profile, arn: instanceProfileArn(location, profile, explicit.path) },
            awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(location, awsManagedCore) },
            ...namedPolicies(scope, ["core", "features", "launchers"], explicit),
        };
    },
    documents: {
        // EC2 sends no source keys, so this trust policy cannot have a guard.
        trust: ({ location }, { existingRoleArn }) =>
            existingRoleArn === undefined
                ? { kind: "trust", document: document(trustUnguarded("TrustEc2", servicePrincipal(location, "ec2"))) }
                : undefined,
        core: ({ location }, args) =>
            args.awsManagedCore === true ? undefined : grant(...nodeCore(location, profiledInstance, args)),
        features,
        launchers: (scope, args) => args.launchers && launchers(scope, args),
    },
};
