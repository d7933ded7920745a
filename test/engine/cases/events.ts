import type { GoodRow, RejectedCase } from "./case";
import { accountId } from "./documents";

export const good: readonly GoodRow[] = [
    ["aws:cloudwatch/eventRule:EventRule", () => ({ name: "failed-commands", eventPattern: '{"source":["aws.ssm"]}' })],
    [
        "aws:cloudwatch/eventTarget:EventTarget",
        (made) => ({ rule: "failed-commands", targetId: "alerts", arn: made["aws:sns/topic:Topic"]?.id ?? "" }),
    ],
    ["aws:cloudwatch/logGroup:LogGroup", () => ({ name: "/aws/ssm/sessions", retentionInDays: 30 })],
    ["aws:scheduler/scheduleGroup:ScheduleGroup", () => ({ name: "nightly" })],
    [
        "aws:scheduler/schedule:Schedule",
        () => ({
            name: "stop-instances",
            groupName: "nightly",
            scheduleExpression: "cron(0 20 * * ? *)",
            flexibleTimeWindow: { mode: "OFF" },
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
                roleArn: `arn:aws:iam::${accountId}:role/service-role/automation`,
            },
        }),
    ],
];

/** EventBridge, EventBridge Scheduler and CloudWatch Logs. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a rule without a pattern or a schedule",
        type: "aws:cloudwatch/eventRule:EventRule",
        change: { eventPattern: null },
        rejected: /EventPattern or ScheduleExpression/,
    },
    {
        name: "a pattern with a scalar instead of a list",
        type: "aws:cloudwatch/eventRule:EventRule",
        change: { eventPattern: '{"source":"aws.ssm"}' },
        rejected: /InvalidEventPattern/,
    },
    {
        name: "a schedule on a custom event bus",
        type: "aws:cloudwatch/eventRule:EventRule",
        change: { eventPattern: null, scheduleExpression: "rate(1 day)", eventBusName: "x" },
        rejected: /only on the default event bus/,
    },
    {
        name: "a target of a rule that does not exist",
        type: "aws:cloudwatch/eventTarget:EventTarget",
        change: { rule: "none" },
        rejected: /Rule none does not exist/,
    },
    {
        name: "an Automation target without a role",
        type: "aws:cloudwatch/eventTarget:EventTarget",
        change: { arn: "arn:aws:ssm:eu-west-1::automation-definition/AWS-StopEC2Instance" },
        rejected: /RoleArn is required/,
    },
    {
        name: "a duplicate schedule",
        type: "aws:scheduler/schedule:Schedule",
        change: {},
        rejected: /ConflictException/,
        keepName: true,
    },
    {
        name: "a schedule in a group that does not exist",
        type: "aws:scheduler/schedule:Schedule",
        change: { groupName: "none" },
        rejected: /group none does not exist/,
    },
    {
        name: "a flexible time window without a length",
        type: "aws:scheduler/schedule:Schedule",
        change: { flexibleTimeWindow: { mode: "FLEXIBLE" } },
        rejected: /MaximumWindowInMinutes/,
    },
    {
        name: "a duplicate schedule group",
        type: "aws:scheduler/scheduleGroup:ScheduleGroup",
        change: {},
        rejected: /ConflictException/,
        keepName: true,
    },
    {
        name: "a duplicate log group",
        type: "aws:cloudwatch/logGroup:LogGroup",
        change: {},
        rejected: /ResourceAlreadyExists/,
        keepName: true,
    },
    {
        name: "a retention of 8 days",
        type: "aws:cloudwatch/logGroup:LogGroup",
        change: { retentionInDays: 8 },
        rejected: /retentionInDays/,
    },
    {
        name: "a log group with the reserved prefix aws/",
        type: "aws:cloudwatch/logGroup:LogGroup",
        change: { name: "aws/mine" },
        rejected: /reserved, got aws\/mine/,
    },
    {
        name: "a schedule with a role that EventBridge Scheduler may not assume",
        type: "aws:scheduler/schedule:Schedule",
        change: {
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
                roleArn: `arn:aws:iam::${accountId}:role/instance`,
            },
        },
        rejected: /must allow scheduler.amazonaws.com to assume it/,
    },
];
