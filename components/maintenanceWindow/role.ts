import { allow, passRole, type Statement } from "../../policypack/iam";
import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { linkedRole } from "../statements/serviceLinkedRole";
import type { Identity } from "../pattern/naming";
import { arn, parameterArn, type Place } from "../pattern/location";
import { grant, type ExplicitNames, type Planned, type PlannedDocument } from "../pattern/pattern";
import { plannedRole } from "../pattern/namedResources";
import { sendCommand } from "../statements/sendCommand";
import { servicePrincipal } from "../statements/servicePrincipal";
import { executionArn, startAutomation } from "../statements/startAutomation";

/** The role that runs a window's tasks: its name, and what it may do by the kinds of tasks asked for. */

type Args = Unwrap<MaintenanceWindowAccessArgs>;

/** The role made here, or the one that AWS makes on request. */
export const windowRole = (identity: Identity, explicit: ExplicitNames): Planned =>
    explicit.serviceLinkedRole === true
        ? linkedRole(identity.place, "ssm.amazonaws.com")
        : plannedRole(identity, "window", explicit);

const runCommandTasks = (place: Place, command: NonNullable<Args["runCommand"]>): readonly Statement[] => [
    ...sendCommand(place, command),
    allow(
        "FollowCommands",
        ["ssm:CancelCommand", "ssm:ListCommands", "ssm:ListCommandInvocations", "ssm:GetCommandInvocation"],
        ["*"],
    ),
    ...(command.parameterNames === undefined
        ? []
        : [
              allow(
                  "ReadParameters",
                  ["ssm:GetParameters"],
                  command.parameterNames.map((name) => parameterArn(place, name)),
              ),
          ]),
];

const automationTasks = (
    place: Place,
    { runbooks, assumeRoleArns }: NonNullable<Args["automation"]>,
): readonly Statement[] => [
    ...startAutomation(place, { runbooks }),
    allow("FollowExecutions", ["ssm:GetAutomationExecution"], [executionArn(place)]),
    ...(assumeRoleArns === undefined
        ? []
        : [passRole("PassAssumeRole", assumeRoleArns, servicePrincipal(place, "ssm"))]),
];

const stateMachineTasks = (stateMachineArns: readonly string[]): readonly Statement[] => [
    allow("StartStateMachines", ["states:StartExecution"], stateMachineArns),
    allow(
        "FollowStateMachines",
        ["states:DescribeExecution"],
        stateMachineArns.map((machine) => `${machine.replace(":stateMachine:", ":execution:")}:*`),
    ),
];

const groupTargets = (place: Place, names: readonly string[]): readonly Statement[] => [
    allow(
        "ResolveResourceGroups",
        ["resource-groups:ListGroupResources"],
        // A newer group's ARN goes on with an id that AWS decides.
        names.flatMap((name) =>
            [`group/${name}`, `group/${name}/*`].map((group) => arn(place, "resource-groups", group)),
        ),
    ),
    allow("ResolveTargets", ["resource-groups:ListGroups", "tag:GetResources"], ["*"]),
];

/** What the role may do, by the kinds of tasks asked for. */
export const roleTasks = (place: Place, args: Args): PlannedDocument =>
    grant(
        ...(args.runCommand === undefined ? [] : runCommandTasks(place, args.runCommand)),
        ...(args.automation === undefined ? [] : automationTasks(place, args.automation)),
        ...(args.functionArns === undefined
            ? []
            : [allow("InvokeFunctions", ["lambda:InvokeFunction"], args.functionArns)]),
        ...(args.stateMachineArns === undefined ? [] : stateMachineTasks(args.stateMachineArns)),
        ...(args.resourceGroupNames === undefined ? [] : groupTargets(place, args.resourceGroupNames)),
    );
