import { allow, passRole, type Statement } from "../../policypack/iam";
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { automationConstraints } from "./constraints";
import { validateAutomation } from "./validate";
import type { NamingScope } from "../pattern/naming";
import { arn, type AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedPolicies, namedRole } from "../pattern/namedResources";
import { grantAcrossRegions, regionsOf } from "../statements/acrossRegions";
import { publishStatements } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { executionArn, startAutomation } from "../statements/startAutomation";
import { requireTags } from "../statements/tagConditions";
import { serviceTrust } from "../statements/serviceTrust";

type Args = Unwrap<AutomationAccessArgs>;
type NameArgs = Pick<AutomationAccessArgs, "path" | "roleName">;

const assumeRole = (scope: NamingScope, explicit: NameArgs): NamedResource => namedRole(scope, "assume", explicit);

/** Executions in the Regions of the component and in `executionRegions`. */
const sources = (location: AwsLocation, { executionRegions = [], furtherRegions = [] }: Args): readonly string[] =>
    regionsOf(location, [...executionRegions, ...furtherRegions]).map((region) =>
        executionArn({ ...location, region }),
    );

/** A child runbook without its own role uses the role of its parent, which must then be allowed to pass itself. */
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

/** The Sid of the statement that passes roles to a service: `PassToCloudformation`. */
const passSid = (service: string): string =>
    `PassTo${service
        .split(/[^a-z0-9]+/)
        .map((word) => word.replace(/^./, (first) => first.toUpperCase()))
        .join("")}`;

/** Statements that the args other than `permissions` add. */
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

/** The role that runbooks assume, and the principals that may start and approve them. */
export const automation: Pattern<
    Args,
    Record<"role" | "starters" | "approvers", NamedResource>,
    Record<"trust" | "permissions" | "starters" | "approvers", PlannedDocument | undefined>,
    NameArgs
> = {
    component: "AutomationAccess",
    summary: "The role that Automation runbooks assume, and the principals that may start and approve the runbooks.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-cw-alarm-monitoring.html",
    ],
    unverified: [
        {
            fact: "AWS documents no aws:SourceArn for runbooks that State Manager associations start.",
            arg: "anySource",
            check: "Start a runbook with the role from an association. If no execution starts, AWS does not send the key.",
        },
        {
            fact: "AWS no longer lists automation-definition as a resource for starting runbooks; its older policies do.",
            arg: "starters.legacyDefinitions",
            check: "As a starter without the arg, start a runbook. If AWS denies automation-definition, set the arg.",
        },
        {
            fact: "AWS examples allow cloudwatch:DescribeAlarms on *; the Service Authorization Reference lists alarms.",
            arg: "permissions",
            check: "Start a runbook with an alarm. If the execution cannot read the alarm, allow the action on *.",
        },
    ],
    constraints: automationConstraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            trust: "trust",
            grants: ["permissions"],
            passedTo: "ssm",
            // Nested runbooks without a role of their own run with the role of their parent.
            passedBy: ["permissions", "starters"],
        },
        starters: { kind: "policy", purpose: "grantees" },
        approvers: { kind: "policy", purpose: "grantees" },
    },
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
    documents: {
        trust: ({ location }, args) =>
            serviceTrust(location, "ssm", args.anySource === true ? undefined : sources(location, args)),
        permissions: (scope, args) =>
            grantAcrossRegions(scope.location, args, (regional) =>
                permissions(regional, assumeRole(scope, args), args),
            ),
        starters: (scope, args) => {
            const level = args.starters;
            return (
                level &&
                grantAcrossRegions(scope.location, args, (regional) =>
                    starters(regional, assumeRole(scope, args), level),
                )
            );
        },
        approvers: ({ location }, args) => {
            const level = args.approvers;
            return level && grantAcrossRegions(location, args, (regional) => approvers(regional, level));
        },
    },
};
