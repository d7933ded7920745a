import type { MaintenanceWindowAccessArgs, Unwrap, WindowArgs, WindowTaskArgs } from "../args";
import { assumeRoleParameter } from "./automationTargets";
import type { Limits } from "./limits";
import type { Problem } from "./plan";
import * as limit from "./valueLimits";

type Args = Unwrap<MaintenanceWindowAccessArgs>;
type Task = Unwrap<WindowTaskArgs>;

/** What a task runs, the type AWS gives it, and the arg that permits it. */
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

/** The args of a task that only some of its types know. */
const onlyFor: Readonly<Record<string, readonly string[]>> = {
    documentVersion: ["document", "runbook"],
    parameters: ["document", "runbook"],
    assumeRoleArn: ["runbook"],
    assumeRoleParameter: ["runbook"],
    // AWS refuses these of a task without targets.
    maxConcurrency: ["document"],
    maxErrors: ["document"],
    payload: ["functionArn", "stateMachineArn"],
    notificationRoleArn: ["document"],
    notificationTopicArn: ["document"],
    outputKeyPrefix: ["document"],
};

const taskLimits: Limits<Task> = {
    properties: {
        document: limit.documentName,
        runbook: limit.documentName,
        functionArn: limit.functionArn,
        stateMachineArn: limit.stateMachineArn,
        documentVersion: {
            allowed: 'a version: "$DEFAULT", "$LATEST" or a number from 1',
            pattern: "\\$DEFAULT|\\$LATEST|[1-9][0-9]*",
        },
        payload: { allowed: "a text of at most 4,096 characters", pattern: "[\\s\\S]{0,4096}", secret: true },
        assumeRoleArn: limit.roleArn,
        assumeRoleParameter: limit.runbookParameterName,
        priority: { allowed: "a whole number from 0", minimum: 0, whole: true },
        maxConcurrency: limit.maxConcurrency,
        maxErrors: limit.maxErrors,
        notificationRoleArn: limit.roleArn,
        notificationTopicArn: limit.topicArn,
        outputKeyPrefix: limit.keyPrefix,
    },
    together: [{ rule: "exactlyOne", of: ["document", "runbook", "functionArn", "stateMachineArn"] }],
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateMaintenanceWindow.html */
export const windowLimits: Limits<Unwrap<WindowArgs>> = {
    properties: {
        schedule: limit.schedule,
        scheduleTimezone: limit.timezone,
        durationHours: limit.wholeNumber("hours", 1, 24),
        cutoffHours: limit.wholeNumber("hours", 0, 23),
        windowName: limit.windowName,
        tasks: { atLeast: 1, keys: limit.windowName, values: taskLimits },
    },
};

const taskProblems = (args: Args, task: Task, path: string): readonly Problem[] => {
    const kinds = taskTypes.filter(({ runs }) => task[runs] !== undefined);
    return [
        ...kinds.flatMap(({ runs, permitted, by }) => {
            const value: unknown = task[runs];
            const allowed = permitted(args) ?? [];
            return typeof value === "string" &&
                !allowed.includes(value) &&
                allowed.every((other: unknown) => typeof other === "string")
                ? [
                      {
                          path: `${path}.${runs}`,
                          value,
                          message: "is not among what the window's role may run",
                          fix: `Add it to "${by}", or run one of ${allowed.length === 0 ? "those you add" : allowed.join(", ")}.`,
                      },
                  ]
                : [];
        }),
        ...Object.entries(onlyFor).flatMap(([name, runs]) => {
            const value = task[name as keyof Task];
            return value !== undefined && kinds.length === 1 && !kinds.some((kind) => runs.includes(kind.runs))
                ? [
                      {
                          path: `${path}.${name}`,
                          ...(name === "payload" ? {} : { value }),
                          message: `has no effect on a task with "${String(kinds[0]?.runs)}"`,
                          fix: `Take it away; it belongs to a task with ${runs.map((run) => `"${run}"`).join(" or ")}.`,
                      },
                  ]
                : [];
        }),
        ...notificationProblems(args, task, path),
        ...assumeRoleProblems(args, task, path),
    ];
};

/** The parameters of a task's runbook, its role among them. */
export const runbookParameters = ({
    parameters,
    assumeRoleArn,
    assumeRoleParameter: parameter = assumeRoleParameter,
}: WindowTaskArgs): WindowTaskArgs["parameters"] =>
    assumeRoleArn === undefined ? parameters : { ...parameters, [parameter]: [assumeRoleArn] };

const assumeRoleProblems = (args: Args, task: Task, path: string): readonly Problem[] => {
    const { assumeRoleArn: role, assumeRoleParameter: parameter = assumeRoleParameter, parameters = {} } = task;
    const roles = args.automation?.assumeRoleArns ?? [];
    return [
        ...(typeof role === "string" &&
        !roles.includes(role) &&
        roles.every((other: unknown) => typeof other === "string")
            ? [
                  {
                      path: `${path}.assumeRoleArn`,
                      value: role,
                      message: "is a role that the window's role may not pass",
                      fix: 'Add it to "automation.assumeRoleArns".',
                  },
              ]
            : []),
        ...(role !== undefined && Object.hasOwn(parameters, parameter)
            ? [
                  {
                      path: `${path}.parameters.${parameter}`,
                      value: parameters[parameter],
                      message: "is the parameter that takes assumeRoleArn",
                      fix: "Take it away here; the role is given by itself.",
                  },
              ]
            : []),
    ];
};

const notificationProblems = (args: Args, task: Task, path: string): readonly Problem[] => {
    const { notificationRoleArn: role, notificationTopicArn: topic } = task;
    const roles = args.runCommand?.notificationRoleArns ?? [];
    return [
        ...((role === undefined) === (topic === undefined)
            ? []
            : [
                  {
                      path,
                      message: `has ${role === undefined ? '"notificationTopicArn" without "notificationRoleArn"' : '"notificationRoleArn" without "notificationTopicArn"'}`,
                      fix: "Give both, or neither: the role publishes to the topic.",
                  },
              ]),
        ...(typeof role === "string" &&
        !roles.includes(role) &&
        roles.every((other: unknown) => typeof other === "string")
            ? [
                  {
                      path: `${path}.notificationRoleArn`,
                      value: role,
                      message: "is a role that the window's role may not pass",
                      fix: 'Add it to "runCommand.notificationRoleArns".',
                  },
              ]
            : []),
    ];
};

/**
 * How many a window's target takes; a role may reach more.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RegisterTargetWithMaintenanceWindow.html
 */
const counted = { targetTags: 5, nodeIds: 50 } as const;

/** What relates the window, its tasks and what its role may do. */
export const windowProblems = (args: Args): readonly Problem[] => {
    const { window } = args;
    if (window === undefined || args.serviceLinkedRole === true) {
        return [];
    }
    return [
        ...(window.cutoffHours >= window.durationHours
            ? [
                  {
                      path: "window.cutoffHours",
                      value: window.cutoffHours,
                      message: `leaves no time to start a task in a window of ${String(window.durationHours)} hours`,
                      fix: `Write less than window.durationHours.`,
                  },
              ]
            : []),
        ...Object.entries(counted).flatMap(([arg, most]) => {
            const values = args.runCommand?.[arg as keyof typeof counted];
            const count = values === undefined ? 0 : Object.keys(values).length;
            return count > most
                ? [
                      {
                          path: `runCommand.${arg}`,
                          value: count,
                          message: `are more than the ${String(most)} that a window's target takes`,
                          fix: "Give fewer, or make the window's targets yourself.",
                      },
                  ]
                : [];
        }),
        ...Object.entries(window.tasks).flatMap(([name, task]) => taskProblems(args, task, `window.tasks.${name}`)),
    ];
};
