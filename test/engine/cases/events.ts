import type { GoodRow, RefusalCase } from "./case";
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

/** EventBridge, Scheduler, logs. */
export const refusals: readonly RefusalCase[] = [
    {
        name: "a rule that waits for nothing",
        type: "aws:cloudwatch/eventRule:EventRule",
        spoil: { eventPattern: null },
        refused: /EventPattern or ScheduleExpression/,
    },
    {
        name: "a pattern with a bare value",
        type: "aws:cloudwatch/eventRule:EventRule",
        spoil: { eventPattern: '{"source":"aws.ssm"}' },
        refused: /InvalidEventPattern/,
    },
    {
        name: "a schedule on another bus",
        type: "aws:cloudwatch/eventRule:EventRule",
        spoil: { eventPattern: null, scheduleExpression: "rate(1 day)", eventBusName: "x" },
        refused: /only on the default event bus/,
    },
    {
        name: "a target of a missing rule",
        type: "aws:cloudwatch/eventTarget:EventTarget",
        spoil: { rule: "none" },
        refused: /Rule none does not exist/,
    },
    {
        name: "an Automation target without a role",
        type: "aws:cloudwatch/eventTarget:EventTarget",
        spoil: { arn: "arn:aws:ssm:eu-west-1::automation-definition/AWS-StopEC2Instance" },
        refused: /RoleArn is required/,
    },
    {
        name: "a second schedule",
        type: "aws:scheduler/schedule:Schedule",
        spoil: {},
        refused: /ConflictException/,
        keepName: true,
    },
    {
        name: "a schedule in a missing group",
        type: "aws:scheduler/schedule:Schedule",
        spoil: { groupName: "none" },
        refused: /group none does not exist/,
    },
    {
        name: "a flexible window without a length",
        type: "aws:scheduler/schedule:Schedule",
        spoil: { flexibleTimeWindow: { mode: "FLEXIBLE" } },
        refused: /MaximumWindowInMinutes/,
    },
    {
        name: "a second schedule group",
        type: "aws:scheduler/scheduleGroup:ScheduleGroup",
        spoil: {},
        refused: /ConflictException/,
        keepName: true,
    },
    {
        name: "a second log group",
        type: "aws:cloudwatch/logGroup:LogGroup",
        spoil: {},
        refused: /ResourceAlreadyExists/,
        keepName: true,
    },
    {
        name: "a retention of 8 days",
        type: "aws:cloudwatch/logGroup:LogGroup",
        spoil: { retentionInDays: 8 },
        refused: /retentionInDays/,
    },
    {
        name: "a log group of AWS's prefix",
        type: "aws:cloudwatch/logGroup:LogGroup",
        spoil: { name: "aws/mine" },
        refused: /reserved, got aws\/mine/,
    },
    {
        name: "a schedule's role that the scheduler may not assume",
        type: "aws:scheduler/schedule:Schedule",
        spoil: {
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
                roleArn: `arn:aws:iam::${accountId}:role/stranger`,
            },
        },
        refused: /must allow scheduler.amazonaws.com to assume it/,
    },
];
