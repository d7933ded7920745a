import type { GoodRow, RefusalCase } from "./case";
import { accountId } from "./documents";

export const good: readonly GoodRow[] = [
    [
        "aws:ssm/maintenanceWindow:MaintenanceWindow",
        () => ({ name: "patching", schedule: "cron(0 2 ? * SUN *)", duration: 3, cutoff: 1 }),
    ],
    [
        "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        (made) => ({
            name: "web-servers",
            windowId: made["aws:ssm/maintenanceWindow:MaintenanceWindow"]?.id ?? "",
            resourceType: "INSTANCE",
            targets: [{ key: "tag:Role", values: ["web"] }],
        }),
    ],
    [
        "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        (made) => ({
            name: "patch",
            windowId: made["aws:ssm/maintenanceWindow:MaintenanceWindow"]?.id ?? "",
            taskType: "RUN_COMMAND",
            taskArn: "AWS-RunPatchBaseline",
            maxConcurrency: "2",
            maxErrors: "10%",
            serviceRoleArn: `arn:aws:iam::${accountId}:role/service-role/automation`,
            targets: [
                {
                    key: "WindowTargetIds",
                    values: [made["aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget"]?.id ?? ""],
                },
            ],
            taskInvocationParameters: {
                runCommandParameters: {
                    timeoutSeconds: 600,
                    notificationConfig: {
                        notificationArn: `arn:aws:sns:eu-west-1:${accountId}:alerts`,
                        notificationEvents: ["Failed"],
                        notificationType: "Command",
                    },
                    serviceRoleArn: `arn:aws:iam::${accountId}:role/service-role/automation`,
                },
            },
        }),
    ],
];

/** Windows, their targets and tasks. */
export const refusals: readonly RefusalCase[] = [
    {
        name: "a window's name of two letters",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { name: "ab" },
        refused: /name .*3 to 128/,
    },
    {
        name: "a window's name of 129",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { name: "a".repeat(129) },
        refused: /name .*3 to 128/,
    },
    {
        name: "a cutoff as long as the window",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { cutoff: 3 },
        refused: /Cutoff 3 must be less/,
    },
    {
        name: "a window of 25 hours",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { duration: 25 },
        refused: /duration must be from 1 to 24/,
    },
    {
        name: "a schedule in words",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { schedule: "every night" },
        refused: /schedule must be a cron/,
    },
    {
        name: "an offset without a cron",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { schedule: "rate(7 days)", scheduleOffset: 2 },
        refused: /offset needs a cron/,
    },
    {
        name: "a target in a missing window",
        type: "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        spoil: { windowId: "mw-00000000000000000" },
        refused: /DoesNotExistException/,
    },
    {
        name: "six targets",
        type: "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        spoil: { targets: Array.from({ length: 6 }, () => ({ key: "a", values: ["b"] })) },
        refused: /0 to 5 items/,
    },
    {
        name: "a task in a missing window",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { windowId: "mw-00000000000000000" },
        refused: /DoesNotExistException/,
    },
    {
        name: "a task for a missing target",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { targets: [{ key: "WindowTargetIds", values: ["x"] }] },
        refused: /Window target x/,
    },
    {
        name: "a Run Command task without targets",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { targets: null },
        refused: /at least one target/,
    },
    {
        name: "a task with a missing role",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { serviceRoleArn: `arn:aws:iam::${accountId}:role/none` },
        refused: /role\/none does not exist/,
    },
    {
        name: "a task of a missing document",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { taskArn: "Mine" },
        refused: /InvalidDocument: Document with name Mine/,
    },
    {
        name: "parameters of another type of task",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { taskInvocationParameters: { lambdaParameters: {} } },
        refused: /lambdaParameters does not fit/,
    },
    {
        name: "an event nobody sends",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: {
            taskInvocationParameters: {
                runCommandParameters: { notificationConfig: { notificationEvents: ["Done"] } },
            },
        },
        refused: /notificationEvents\[0\] must be one of/,
    },
    {
        name: "a concurrency of 0",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { maxConcurrency: "0" },
        refused: /maxConcurrency/,
    },
    {
        name: "a Lambda task that names a document",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { taskType: "LAMBDA", taskInvocationParameters: null },
        refused: /is not of the service lambda/,
    },
];
