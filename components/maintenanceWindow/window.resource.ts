import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { MaintenanceWindowAccessArgs, WindowRunCommand } from "./args";
import type { MaintenanceWindow, WindowTask } from "./windowArgs";
import { windowTags } from "./registrars";
import { runbookParameters, taskTypes } from "./tasks";
import { resolveAfter } from "../resources/resolveAfter";

/** Inputs of a window in addition to its args. */
interface WindowContext {
    readonly windowName: pulumi.Output<string>;
    /** ARN of the role that its tasks run with, resolved after its permissions are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** The args of the component, with every payload marked as a secret. */
    readonly access: MaintenanceWindowAccessArgs;
    readonly childOptions: pulumi.CustomResourceOptions;
}

/** The node IDs or tags as targets of a window. */
const targetsOf = ({ targetTags, nodeIds }: WindowRunCommand): { key: string; values: pulumi.Input<string>[] }[] =>
    nodeIds === undefined
        ? Object.entries(targetTags ?? {}).map(([key, values]) => ({ key: `tag:${key}`, values }))
        : [{ key: "InstanceIds", values: nodeIds }];

const parametersOf = (
    parameters: WindowTask["parameters"],
): { name: string; values: pulumi.Input<string>[] }[] | undefined =>
    parameters && Object.entries(parameters).map(([name, values]) => ({ name, values }));

/** Splits a function ARN into the unqualified ARN and the alias or version. */
const qualified = (functionArn: string): { readonly arn: string; readonly qualifier?: string } => {
    const parts = functionArn.split(":");
    const qualifier = parts[7];
    return { arn: parts.slice(0, 7).join(":"), ...(qualifier === undefined ? {} : { qualifier }) };
};

/** `serviceRoleArn` of the task is the role that runs it; the one in its parameters is the notification role. */
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

/** Creates a maintenance window with its targets and tasks. The returned ID resolves after all tasks are registered. */
export const maintenanceWindow = (
    name: string,
    window: MaintenanceWindow,
    context: WindowContext,
): pulumi.Output<string> => {
    const { windowName, roleArn, access, childOptions } = context;
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
        childOptions,
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
            childOptions,
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
            childOptions,
        );
    });
    return resolveAfter(made.id, tasks);
};
