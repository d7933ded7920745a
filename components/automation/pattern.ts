import { allow, passRole, type Statement } from "../../policypack/iam";
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { automationLimits } from "./constraints";
import { automationProblems } from "./validate";
import type { Identity } from "../pattern/naming";
import { arn, type Place } from "../pattern/location";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import { plannedPolicies, plannedRole } from "../pattern/namedResources";
import { publishing } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { executionArn, startAutomation } from "../statements/startAutomation";
import { tagged } from "../statements/tagConditions";
import { trust } from "../statements/serviceTrust";

type Args = Unwrap<AutomationAccessArgs>;

const assumeRole = (identity: Identity, explicit: ExplicitNames): Planned => plannedRole(identity, "assume", explicit);

/** Executions of the Region, and of those named beside it. */
const sources = (place: Place, { executionRegions = [] }: Args): readonly string[] =>
    [...new Set([place.region, ...executionRegions])].map((region) => executionArn({ ...place, region }));

/** A nested runbook without a role of its own gets the role of its parent, which must then pass itself on. */
const nested = (
    place: Place,
    own: Planned,
    { runbooks, assumeRoleArns }: NonNullable<Args["nested"]>,
): readonly Statement[] => [
    ...startAutomation(place, { runbooks }),
    allow("FollowNestedExecutions", ["ssm:GetAutomationExecution"], [executionArn(place)]),
    passRole("PassNestedRole", assumeRoleArns ?? [own.arn], servicePrincipal(place, "ssm")),
];

const alarms = (place: Place, names: readonly string[]): readonly Statement[] => [
    allow(
        "ReadAlarms",
        ["cloudwatch:DescribeAlarms"],
        names.map((name) => arn(place, "cloudwatch", `alarm:${name}`)),
    ),
    allow("StopAtAlarm", ["ssm:StopAutomationExecution"], [executionArn(place)]),
];

/** The Sid of passing roles to a service: `PassToCloudformation`. */
const passSid = (service: string): string =>
    `PassTo${service
        .split(/[^a-z0-9]+/)
        .map((word) => word.replace(/^./, (first) => first.toUpperCase()))
        .join("")}`;

/** What the role may do beside the user's own statements. */
const features = (place: Place, own: Planned, args: Args): readonly Statement[] => [
    ...(args.functionArns === undefined
        ? []
        : [allow("InvokeFunctions", ["lambda:InvokeFunction"], args.functionArns)]),
    ...(args.nested === undefined ? [] : nested(place, own, args.nested)),
    ...(args.instanceRoleArns === undefined
        ? []
        : [passRole("PassInstanceRoles", args.instanceRoleArns, servicePrincipal(place, "ec2"))]),
    ...(args.passableRoles ?? []).map(({ service, passableRoleArns }) =>
        passRole(passSid(service), passableRoleArns, servicePrincipal(place, service)),
    ),
    ...(args.approvalTopicArn === undefined
        ? []
        : publishing(place, args.approvalTopicArn, args.approvalTopicKmsKeyArn)),
    ...(args.alarmNames === undefined ? [] : alarms(place, args.alarmNames)),
];

const permissions = (place: Place, own: Planned, args: Args): PlannedDocument =>
    grant(
        ...Object.entries(args.permissions ?? {}).map(([sid, { actions, resources, conditions }]) =>
            allow(sid, actions, resources, conditions),
        ),
        ...features(place, own, args),
    );

const starters = (
    place: Place,
    own: Planned,
    { runbooks, versions, stop = false, legacyDefinitions }: NonNullable<Args["starters"]>,
): PlannedDocument =>
    grant(
        ...startAutomation(place, { runbooks, versions, legacyDefinitions }),
        passRole("PassAssumeRole", [own.arn], servicePrincipal(place, "ssm")),
        allow(
            "FollowExecutions",
            [
                "ssm:GetAutomationExecution",
                "ssm:DescribeAutomationStepExecutions",
                ...(stop ? ["ssm:StopAutomationExecution"] : []),
            ],
            [executionArn(place)],
        ),
        allow("ListExecutions", ["ssm:DescribeAutomationExecutions"], ["*"]),
    );

/** @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMAutomationApproverAccess.html */
const approvers = (place: Place, { executionTags }: NonNullable<Args["approvers"]>): PlannedDocument =>
    grant(
        allow(
            "ReadAndSignalExecutions",
            ["ssm:GetAutomationExecution", "ssm:SendAutomationSignal"],
            [executionArn(place)],
            tagged("aws:ResourceTag", executionTags),
        ),
        allow("ListExecutions", ["ssm:DescribeAutomationExecutions"], ["*"]),
    );

/** The role that runbooks assume, and who may start and approve them. */
export const automation: Pattern<
    Args,
    Record<"role" | "starters" | "approvers", Planned>,
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
    limits: automationLimits,
    problems: (args, identity) =>
        automationProblems(
            args,
            identity === undefined
                ? []
                : features(identity.place, assumeRole(identity, args), args).map(({ Sid }) => Sid),
            identity,
        ),
    names: (identity, explicit) => ({
        role: assumeRole(identity, explicit),
        ...plannedPolicies(identity, ["starters", "approvers"], explicit),
    }),
    documents: (identity, args) => {
        const { place } = identity;
        const own = assumeRole(identity, args);
        return {
            trust: trust(place, "ssm", args.anySource === true ? undefined : sources(place, args)),
            permissions: permissions(place, own, args),
            starters: args.starters && starters(place, own, args.starters),
            approvers: args.approvers && approvers(place, args.approvers),
        };
    },
};
