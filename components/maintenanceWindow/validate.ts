import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import type { WindowTask } from "./windowArgs";
import { includesOrUnknown } from "../pattern/includesOrUnknown";
import type { ValidationIssue } from "../pattern/validationIssue";
import { runbookRoleIssues } from "../statements/runbookRole";
import { taskTypes } from "./tasks";

type Args = Unwrap<MaintenanceWindowAccessArgs>;
type Task = Unwrap<WindowTask>;

/** Task args that apply only to tasks with these properties. */
const onlyFor: Readonly<Record<string, readonly string[]>> = {
    documentVersion: ["document", "runbook"],
    parameters: ["document", "runbook"],
    assumeRoleArn: ["runbook"],
    assumeRoleParameter: ["runbook"],
    // AWS rejects these for a task without targets.
    maxConcurrency: ["document"],
    maxErrors: ["document"],
    payload: ["functionArn", "stateMachineArn"],
    notificationRoleArn: ["document"],
    notificationTopicArn: ["document"],
    outputKeyPrefix: ["document"],
};

/** Reports a role that the window role may not pass; `by` is the arg that allows it. */
const unpassable = (
    path: string,
    role: unknown,
    roles: readonly unknown[] = [],
    by: string,
): readonly ValidationIssue[] =>
    typeof role === "string" && !includesOrUnknown(roles, role)
        ? [{ path, value: role, message: "is not a role that the window role may pass", fix: `Add it to "${by}".` }]
        : [];

const assumeRoleIssues = (
    args: Args,
    { assumeRoleArn: role, assumeRoleParameter, parameters }: Task,
    path: string,
): readonly ValidationIssue[] => [
    ...unpassable(`${path}.assumeRoleArn`, role, args.automation?.assumeRoleArns, "automation.assumeRoleArns"),
    ...(role === undefined ? [] : runbookRoleIssues(path, parameters, assumeRoleParameter)),
];

const withoutRole = 'has "notificationTopicArn" without "notificationRoleArn"';
const withoutTopic = 'has "notificationRoleArn" without "notificationTopicArn"';

const notificationIssues = (args: Args, task: Task, path: string): readonly ValidationIssue[] => {
    const { notificationRoleArn: role, notificationTopicArn: topic } = task;
    return [
        ...((role === undefined) === (topic === undefined)
            ? []
            : [
                  {
                      path,
                      message: role === undefined ? withoutRole : withoutTopic,
                      fix: "Set both, or neither.",
                  },
              ]),
        ...unpassable(
            `${path}.notificationRoleArn`,
            role,
            args.runCommand?.notificationRoleArns,
            "runCommand.notificationRoleArns",
        ),
    ];
};

const taskIssues = (args: Args, task: Task, path: string): readonly ValidationIssue[] => {
    const kinds = taskTypes.filter(({ runs }) => task[runs] !== undefined);
    return [
        ...kinds.flatMap(({ runs, permitted, by }) => {
            const value: unknown = task[runs];
            const allowed = permitted(args) ?? [];
            const alternatives = allowed.length === 0 ? "" : `, or use one of ${allowed.join(", ")}`;
            return typeof value === "string" && !includesOrUnknown(allowed, value)
                ? [
                      {
                          path: `${path}.${runs}`,
                          value,
                          message: "is not permitted for the window role",
                          fix: `Add it to "${by}"${alternatives}.`,
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
                          fix: `Remove it, or use it on a task with ${runs.map((run) => `"${run}"`).join(" or ")}.`,
                      },
                  ]
                : [];
        }),
        ...notificationIssues(args, task, path),
        ...assumeRoleIssues(args, task, path),
    ];
};

/**
 * Limits of a window target. The role itself may cover more nodes.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RegisterTargetWithMaintenanceWindow.html
 */
const maxTargets = { targetTags: 5, nodeIds: 50 } as const;

/** Issues that involve the window, its tasks and the permissions of its role. */
export const windowIssues = (args: Args): readonly ValidationIssue[] => {
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
                      fix: "Set it below window.durationHours.",
                  },
              ]
            : []),
        ...Object.entries(maxTargets).flatMap(([arg, most]) => {
            const values = args.runCommand?.[arg as keyof typeof maxTargets];
            const count = values === undefined ? 0 : Object.keys(values).length;
            return count > most
                ? [
                      {
                          path: `runCommand.${arg}`,
                          value: count,
                          message: `exceeds the limit of ${String(most)} for a window target`,
                          fix: "Remove some, or create the window targets outside this component.",
                      },
                  ]
                : [];
        }),
        ...Object.entries(window.tasks).flatMap(([name, task]) => taskIssues(args, task, `window.tasks.${name}`)),
    ];
};
