import { allow, passRole, type Statement } from "../../policypack/iam";
import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { linkedRole } from "../statements/serviceLinkedRole";
import type { NamingScope } from "../pattern/naming";
import { arn, parameterArn, type AwsLocation } from "../pattern/location";
import { grant, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedRole } from "../pattern/namedResources";
import { sendCommand } from "../statements/sendCommand";
import { servicePrincipal } from "../statements/servicePrincipal";
import { executionArn, startAutomation } from "../statements/startAutomation";

/** The role that runs the tasks of a window: its name, and its permissions by task type. */

type Args = Unwrap<MaintenanceWindowAccessArgs>;

/** The args that the names depend on. */
export interface WindowNameArgs extends Pick<MaintenanceWindowAccessArgs, "path" | "roleName" | "serviceLinkedRole"> {
    readonly window?: { readonly windowName?: string };
}

/** The role of the component, or the service-linked role. */
export const windowRole = (scope: NamingScope, explicit: WindowNameArgs): NamedResource =>
    explicit.serviceLinkedRole === true
        ? linkedRole(scope.location, "ssm.amazonaws.com")
        : namedRole(scope, "window", explicit);

const runCommandTasks = (location: AwsLocation, command: NonNullable<Args["runCommand"]>): readonly Statement[] => [
    ...sendCommand(location, command),
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
                  command.parameterNames.map((name) => parameterArn(location, name)),
              ),
          ]),
];

const automationTasks = (
    location: AwsLocation,
    { runbooks, assumeRoleArns }: NonNullable<Args["automation"]>,
): readonly Statement[] => [
    ...startAutomation(location, { runbooks }),
    allow("FollowExecutions", ["ssm:GetAutomationExecution"], [executionArn(location)]),
    ...(assumeRoleArns === undefined
        ? []
        : [passRole("PassAssumeRole", assumeRoleArns, servicePrincipal(location, "ssm"))]),
];

const stateMachineTasks = (stateMachineArns: readonly string[]): readonly Statement[] => [
    allow("StartStateMachines", ["states:StartExecution"], stateMachineArns),
    allow(
        "FollowStateMachines",
        ["states:DescribeExecution"],
        stateMachineArns.map((machine) => `${machine.replace(":stateMachine:", ":execution:")}:*`),
    ),
];

const groupTargets = (location: AwsLocation, names: readonly string[]): readonly Statement[] => [
    allow(
        "ResolveResourceGroups",
        ["resource-groups:ListGroupResources"],
        // The ARN of a newer group ends with an ID that AWS assigns.
        names.flatMap((name) =>
            [`group/${name}`, `group/${name}/*`].map((group) => arn(location, "resource-groups", group)),
        ),
    ),
    allow("ResolveTargets", ["resource-groups:ListGroups", "tag:GetResources"], ["*"]),
];

/** The permissions of the role, by task type. */
export const roleTasks = (location: AwsLocation, args: Args): PlannedDocument =>
    grant(
        ...(args.runCommand === undefined ? [] : runCommandTasks(location, args.runCommand)),
        ...(args.automation === undefined ? [] : automationTasks(location, args.automation)),
        ...(args.functionArns === undefined
            ? []
            : [allow("InvokeFunctions", ["lambda:InvokeFunction"], args.functionArns)]),
        ...(args.stateMachineArns === undefined ? [] : stateMachineTasks(args.stateMachineArns)),
        ...(args.resourceGroupNames === undefined ? [] : groupTargets(location, args.resourceGroupNames)),
    );
