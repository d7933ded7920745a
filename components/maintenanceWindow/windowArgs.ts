import type { Input } from "@pulumi/pulumi";

/** A task of the window. Set exactly one of `document`, `runbook`, `functionArn` and `stateMachineArn`. */
export interface WindowTask {
    /**
     * Document to send, one of `runCommand.documents`. Makes this a task of type RUN_COMMAND.
     *
     * @default - the task has another type.
     */
    document?: Input<string>;
    /**
     * Runbook to start, one of `automation.runbooks`. Makes this a task of type AUTOMATION.
     *
     * @default - the task has another type.
     */
    runbook?: Input<string>;
    /**
     * ARN of the function to invoke, one of `functionArns`. Makes this a task of type LAMBDA.
     *
     * @default - the task has another type.
     */
    functionArn?: Input<string>;
    /**
     * ARN of the state machine to start, one of `stateMachineArns`. Makes this a task of type STEP_FUNCTIONS.
     *
     * @default - the task has another type.
     */
    stateMachineArn?: Input<string>;
    /**
     * Version of the document or runbook: `$DEFAULT`, `$LATEST` or a version number.
     *
     * @default - the default version.
     */
    documentVersion?: Input<string>;
    /**
     * Parameters of the document or runbook, each a list of strings.
     *
     * @default - the defaults of the document or runbook.
     */
    parameters?: Record<string, Input<string>[]>;
    /**
     * ARN of the role that the runbook assumes, one of `automation.assumeRoleArns`. For runbook tasks only.
     *
     * @default - the runbook runs with the permissions of the window role.
     */
    assumeRoleArn?: Input<string>;
    /**
     * Name of the runbook parameter that takes the role ARN.
     *
     * @default "AutomationAssumeRole"
     */
    assumeRoleParameter?: string;
    /**
     * Payload of the function or input of the state machine, as JSON of at most 4,096 characters. The state stores it
     * as a secret.
     *
     * @default - no payload.
     */
    payload?: Input<string>;
    /**
     * Priority of the task, from 0. Tasks with lower numbers start first; tasks with the same number start in parallel.
     *
     * @default 1
     */
    priority?: number;
    /**
     * Number of nodes that run the document at the same time, as a number from 1 or a percentage. For document tasks
     * only.
     *
     * @default "1"
     */
    maxConcurrency?: Input<string>;
    /**
     * Number of failures after which the task stops, as a number or a percentage. For document tasks only.
     *
     * @default "0"
     */
    maxErrors?: Input<string>;
    /**
     * ARN of the role that publishes command notifications, one of `runCommand.notificationRoleArns`. For document
     * tasks only, together with `notificationTopicArn`.
     *
     * @default - no notifications.
     */
    notificationRoleArn?: Input<string>;
    /**
     * ARN of the SNS topic for command notifications. Requires `notificationRoleArn`.
     *
     * @default - no notifications.
     */
    notificationTopicArn?: Input<string>;
    /**
     * Key prefix of the output in the bucket `runCommand.outputBucketName`. For document tasks only.
     *
     * @default - the root of the bucket, if `runCommand.outputBucketName` is set.
     */
    outputKeyPrefix?: Input<string>;
}

/** A maintenance window that runs its tasks with the role. */
export interface MaintenanceWindow {
    /**
     * Schedule of the window: `cron(…)`, `rate(…)` or `at(…)`.
     *
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html
     */
    schedule: Input<string>;
    /**
     * IANA time zone of the schedule.
     *
     * @default "UTC"
     */
    scheduleTimezone?: Input<string>;
    /** Duration of the window, in hours: 1 to 24. */
    durationHours: number;
    /** Hours before the end of the window at which no new tasks start: 0 to 23, less than `durationHours`. */
    cutoffHours: number;
    /**
     * Name of the window: 3 to 128 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    windowName?: string;
    /**
     * Whether the window is enabled. A disabled window keeps its tasks but does not run them.
     *
     * @default true
     */
    enabled?: boolean;
    /** Tasks of the window, by name: 3 to 128 letters, digits, `.`, `_` or `-`. */
    tasks: Record<string, WindowTask>;
}
