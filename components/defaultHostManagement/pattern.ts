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
    managedPolicyArn as managedPolicyArnLimit,
    nodeCoreConstraints,
    nodeFeaturesConstraints,
} from "../nodes/constraints";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import { arn, managedPolicyArn } from "../pattern/location";
import {
    grant,
    type NameOverrides,
    type SiblingComponent,
    type Pattern,
    type NamedResource,
    type PlannedDocument,
} from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies, namedRole } from "../pattern/namedResources";
import { servicePrincipal } from "../statements/servicePrincipal";
import { serviceTrust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<DefaultHostManagementArgs>;

const settingName = "default-ec2-instance-management-role";

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        acceptUnguardedTrust: limit.reason,
        existingRoleArn: limit.roleArn,
        sourceRegions: { atLeast: 1, each: limit.region },
        ...nodeCoreConstraints,
        ...nodeFeaturesConstraints,
        managedPolicyArns: { atLeast: 1, each: managedPolicyArnLimit },
        administrators: { properties: { grantees: granteesConstraints } },
    },
};

const roleOf = (scope: NamingScope, explicit: NameOverrides): NamedResource => namedRole(scope, "hosts", explicit);

/** The setting of one Region. AWS takes no other, and compares the whole ARN. */
const settingOf = ({ location }: NamingScope): NamedResource => ({
    name: settingName,
    arn: arn(location, "ssm", `servicesetting/ssm/managed-instance/${settingName}`),
});

/**
 * The agent asks its instance profile first, and where that may register the instance it never asks for the default role.
 * The core made here registers in its own Region, that of AWS in every one.
 */
const warnings = (
    _args: Args,
    { location }: NamingScope,
    neighbours: readonly SiblingComponent[],
): readonly ValidationIssue[] =>
    neighbours
        .filter(
            ({ component, scope, args }) =>
                component === "ManagedInstanceAccess" &&
                (scope.location.region === location.region || args.awsManagedCore === true),
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
    Record<Child, NamedResource>,
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
    constraints,
    validate: validateDefaultHostManagement,
    warnings,
    names: (scope, explicit) => ({
        role: roleOf(scope, explicit),
        setting: settingOf(scope),
        awsManagedCore: { name: awsManagedCore, arn: managedPolicyArn(scope.location, awsManagedCore) },
        ...namedPolicies(scope, ["core", "features", "administrators"], explicit),
    }),
    documents: (scope, args) => {
        const { location } = scope;
        const isMade = args.existingRoleArn === undefined;
        const features = nodeFeatures(location, args);
        const sourceArns = args.sourceRegions?.map((region) => arn(location, "ssm", "*", { region }));
        return {
            trust: isMade ? serviceTrust(location, "ssm", sourceArns, args.acceptUnguardedTrust) : undefined,
            core:
                isMade && args.awsManagedCore === false
                    ? grant(...nodeCore(location, hostManagedInstance, args))
                    : undefined,
            features: isMade && features.length > 0 ? grant(...features) : undefined,
            administrators:
                args.administrators &&
                grant(
                    allow(
                        "ChangeDefaultRole",
                        ["ssm:GetServiceSetting", "ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
                        [settingOf(scope).arn],
                    ),
                    passRole("PassDefaultRole", [roleOf(scope, args).arn], servicePrincipal(location, "ssm")),
                ),
        };
    },
};
