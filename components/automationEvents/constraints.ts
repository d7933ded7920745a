import type { AutomationEventsArgs, AutomationStartArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { runbookVersion } from "../automation/constraints";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { patternConstraints } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const eventName = (kind: string): ValueConstraint => ({
    description: `the name of a ${kind}: 1 to 64 letters, digits, ".", "_" or "-"`,
    pattern: "[A-Za-z0-9._-]{1,64}",
});

const eventBusName: ValueConstraint = {
    description: 'the name of an event bus: 1 to 256 letters, digits, ".", "_", "/" or "-", other than "default"',
    pattern: "(?!default$)[A-Za-z0-9._/-]{1,256}",
};

const status: ValueConstraint = {
    description:
        "an Automation status: Approved, Canceled, Failed, PendingApproval, PendingChangeCalendarOverride, Rejected, " +
        "Scheduled, Success or TimedOut",
    pattern:
        "Approved|Canceled|Failed|PendingApproval|PendingChangeCalendarOverride|Rejected|Scheduled|Success|TimedOut",
};

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const eventPath: ValueConstraint = {
    description: "a JSON path: $.FIELD or deeper, such as $.detail.instance-id",
    pattern: "\\$(\\.[A-Za-z0-9_-]+(\\[[0-9]+\\])?)+",
};

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
const ruleSchedule: ValueConstraint = {
    description: "a schedule: cron(…) or rate(…)",
    pattern: "(cron|rate)\\([^()]+\\)",
};

const startConstraints = {
    runbook: limit.documentName,
    documentVersion: runbookVersion,
    assumeRoleArn: limit.roleArn,
    assumeRoleParameter: limit.runbookParameterName,
    parameters: { keys: limit.runbookParameterName },
    roleName: limit.roleName,
} as const satisfies Constraints<Unwrap<AutomationStartArgs>>["properties"];

export const automationEventsConstraints: Constraints<Unwrap<AutomationEventsArgs>> = {
    properties: {
        ...patternConstraints,
        permissionsBoundary: limit.permissionsBoundary,
        notifications: {
            properties: {
                notificationTopicArn: limit.topicArn,
                notificationTopicKmsKeyArn: limit.kmsKeyArn,
                statuses: { atLeast: 1, each: status },
                runbooks: { atLeast: 1, each: limit.documentName },
                ruleName: eventName("rule"),
                roleName: limit.roleName,
            },
        },
        rule: {
            properties: {
                ...startConstraints,
                eventPattern: {
                    description: "an event pattern: a JSON object of at most 4,096 characters",
                    pattern: "\\s*\\{[\\s\\S]{0,4095}",
                },
                scheduleExpression: ruleSchedule,
                eventBusName,
                eventParameters: { atLeast: 1, atMost: 100, keys: limit.runbookParameterName, values: eventPath },
                ruleName: eventName("rule"),
            },
            groups: [{ rule: "exactlyOne", of: ["eventPattern", "scheduleExpression"] }],
        },
        schedule: {
            properties: {
                ...startConstraints,
                scheduleExpression: limit.schedule("EventBridge Scheduler"),
                scheduleTimezone: limit.timezone,
                flexibleMinutes: limit.wholeNumber("minutes", 1, 1440),
                scheduleName: eventName("schedule"),
                scheduleGroupName: eventName("schedule group"),
            },
        },
    },
    groups: [{ rule: "atLeastOne", of: ["notifications", "rule", "schedule"] }],
};
