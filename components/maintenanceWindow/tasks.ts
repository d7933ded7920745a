import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import type { MaintenanceWindow, WindowTask } from "./windowArgs";
import type { Constraints } from "../pattern/constraints";
import { assumeRoleParameter } from "../statements/runbookRole";
import * as limit from "../pattern/values";

type Args = Unwrap<MaintenanceWindowAccessArgs>;
type Task = Unwrap<WindowTask>;

/** For each task type: the property of the task, the AWS type name, and the arg that permits its values. */
export const taskTypes = [
    {
        runs: "document",
        taskType: "RUN_COMMAND",
        permitted: (args: Args) => args.runCommand?.documents,
        by: "runCommand.documents",
    },
    {
        runs: "runbook",
        taskType: "AUTOMATION",
        permitted: (args: Args) => args.automation?.runbooks,
        by: "automation.runbooks",
    },
    { runs: "functionArn", taskType: "LAMBDA", permitted: (args: Args) => args.functionArns, by: "functionArns" },
    {
        runs: "stateMachineArn",
        taskType: "STEP_FUNCTIONS",
        permitted: (args: Args) => args.stateMachineArns,
        by: "stateMachineArns",
    },
] as const;

const taskConstraints: Constraints<Task> = {
    properties: {
        document: limit.documentName,
        runbook: limit.documentName,
        functionArn: limit.functionArn,
        stateMachineArn: limit.stateMachineArn,
        documentVersion: {
            description: 'a version: "$DEFAULT", "$LATEST" or a version number from 1',
            pattern: "\\$DEFAULT|\\$LATEST|[1-9][0-9]*",
        },
        payload: { description: "a payload: at most 4,096 characters", pattern: "[\\s\\S]{0,4096}", secret: true },
        assumeRoleArn: limit.roleArn,
        assumeRoleParameter: limit.runbookParameterName,
        priority: { description: "a whole number from 0", minimum: 0, whole: true },
        maxConcurrency: limit.maxConcurrency,
        maxErrors: limit.maxErrors,
        notificationRoleArn: limit.roleArn,
        notificationTopicArn: limit.topicArn,
        outputKeyPrefix: limit.keyPrefix,
    },
    groups: [{ rule: "exactlyOne", of: ["document", "runbook", "functionArn", "stateMachineArn"] }],
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateMaintenanceWindow.html */
export const windowConstraints: Constraints<Unwrap<MaintenanceWindow>> = {
    properties: {
        schedule: limit.schedule("maintenance window"),
        scheduleTimezone: limit.timezone,
        durationHours: limit.wholeNumber("hours", 1, 24),
        cutoffHours: limit.wholeNumber("hours", 0, 23),
        windowName: limit.windowName,
        tasks: { atLeast: 1, keys: limit.windowName, values: taskConstraints },
    },
};

/** The parameters of a runbook task, including its role. */
export const runbookParameters = ({
    parameters,
    assumeRoleArn,
    assumeRoleParameter: parameter = assumeRoleParameter,
}: WindowTask): WindowTask["parameters"] =>
    assumeRoleArn === undefined ? parameters : { ...parameters, [parameter]: [assumeRoleArn] };
