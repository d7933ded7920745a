import type { GoodRow, RejectedCase } from "./case";
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

/** Maintenance windows, their targets and tasks. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a window name of two characters",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        change: { name: "ab" },
        rejected: /name .*3 to 128/,
    },
    {
        name: "a window name of 129 characters",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        change: { name: "a".repeat(129) },
        rejected: /name .*3 to 128/,
    },
    {
        name: "a cutoff as long as the window",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        change: { cutoff: 3 },
        rejected: /Cutoff 3 must be less/,
    },
    {
        name: "a window of 25 hours",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        change: { duration: 25 },
        rejected: /duration must be from 1 to 24/,
    },
    {
        name: "a schedule that is not an expression",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        change: { schedule: "every night" },
        rejected: /schedule must be a cron/,
    },
    {
        name: "an offset without a cron expression",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        change: { schedule: "rate(7 days)", scheduleOffset: 2 },
        rejected: /offset needs a cron/,
    },
    {
        name: "a target in a window that does not exist",
        type: "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        change: { windowId: "mw-00000000000000000" },
        rejected: /DoesNotExistException/,
    },
    {
        name: "six targets",
        type: "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        change: { targets: Array.from({ length: 6 }, () => ({ key: "a", values: ["b"] })) },
        rejected: /0 to 5 items/,
    },
    {
        name: "a task in a window that does not exist",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { windowId: "mw-00000000000000000" },
        rejected: /DoesNotExistException/,
    },
    {
        name: "a task for a target that does not exist",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { targets: [{ key: "WindowTargetIds", values: ["x"] }] },
        rejected: /Window target x/,
    },
    {
        name: "a Run Command task without targets",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { targets: null },
        rejected: /at least one target/,
    },
    {
        name: "a task with a role that does not exist",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { serviceRoleArn: `arn:aws:iam::${accountId}:role/none` },
        rejected: /role\/none does not exist/,
    },
    {
        name: "a task with a document that does not exist",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { taskArn: "Mine" },
        rejected: /InvalidDocument: Document with name Mine/,
    },
    {
        name: "parameters of another task type",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { taskInvocationParameters: { lambdaParameters: {} } },
        rejected: /lambdaParameters does not fit/,
    },
    {
        name: "an unknown notification event",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: {
            taskInvocationParameters: {
                runCommandParameters: { notificationConfig: { notificationEvents: ["Done"] } },
            },
        },
        rejected: /notificationEvents\[0\] must be one of/,
    },
    {
        name: "a concurrency of 0",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { maxConcurrency: "0" },
        rejected: /maxConcurrency/,
    },
    {
        name: "a Lambda task with a document as its ARN",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        change: { taskType: "LAMBDA", taskInvocationParameters: null },
        rejected: /is not of the service lambda/,
    },
];
