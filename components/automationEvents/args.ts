import type { Input } from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";

/** Which changes of status go to which topic. */
export interface AutomationNotifications {
    /**
     * ARN of the topic: a standard one, in the Region of the executions. It is published to by a role made here, so its
     * own policy stays as it is.
     */
    notificationTopicArn: Input<string>;
    /**
     * ARN of the customer managed KMS key that encrypts the topic.
     *
     * @default - no customer managed key encrypts the topic.
     */
    notificationTopicKmsKeyArn?: Input<string>;
    /**
     * Only changes to these: `Approved`, `Canceled`, `Failed`, `PendingApproval`, `PendingChangeCalendarOverride`,
     * `Rejected`, `Scheduled`, `Success`, `TimedOut`.
     *
     * @default - every change.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html
     */
    statuses?: Input<string>[];
    /**
     * Only executions of these runbooks, each by name.
     *
     * @default - executions of every runbook.
     */
    runbooks?: Input<string>[];
    /**
     * Also changes of single steps.
     *
     * @default false
     */
    steps?: boolean;
    /**
     * The rule's name: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    ruleName?: string;
    /**
     * The name of the role on the rule's target: 1 to 64 letters, digits or any of `+=,.@_-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    roleName?: string;
}

/** The runbook that is started, and what it is given. */
export interface AutomationStartArgs {
    /** The runbook, by name or ARN, without a wildcard. */
    runbook: Input<string>;
    /**
     * The version of the runbook, as a number. No other may be started then.
     *
     * @default - its default version.
     */
    documentVersion?: Input<string>;
    /** ARN of the role that the runbook assumes. No other may be passed, and this one to Systems Manager only. */
    assumeRoleArn: Input<string>;
    /**
     * The runbook's parameter that takes the role.
     *
     * @default "AutomationAssumeRole"
     */
    assumeRoleParameter?: string;
    /**
     * Parameters of the runbook, each a list of texts.
     *
     * @default - its own defaults.
     */
    parameters?: Record<string, Input<string>[]>;
    /**
     * The name of the role that starts it: 1 to 64 letters, digits or any of `+=,.@_-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    roleName?: string;
}

/** An EventBridge rule that starts a runbook. Exactly one of `eventPattern` and `scheduleExpression`. */
export interface AutomationRule extends AutomationStartArgs {
    /**
     * The events that start it, as the JSON text of an event pattern.
     *
     * @example {"source":["aws.ec2"],"detail-type":["EC2 Instance State-change Notification"]}
     * @default - started by `scheduleExpression`.
     */
    eventPattern?: Input<string>;
    /**
     * When it is started, in UTC: `cron(…)` or `rate(…)`. For a time zone or a single time take `schedule` instead.
     *
     * @default - started by `eventPattern`.
     */
    scheduleExpression?: Input<string>;
    /**
     * The bus of the events, by name. Services of AWS send theirs to the default one; schedules are there only.
     *
     * @default - the default bus of the account.
     */
    eventBusName?: string;
    /**
     * Parameters of the runbook that are taken from the event, each by the path to one text in it.
     *
     * @example { InstanceId: "$.detail.instance-id" }
     * @default - none.
     */
    eventParameters?: Record<string, Input<string>>;
    /**
     * Leaves the runbook's automation definition out of what the role may start. It is the rule's target, but AWS is
     * giving it up as a resource of a start.
     *
     * @default false
     */
    withoutDefinition?: boolean;
    /**
     * The rule's name: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    ruleName?: string;
}

/** A schedule of EventBridge Scheduler that starts a runbook, in a group of its own. */
export interface AutomationSchedule extends AutomationStartArgs {
    /** When it is started: `cron(…)`, `rate(…)` or `at(…)`. */
    scheduleExpression: Input<string>;
    /**
     * The time zone of the schedule, by its IANA name.
     *
     * @default "UTC"
     */
    scheduleTimezone?: Input<string>;
    /**
     * Within how many minutes after its time it is started: 1 to 1,440.
     *
     * @default - at its time.
     */
    flexibleMinutes?: number;
    /**
     * The schedule's name: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    scheduleName?: string;
    /**
     * The name of the group made for it, which the role trusts: 1 to 64 letters, digits, `.`, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    scheduleGroupName?: string;
}

/** Events from Automation and to it, each with a role of its own. At least one of the three is asked for. */
export interface AutomationEventsArgs extends PatternArgs {
    /**
     * ARN of the managed policy that bounds what the roles can ever do.
     *
     * @default - no permissions boundary.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    permissionsBoundary?: Input<string>;
    /**
     * Changes of status, told to a topic.
     *
     * @default - nobody is told.
     */
    notifications?: AutomationNotifications;
    /**
     * A runbook started by events, or by a schedule in UTC.
     *
     * @default - no rule starts a runbook.
     */
    rule?: AutomationRule;
    /**
     * A runbook started by EventBridge Scheduler.
     *
     * @default - no schedule starts a runbook.
     */
    schedule?: AutomationSchedule;
}
