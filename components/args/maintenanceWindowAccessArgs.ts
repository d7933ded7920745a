import type { Input } from "@pulumi/pulumi";
import type { GranteesArgs } from "./granteesArgs";
import type { UnverifiedTrustArgs } from "./patternArgs";

/** What tasks of type RUN_COMMAND may do. */
export interface WindowRunCommandArgs {
    /** Documents that tasks send, each by name or ARN, without a wildcard. */
    documents: Input<string>[];
    /**
     * Nodes by tag: a node must carry every key, with one of its values. Exactly one of `targetTags` and `nodeIds`.
     *
     * @default - by `nodeIds`.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by id: `i-…` is an EC2 instance, `mi-…` a managed instance.
     *
     * @default - by `targetTags`.
     */
    nodeIds?: Input<string>[];
    /**
     * Full names of the parameters that the documents' own parameters refer to, such as `/app/db/host`.
     *
     * @default - tasks read no parameter.
     */
    parameterNames?: Input<string>[];
    /**
     * Name of the bucket that tasks write their output to.
     *
     * @default - tasks name no bucket.
     */
    outputBucketName?: Input<string>;
    /**
     * ARNs of the roles that tasks pass to publish their notifications.
     *
     * @default - tasks send no notification.
     */
    notificationRoleArns?: Input<string>[];
}

/** What tasks of type AUTOMATION may do. */
export interface WindowAutomationArgs {
    /** Runbooks that tasks start, each by name or ARN, without a wildcard. */
    runbooks: Input<string>[];
    /**
     * ARNs of the roles that the runbooks assume (`AutomationAssumeRole`).
     *
     * @default - runbooks run with the rights of the window's role.
     */
    assumeRoleArns?: Input<string>[];
}

/** What a task runs. Exactly one of document, runbook, function and state machine. */
export interface WindowTaskArgs {
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
export interface WindowArgs {
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
    tasks: Record<string, WindowTaskArgs>;
}

/**
 * Who may register tasks and targets. A task that names no role runs with the service-linked role of Systems Manager, where
 * the account has it: any document, on any node. No condition of IAM asks for a role, so give this to those whom you would
 * trust with that, or delete the service-linked role.
 */
export interface WindowRegistrarsArgs {
    /** Who gets the right. */
    grantees: GranteesArgs;
    /**
     * Only windows that carry every key, with one of its values.
     *
     * @default - the window made here; without one, every window of the account in the Region.
     */
    windowTags?: Record<string, Input<string>[]>;
    /**
     * Also allow to make windows, which then every registrar may change. Not together with `windowTags` or a window made
     * here: those limit registrars to windows that carry a tag, which a new one would lack.
     *
     * @default false
     */
    createWindows?: boolean;
}

/** The service role of maintenance windows, by the tasks it runs, and who may register tasks with it. */
export interface MaintenanceWindowAccessArgs extends UnverifiedTrustArgs {
    /**
     * What tasks of type RUN_COMMAND may do.
     *
     * @default - the role runs no command.
     */
    runCommand?: WindowRunCommandArgs;
    /**
     * What tasks of type AUTOMATION may do.
     *
     * @default - the role starts no runbook.
     */
    automation?: WindowAutomationArgs;
    /**
     * ARNs of the functions that tasks of type LAMBDA invoke, with the alias or version where one is used.
     *
     * @default - the role invokes no function.
     */
    functionArns?: Input<string>[];
    /**
     * ARNs of the state machines that tasks of type STEP_FUNCTIONS start.
     *
     * @default - the role starts no state machine.
     */
    stateMachineArns?: Input<string>[];
    /**
     * Names of the resource groups that windows target.
     *
     * @default - windows target no resource group.
     */
    resourceGroupNames?: Input<string>[];
    /**
     * Makes no role and lets registrars use the service-linked role `AWSServiceRoleForAmazonSSM` instead. AWS advises
     * against it; its rights are AWS's, so neither what tasks may do nor a window can be given beside it.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles-service-action-1.html
     */
    serviceLinkedRole?: boolean;
    /**
     * Who may register tasks and targets and, for that, pass exactly this role to Systems Manager.
     *
     * @default - nobody.
     */
    registrars?: WindowRegistrarsArgs;
    /**
     * A window with targets and tasks that runs with the role. Its targets are the nodes of `runCommand`: at most 5 tags
     * or 50 ids.
     *
     * @default - no window.
     */
    window?: WindowArgs;
}
