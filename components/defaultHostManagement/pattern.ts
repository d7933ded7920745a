import { allow, passRole } from "../../policypack/iam";
import type { DefaultHostManagementArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { unverifiedAwsBuckets } from "../nodes/awsBuckets";
import { awsManagedCore, validateDefaultHostManagement } from "./validate";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { nodeCore } from "../nodes/core";
import { nodeFeatures } from "../nodes/features";
import { hostManagedInstance } from "../nodes/kinds";
import {
    managedPolicyArn as managedPolicyConstraint,
    nodeCoreConstraints,
    nodeFeaturesConstraints,
} from "../nodes/constraints";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import { arn, managedPolicyArn } from "../pattern/location";
import {
    grant,
    type SiblingComponent,
    type Pattern,
    type NamedResource,
    type PlannedDocument,
} from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies, namedRole } from "../pattern/namedResources";
import { mergeAcrossRegions, regionsOf } from "../statements/acrossRegions";
import { servicePrincipal } from "../statements/servicePrincipal";
import { serviceTrust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<DefaultHostManagementArgs>;
type NameArgs = Pick<DefaultHostManagementArgs, "path" | "roleName" | "existingRoleArn">;

type Names = Record<"role" | "setting" | "core" | "awsManagedCore" | "features" | "administrators", NamedResource>;
type PlannedDocuments = Record<"trust" | "core" | "features" | "administrators", PlannedDocument | undefined>;

const settingName = "default-ec2-instance-management-role";

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        acceptUnguardedTrust: limit.reason,
        existingRoleArn: limit.existingRoleArn,
        sourceRegions: { atLeast: 1, each: limit.region },
        furtherRegions: { atLeast: 1, each: limit.region },
        ...nodeCoreConstraints,
        ...nodeFeaturesConstraints,
        managedPolicyArns: { atLeast: 1, each: managedPolicyConstraint },
        administrators: { properties: { grantees: granteesConstraints } },
    },
};

const roleOf = (scope: NamingScope, explicit: NameArgs): NamedResource => namedRole(scope, "hosts", explicit);

/** The setting of the Region. AWS accepts no other Region and compares the whole ARN. */
const settingOf = ({ location }: NamingScope): NamedResource => ({
    name: settingName,
    arn: arn(location, "ssm", `servicesetting/ssm/managed-instance/${settingName}`),
});

