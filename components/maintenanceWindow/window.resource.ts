import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { MaintenanceWindowAccessArgs, WindowRunCommand } from "./args";
import type { MaintenanceWindow, WindowTask } from "./windowArgs";
import { windowTags } from "./registrars";
import { runbookParameters, taskTypes } from "./tasks";
import { resolveAfter } from "../resources/resolveAfter";

/** What a window is made with beside its own args. */
interface WindowContext {
    readonly windowName: pulumi.Output<string>;
    /** ARN of the role its tasks run with, once it may do what they ask. */
    readonly roleArn: pulumi.Output<string>;
    /** The args of the component, every payload a secret. */
    readonly access: MaintenanceWindowAccessArgs;
    readonly own: pulumi.CustomResourceOptions;
}

/** A node's id or tag as a window's target names it. */
const targetsOf = ({ targetTags, nodeIds }: WindowRunCommand): { key: string; values: pulumi.Input<string>[] }[] =>
    nodeIds === undefined
        ? Object.entries(targetTags ?? {}).map(([key, values]) => ({ key: `tag:${key}`, values }))
        : [{ key: "InstanceIds", values: nodeIds }];

const parametersOf = (
    parameters: WindowTask["parameters"],
): { name: string; values: pulumi.Input<string>[] }[] | undefined =>
    parameters && Object.entries(parameters).map(([name, values]) => ({ name, values }));

/** A function's ARN without its alias or version, and that alias or version. */
const qualified = (functionArn: string): { readonly arn: string; readonly qualifier?: string } => {
    const parts = functionArn.split(":");
    const qualifier = parts[7];
    return { arn: parts.slice(0, 7).join(":"), ...(qualifier === undefined ? {} : { qualifier }) };
};

/** The task's own role (`serviceRoleArn` of the task) runs it; the notification's role stands within its parameters. */
const invocationOf = (
    task: WindowTask,
    access: MaintenanceWindowAccessArgs,
): ssm.MaintenanceWindowTaskArgs["taskInvocationParameters"] => {
    const { documentVersion, notificationTopicArn, payload } = task;
    if (task.document !== undefined) {
        return {
            runCommandParameters: {
                documentVersion,
                parameters: parametersOf(task.parameters),
                outputS3Bucket: access.runCommand?.outputBucketName,
                outputS3KeyPrefix: task.outputKeyPrefix,
                serviceRoleArn: task.notificationRoleArn,
                notificationConfig:
                    notificationTopicArn === undefined
                        ? undefined
                        : {
                              notificationArn: notificationTopicArn,
                              notificationEvents: ["All"],
                              notificationType: "Command",
                          },
            },
        };
    }
    if (task.runbook !== undefined) {
        return { automationParameters: { documentVersion, parameters: parametersOf(runbookParameters(task)) } };
    }
    if (task.functionArn !== undefined) {
        return {
            lambdaParameters: {
                payload,
                qualifier: pulumi.output(task.functionArn).apply((arn) => qualified(arn).qualifier),
            },
        };
    }
    return { stepFunctionsParameters: { input: payload } };
};

/** A maintenance window with its targets and tasks; the resolved id is usable once all tasks are registered. */
export const maintenanceWindow = (
    name: string,
    window: MaintenanceWindow,
    context: WindowContext,
): pulumi.Output<string> => {
    const { windowName, roleArn, access, own } = context;
    const region = access.region;
    const made = new ssm.MaintenanceWindow(
        `${name}-window`,
        {
            name: windowName,
            description: "Runs its tasks with a role of its own.",
            schedule: window.schedule,
            scheduleTimezone: window.scheduleTimezone ?? "UTC",
            duration: window.durationHours,
            cutoff: window.cutoffHours,
            enabled: window.enabled ?? true,
            tags: pulumi.all([windowName, access.tags]).apply(([known, tags]) => ({ ...tags, ...windowTags(known) })),
            region,
        },
        own,
    );
    const target =
        access.runCommand &&
        new ssm.MaintenanceWindowTarget(
            `${name}-targets`,
            {
                name: "nodes",
                windowId: made.id,
                resourceType: "INSTANCE",
                targets: targetsOf(access.runCommand),
                region,
            },
            own,
        );
    const tasks = Object.entries(window.tasks).map(([taskName, task]) => {
        const type = taskTypes.find(({ runs }) => task[runs] !== undefined) ?? taskTypes[0];
        const onNodes = target !== undefined && type.runs === "document";
        const taskArn = pulumi
            .output(task[type.runs] ?? "")
            .apply((runs) => (type.runs === "functionArn" ? qualified(runs).arn : runs));
        return new ssm.MaintenanceWindowTask(
            `${name}-task-${taskName}`,
            {
                name: taskName,
                windowId: made.id,
                taskType: type.taskType,
                taskArn,
                serviceRoleArn: roleArn,
                priority: task.priority ?? 1,
                ...(onNodes
                    ? {
                          targets: [{ key: "WindowTargetIds", values: [target.id] }],
                          maxConcurrency: task.maxConcurrency ?? "1",
                          maxErrors: task.maxErrors ?? "0",
                      }
                    : {}),
                taskInvocationParameters: invocationOf(task, access),
                region,
            },
            own,
        );
    });
    return resolveAfter(made.id, tasks);
};
