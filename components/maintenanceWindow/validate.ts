import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import type { WindowTask } from "./windowArgs";
import { includesOrUnknown } from "../pattern/includesOrUnknown";
import type { ValidationIssue } from "../pattern/validationIssue";
import { runbookRoleIssues } from "../statements/runbookRole";
import { taskTypes } from "./tasks";

type Args = Unwrap<MaintenanceWindowAccessArgs>;
type Task = Unwrap<WindowTask>;

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

/** A role that a task hands on, which the window's role must be let pass by the arg `by`. */
const unpassable = (
    path: string,
    role: unknown,
    roles: readonly unknown[] = [],
    by: string,
): readonly ValidationIssue[] =>
    typeof role === "string" && !includesOrUnknown(roles, role)
        ? [{ path, value: role, message: "is a role that the window's role may not pass", fix: `Add it to "${by}".` }]
        : [];

const assumeRoleIssues = (
    args: Args,
    { assumeRoleArn: role, assumeRoleParameter, parameters }: Task,
    path: string,
): readonly ValidationIssue[] => [
    ...unpassable(`${path}.assumeRoleArn`, role, args.automation?.assumeRoleArns, "automation.assumeRoleArns"),
    ...(role === undefined ? [] : runbookRoleIssues(path, parameters, assumeRoleParameter)),
];

const notificationIssues = (args: Args, task: Task, path: string): readonly ValidationIssue[] => {
    const { notificationRoleArn: role, notificationTopicArn: topic } = task;
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
            return typeof value === "string" && !includesOrUnknown(allowed, value)
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
        ...notificationIssues(args, task, path),
        ...assumeRoleIssues(args, task, path),
    ];
};

/**
 * How many a window's target takes; a role may reach more.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RegisterTargetWithMaintenanceWindow.html
 */
const counted = { targetTags: 5, nodeIds: 50 } as const;

/** What relates the window, its tasks and what its role may do. */
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
        ...Object.entries(window.tasks).flatMap(([name, task]) => taskIssues(args, task, `window.tasks.${name}`)),
    ];
};