const documents: Pattern<Args, Names, PlannedDocuments, NameArgs>["documents"] = {
    trust: ({ location }, { existingRoleArn, sourceRegions, acceptUnguardedTrust }) => {
        const sourceArns = sourceRegions?.map((region) => arn(location, "ssm", "*", { region }));
        return existingRoleArn === undefined
            ? serviceTrust(location, "ssm", sourceArns, acceptUnguardedTrust)
            : undefined;
    },
    core: (scope, args) =>
        args.existingRoleArn === undefined && args.awsManagedCore === false
            ? grant(
                  ...mergeAcrossRegions(scope.location, regionsOf(scope.location, args.furtherRegions), (regional) =>
                      nodeCore(regional, hostManagedInstance, args),
                  ),
              )
            : undefined,
    features: (scope, args) => {
        const features =
            args.existingRoleArn === undefined
                ? mergeAcrossRegions(scope.location, regionsOf(scope.location, args.furtherRegions), (regional) =>
                      nodeFeatures(regional, args),
                  )
                : [];
        return features.length > 0 ? grant(...features) : undefined;
    },
    administrators: (scope, args) =>
        args.administrators &&
        grant(
            allow(
                "ChangeDefaultRole",
                ["ssm:GetServiceSetting", "ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
                [settingOf(scope).arn],
            ),
            passRole("PassDefaultRole", [roleOf(scope, args).arn], servicePrincipal(scope.location, "ssm")),
        ),
};

/**
 * The agent tries the instance profile first. If the profile can register the instance, the agent never uses the
 * default role. The core policy of `ManagedInstanceAccess` registers in its own Region, the AWS managed core in every
 * Region.
 */
const profileWarnings = (
    { location }: NamingScope,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] =>
    siblings
        .filter(
            ({ component, scope, args }) =>
                component === "ManagedInstanceAccess" &&
                (scope.location.region === location.region || args.awsManagedCore === true),
        )
        .map(({ reference }) => ({
            path: "",
            message:
                `has no effect on instances with the instance profile of ${reference}: the agent tries the profile first, ` +
                "and it allows ssm:UpdateInstanceInformation",
            fix: `Keep it if it is for other instances only, or remove ${reference}.`,
        }));

/** A role of another Region's component whose permissions name that Region but not this one. */
const sharedRoleWarnings = (
    { existingRoleArn }: Args,
    { location: { region } }: NamingScope,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] =>
    siblings.flatMap(({ reference, component, scope, args, names }) => {
        const owner = args as Args;
        if (
            component !== "DefaultHostManagement" ||
            owner.existingRoleArn !== undefined ||
            names.role?.arn !== existingRoleArn ||
            regionsOf(scope.location, owner.furtherRegions).includes(region)
        ) {
            return [];
        }
        const covering = { ...owner, furtherRegions: [...(owner.furtherRegions ?? []), region] };
        const isRegional = (["core", "features"] as const).some(
            (child) =>
                JSON.stringify(documents[child](scope, owner)) !== JSON.stringify(documents[child](scope, covering)),
        );
        return [
            ...(isRegional
                ? [
                      {
                          path: "existingRoleArn",
                          value: existingRoleArn,
                          message: `is the role of ${reference}, whose permissions do not cover ${region}`,
                          fix: `Add "${region}" to "furtherRegions" of ${reference}.`,
                      },
                  ]
                : []),
            ...(owner.sourceRegions?.includes(region) === false
                ? [
                      {
                          path: "existingRoleArn",
                          value: existingRoleArn,
                          message: `is the role of ${reference}, whose trust policy does not cover ${region}`,
                          fix: `Add "${region}" to "sourceRegions" of ${reference}.`,
                      },
                  ]
                : []),
        ];
    });

/** The role of every EC2 instance in a Region that has no instance profile for Systems Manager. */
export const defaultHostManagement: Pattern<Args, Names, PlannedDocuments, NameArgs> = {
    component: "DefaultHostManagement",
    summary: "The default role of all EC2 instances in a Region without an instance profile, and who can change it.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html",
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedEC2InstanceDefaultPolicy.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "Default Host Management",
            "Launch an instance without an instance profile in the Region. If it is not managed after 30 minutes, AWS does not send the key.",
        ),
        {
            fact: "AWS documents aws:SourceArn for hybrid activations only, which get credentials in a similar way.",
            arg: "sourceRegions",
            check: "Set the Region and launch an instance without an instance profile. If it is not managed after 30 minutes, AWS does not send the key.",
        },
        {
            fact: "AWS does not document which ARN and which source key an instance with the default role uses in its reports.",
            arg: "awsManagedCore",
            check: "Set it to false and launch an instance without an instance profile. It must become managed and report compliance.",
        },
        {
            fact: "If an instance with the default role sends neither source key, denying reports without one also denies its own reports.",
            arg: "restrictReports",
            check: "Set it to true and launch an instance without an instance profile. Its compliance and association status must appear.",
        },
        unverifiedAwsBuckets,
    ],
    constraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            existingArg: "existingRoleArn",
            trust: "trust",
            grants: ["core", "features"],
            passedTo: "ssm",
            passedBy: ["administrators"],
        },
        setting: { kind: "serviceSetting" },
        core: { kind: "policy", purpose: "role" },
        awsManagedCore: { kind: "awsManagedPolicy" },
        features: { kind: "policy", purpose: "role" },
        administrators: { kind: "policy", purpose: "grantees" },
    },
    validate: validateDefaultHostManagement,
    warnings: (args, scope, siblings) => [
        ...profileWarnings(scope, siblings),
        ...sharedRoleWarnings(args, scope, siblings),
    ],
    names: (scope, explicit) => ({
        role: roleOf(scope, explicit),
        setting: settingOf(scope),
        awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(scope.location, awsManagedCore) },
        ...namedPolicies(scope, ["core", "features", "administrators"], explicit),
    }),
    documents,
};
