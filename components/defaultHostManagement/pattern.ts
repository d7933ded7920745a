import { allow, passRole } from "../../policypack/iam";
import type { DefaultHostManagementArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { unverifiedAwsBuckets } from "../nodes/awsBuckets";
import { awsManagedCore, defaultHostManagementProblems } from "./validate";
import { granteesLimits } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import type { Identity } from "../pattern/naming";
import { nodeCore } from "../nodes/core";
import { nodeFeatures } from "../nodes/features";
import { hostManagedInstance } from "../nodes/kinds";
import { managedPolicyArn as managedPolicyArnLimit, nodeCoreLimits, nodeFeaturesLimits } from "../nodes/constraints";
import { rolePatternLimits } from "../pattern/commonConstraints";
import { arn, managedPolicyArn } from "../pattern/location";
import {
    grant,
    type ExplicitNames,
    type Neighbour,
    type Pattern,
    type Planned,
    type PlannedDocument,
} from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicies, plannedRole } from "../pattern/namedResources";
import { servicePrincipal } from "../statements/servicePrincipal";
import { trust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<DefaultHostManagementArgs>;

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
    problems: defaultHostManagementProblems,
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
