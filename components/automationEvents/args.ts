import type { Input } from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";

/** Notifications about Automation status changes, sent to an SNS topic. */
export interface AutomationNotifications {
    /**
     * ARN of a standard SNS topic in the Region of the executions. EventBridge publishes to it with a role of this
     * component, so the topic policy does not change.
     */
    notificationTopicArn: Input<string>;
    /**
     * ARN of the customer managed KMS key that encrypts the topic.
     *
     * @default - no customer managed key encrypts the topic.
     */
    notificationTopicKmsKeyArn?: Input<string>;
    /**
     * Statuses to report: `Approved`, `Canceled`, `Failed`, `PendingApproval`, `PendingChangeCalendarOverride`,
     * `Rejected`, `Scheduled`, `Success`, `TimedOut`.
     *
     * @default - every status.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html
     */
    statuses?: Input<string>[];
    /**
     * Restricts notifications to executions of these runbooks, each by name or ARN.
     *
     * @default - executions of every runbook.
     */
    runbooks?: Input<string>[];
    /**
     * Whether to also report status changes of individual steps.
     *
     * @default false
     */
    steps?: boolean;
    /**
     * Name of the EventBridge rule: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    ruleName?: string;
    /**
     * Name of the role that the rule's target uses: 1 to 64 letters, digits or any of `+=,.@_-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    roleName?: string;
}

/** The runbook to start and its input. */
export interface AutomationStartArgs {
    /** The runbook, by name or ARN, without wildcards. */
    runbook: Input<string>;
    /**
     * Version number of the runbook. No other version may be started.
     *
     * @default - the default version of the runbook.
     */
    documentVersion?: Input<string>;
    /**
     * ARN of the role that the runbook assumes. It is the only role that may be passed, and only to Systems Manager.
     */
    assumeRoleArn: Input<string>;
    /**
     * Name of the runbook parameter that takes the role ARN.
     *
     * @default "AutomationAssumeRole"
     */
    assumeRoleParameter?: string;
    /**
     * Runbook parameters, each a list of strings.
     *
     * @default - the defaults of the runbook.
     */
    parameters?: Record<string, Input<string>[]>;
    /**
     * Name of the role that starts the runbook: 1 to 64 letters, digits or any of `+=,.@_-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    roleName?: string;
}

/** An EventBridge rule that starts a runbook. Set exactly one of `eventPattern` and `scheduleExpression`. */
export interface AutomationRule extends AutomationStartArgs {
    /**
     * Event pattern that starts the runbook, as JSON of at most 4,096 characters.
     *
     * @example {"source":["aws.ec2"],"detail-type":["EC2 Instance State-change Notification"]}
     * @default - the rule runs on `scheduleExpression`.
     * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
     */
    eventPattern?: Input<string>;
    /**
     * Schedule that starts the runbook, in UTC: `cron(…)` or `rate(…)`. For a time zone or a one-time start, use
     * `schedule` instead.
     *
     * @default - the rule matches `eventPattern`.
     * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
     */
    scheduleExpression?: Input<string>;
    /**
     * Name of the event bus. AWS services send events to the default event bus, and scheduled rules run only there.
     *
     * @default - the default event bus of the account.
     */
    eventBusName?: string;
    /**
     * Runbook parameters to read from the event, each by the JSON path to a single string in the event. At most 100.
     *
     * @example { InstanceId: "$.detail.instance-id" }
     * @default - no parameters from the event.
     * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
     */
    eventParameters?: Record<string, Input<string>>;
    /**
     * Whether to exclude the automation definition of the runbook from the role's permissions. The definition is the
     * target of the rule, but AWS is phasing it out as a resource of `ssm:StartAutomationExecution`.
     *
     * @default false
     */
    withoutDefinition?: boolean;
    /**
     * Name of the EventBridge rule: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    ruleName?: string;
}

/** An EventBridge Scheduler schedule that starts a runbook, in its own schedule group. */
export interface AutomationSchedule extends AutomationStartArgs {
    /**
     * When to start the runbook: `cron(…)`, `rate(…)` or `at(…)`.
     *
     * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
     */
    scheduleExpression: Input<string>;
    /**
     * IANA time zone of the schedule.
     *
     * @default "UTC"
     */
    scheduleTimezone?: Input<string>;
    /**
     * Flexible time window, in minutes after the scheduled time: 1 to 1,440.
     *
     * @default - no flexible time window.
     */
    flexibleMinutes?: number;
    /**
     * Name of the schedule: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    scheduleName?: string;
    /**
     * Name of the schedule group, which the trust policy of the role names: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    scheduleGroupName?: string;
}

/**
 * Automation status notifications, and runbooks started by events or on a schedule, each with its own role. Set at
 * least one of `notifications`, `rule` and `schedule`.
 */
export interface AutomationEventsArgs extends PatternArgs {
    /**
     * ARN of the managed policy to use as the permissions boundary of the roles.
     *
     * @default - no permissions boundary.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    permissionsBoundary?: Input<string>;
    /**
     * Notifications about status changes, sent to an SNS topic.
     *
     * @default - no notifications.
     */
    notifications?: AutomationNotifications;
    /**
     * An EventBridge rule that starts a runbook on events or on a schedule in UTC.
     *
     * @default - no rule.
     */
    rule?: AutomationRule;
    /**
     * An EventBridge Scheduler schedule that starts a runbook.
     *
     * @default - no schedule.
     */
    schedule?: AutomationSchedule;
}
