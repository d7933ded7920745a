import type { Input } from "@pulumi/pulumi";

/** What a task runs. Exactly one of document, runbook, function and state machine. */
export interface WindowTask {
    /**
     * A document of `runCommand.documents`.
     *
     * @default - the task is of another type.
     */
    document?: Input<string>;
    /**
     * A runbook of `automation.runbooks`.
     *
     * @default - the task is of another type.
     */
    runbook?: Input<string>;
    /**
     * A function of `functionArns`.
     *
     * @default - the task is of another type.
     */
    functionArn?: Input<string>;
    /**
     * A state machine of `stateMachineArns`.
     *
     * @default - the task is of another type.
     */
    stateMachineArn?: Input<string>;
    /**
     * The version of the document or runbook.
     *
     * @default - the default version.
     */
    documentVersion?: Input<string>;
    /**
     * Parameters of the document or runbook, each a list of texts.
     *
     * @default - its own defaults.
     */
    parameters?: Record<string, Input<string>[]>;
    /**
     * ARN of the role that the runbook assumes, one of `automation.assumeRoleArns`. Only for a runbook.
     *
     * @default - the runbook runs with the rights of the window's role.
     */
    assumeRoleArn?: Input<string>;
    /**
     * The runbook's parameter that takes the role.
     *
     * @default "AutomationAssumeRole"
     */
    assumeRoleParameter?: string;
    /**
     * The payload of the function or the input of the state machine, as JSON text of at most 4,096 characters. Kept as a
     * secret.
     *
     * @default - none.
     */
    payload?: Input<string>;
    /**
     * The lower the number, the earlier the task starts; from 0. Tasks of one number start together.
     *
     * @default 1
     */
    priority?: number;
    /**
     * How many nodes at a time, as a number from 1 or as a percentage. Only for a document.
     *
     * @default "1"
     */
    maxConcurrency?: Input<string>;
    /**
     * After how many failures the task stops, as a number or as a percentage. Only for a document.
     *
     * @default "0"
     */
    maxErrors?: Input<string>;
    /**
     * ARN of the role that publishes the command's notifications, one of `runCommand.notificationRoleArns`. Only for a
     * document, together with `notificationTopicArn`.
     *
     * @default - no notification.
     */
    notificationRoleArn?: Input<string>;
    /**
     * ARN of the topic of the command's notifications.
     *
     * @default - no notification.
     */
    notificationTopicArn?: Input<string>;
    /**
     * The prefix of the output's keys in `runCommand.outputBucketName`. Only for a document.
     *
     * @default - the bucket's root, where a bucket is named.
     */
    outputKeyPrefix?: Input<string>;
}

/** The window itself, so that the role is seen at work. */
export interface MaintenanceWindow {
    /** When it opens: `cron(…)`, `rate(…)` or `at(…)`. */
    schedule: Input<string>;
    /**
     * The time zone of the schedule, by its IANA name.
     *
     * @default "UTC"
     */
    scheduleTimezone?: Input<string>;
    /** How long it stays open, in hours: 1 to 24. */
    durationHours: number;
    /** How many hours before its end no task starts any more: 0 to 23, less than `durationHours`. */
    cutoffHours: number;
    /**
     * The window's name: 3 to 128 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    windowName?: string;
    /**
     * Whether it opens at all. Its tasks stay registered while it does not.
     *
     * @default true
     */
    enabled?: boolean;
    /** What it runs, by the task's name: 3 to 128 letters, digits, `.`, `_` or `-`. */
    tasks: Record<string, WindowTask>;
}
