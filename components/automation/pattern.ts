import { allow, passRole, type Statement } from "../../policypack/iam";
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { automationConstraints } from "./constraints";
import { validateAutomation } from "./validate";
import type { NamingScope } from "../pattern/naming";
import { arn, type AwsLocation } from "../pattern/location";
import { grant, type NameOverrides, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedPolicies, namedRole } from "../pattern/namedResources";
import { publishStatements } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { executionArn, startAutomation } from "../statements/startAutomation";
import { requireTags } from "../statements/tagConditions";
import { serviceTrust } from "../statements/serviceTrust";

type Args = Unwrap<AutomationAccessArgs>;

const assumeRole = (scope: NamingScope, explicit: NameOverrides): NamedResource => namedRole(scope, "assume", explicit);

/** Executions of the Region, and of those named beside it. */
const sources = (location: AwsLocation, { executionRegions = [] }: Args): readonly string[] =>
    [...new Set([location.region, ...executionRegions])].map((region) => executionArn({ ...location, region }));

/** A nested runbook without a role of its own gets the role of its parent, which must then pass itself on. */
const nested = (
    location: AwsLocation,
    own: NamedResource,
    { runbooks, assumeRoleArns }: NonNullable<Args["nested"]>,
): readonly Statement[] => [
    ...startAutomation(location, { runbooks }),
    allow("FollowNestedExecutions", ["ssm:GetAutomationExecution"], [executionArn(location)]),
    passRole("PassNestedRole", assumeRoleArns ?? [own.arn], servicePrincipal(location, "ssm")),
];

const alarms = (location: AwsLocation, names: readonly string[]): readonly Statement[] => [
    allow(
        "ReadAlarms",
        ["cloudwatch:DescribeAlarms"],
        names.map((name) => arn(location, "cloudwatch", `alarm:${name}`)),
    ),
    allow("StopAtAlarm", ["ssm:StopAutomationExecution"], [executionArn(location)]),
];

/** The Sid of passing roles to a service: `PassToCloudformation`. */
const passSid = (service: string): string =>
    `PassTo${service
        .split(/[^a-z0-9]+/)
        .map((word) => word.replace(/^./, (first) => first.toUpperCase()))
        .join("")}`;

/** What the role may do beside the user's own statements. */
const features = (location: AwsLocation, own: NamedResource, args: Args): readonly Statement[] => [
    ...(args.functionArns === undefined
        ? []
        : [allow("InvokeFunctions", ["lambda:InvokeFunction"], args.functionArns)]),
    ...(args.nested === undefined ? [] : nested(location, own, args.nested)),
    ...(args.instanceRoleArns === undefined
        ? []
        : [passRole("PassInstanceRoles", args.instanceRoleArns, servicePrincipal(location, "ec2"))]),
    ...(args.passableRoles ?? []).map(({ service, passableRoleArns }) =>
        passRole(passSid(service), passableRoleArns, servicePrincipal(location, service)),
    ),
    ...(args.approvalTopicArn === undefined
        ? []
        : publishStatements(location, args.approvalTopicArn, args.approvalTopicKmsKeyArn)),
    ...(args.alarmNames === undefined ? [] : alarms(location, args.alarmNames)),
];

const permissions = (location: AwsLocation, own: NamedResource, args: Args): PlannedDocument =>
    grant(
        ...Object.entries(args.permissions ?? {}).map(([sid, { actions, resources, conditions }]) =>
            allow(sid, actions, resources, conditions),
        ),
        ...features(location, own, args),
    );

const starters = (
    location: AwsLocation,
    own: NamedResource,
    { runbooks, versions, stop = false, legacyDefinitions }: NonNullable<Args["starters"]>,
): PlannedDocument =>
    grant(
        ...startAutomation(location, { runbooks, versions, legacyDefinitions }),
        passRole("PassAssumeRole", [own.arn], servicePrincipal(location, "ssm")),
        allow(
            "FollowExecutions",
            [
                "ssm:GetAutomationExecution",
                "ssm:DescribeAutomationStepExecutions",
                ...(stop ? ["ssm:StopAutomationExecution"] : []),
            ],
            [executionArn(location)],
        ),
        allow("ListExecutions", ["ssm:DescribeAutomationExecutions"], ["*"]),
    );

/** @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMAutomationApproverAccess.html */
const approvers = (location: AwsLocation, { executionTags }: NonNullable<Args["approvers"]>): PlannedDocument =>
    grant(
        allow(
            "ReadAndSignalExecutions",
            ["ssm:GetAutomationExecution", "ssm:SendAutomationSignal"],
            [executionArn(location)],
            requireTags("aws:ResourceTag", executionTags),
        ),
        allow("ListExecutions", ["ssm:DescribeAutomationExecutions"], ["*"]),
    );

/** The role that runbooks assume, and who may start and approve them. */
export const automation: Pattern<
    Args,
    Record<"role" | "starters" | "approvers", NamedResource>,
    Record<"trust" | "permissions" | "starters" | "approvers", PlannedDocument | undefined>
> = {
    component: "AutomationAccess",
    summary: "The role that Automation runbooks assume, limited to what they do; who may start and approve them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-cw-alarm-monitoring.html",
    ],
    unverified: [
        {
            fact: "AWS documents no aws:SourceArn for roles of runbooks that associations of State Manager start.",
            arg: "anySource",
            check: "Let an association run a runbook with the role. Without an execution, the key is not sent.",
        },
        {
            fact: "AWS no longer lists automation-definition among the resources of a start; its own older policies do.",
            arg: "starters.legacyDefinitions",
            check: "Start a runbook as a starter without the arg; denied on automation-definition means that it is needed.",
        },
        {
            fact: "AWS shows cloudwatch:DescribeAlarms on a star only; the service authorization reference lists alarms.",
            arg: "permissions",
            check: "Start a runbook with an alarm. Where the execution stops because its state cannot be read, allow it on *.",
        },
    ],
    constraints: automationConstraints,
    validate: (args, scope) =>
        validateAutomation(
            args,
            scope === undefined ? [] : features(scope.location, assumeRole(scope, args), args).map(({ Sid }) => Sid),
            scope,
        ),
    names: (scope, explicit) => ({
        role: assumeRole(scope, explicit),
        ...namedPolicies(scope, ["starters", "approvers"], explicit),
    }),
    documents: (scope, args) => {
        const { location } = scope;
        const own = assumeRole(scope, args);
        return {
            trust: serviceTrust(location, "ssm", args.anySource === true ? undefined : sources(location, args)),
            permissions: permissions(location, own, args),
            starters: args.starters && starters(location, own, args.starters),
            approvers: args.approvers && approvers(location, args.approvers),
        };
    },
};
