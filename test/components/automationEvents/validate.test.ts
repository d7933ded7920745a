import * as assert from "node:assert/strict";
import type { AutomationEventsArgs } from "../../../components/automationEvents/args";
import type { Unwrap } from "../../../components/pattern/args";
import { automationEvents } from "../../../components/automationEvents/pattern";
import { checkConstraints } from "../../../components/pattern/constraints";
import { assumeRole, everything, key, notifications, rule, schedule, topic } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationEventsArgs>;

const issuesOf = (args: Args, known = true): readonly string[] =>
    [
        ...checkConstraints(automationEvents.constraints, args),
        ...automationEvents.validate(args, known ? namingScope("AutomationEvents") : undefined),
    ].map(({ path, message, fix }) => {
        assert.match(fix, /^[A-Z].*[.}]\.?$/s);
        return `${path} ${message}`;
    });

const withNotifications = (given: Partial<NonNullable<Args["notifications"]>>): Args => ({
    notifications: { ...notifications, ...given },
});
const withRule = (given: Partial<NonNullable<Args["rule"]>>): Args => ({ rule: { ...rule, ...given } });
const withSchedule = (given: Partial<NonNullable<Args["schedule"]>>): Args => ({ schedule: { ...schedule, ...given } });
const otherAccountRole = assumeRole.replace("123456789012", "210987654321");
const byTime = { eventPattern: undefined, eventParameters: undefined, scheduleExpression: "rate(1 day)" };

const cases: readonly (readonly [name: string, args: Args, ...problems: readonly RegExp[]])[] = [
    ["every arg", everything],
    ["a scheduled rule", withRule(byTime)],
    ["empty args", {}, /^ has neither "notifications" nor "rule" nor "schedule"$/],
    [
        "a FIFO topic",
        withNotifications({ notificationTopicArn: `${topic}.fifo` }),
        /notificationTopicArn is not the ARN of one standard/,
    ],
    [
        "a topic in another Region",
        withNotifications({ notificationTopicArn: topic.replace("eu-west-1", "us-east-1") }),
        /^notifications\.notificationTopicArn is in Region us-east-1, but the executions are in eu-west-1$/,
    ],
    [
        "a key in another Region",
        withNotifications({ notificationTopicKmsKeyArn: key.replace("eu-west-1", "us-east-1") }),
        /^notifications\.notificationTopicKmsKeyArn is in Region us-east-1/,
    ],
    [
        "a key alias",
        withNotifications({ notificationTopicKmsKeyArn: "alias/aws/sns" }),
        /KmsKeyArn is not the ARN of one key/,
    ],
    [
        "an unknown status",
        withNotifications({ statuses: ["Cancelled"] }),
        /^notifications\.statuses\[0\] is not an Automation status$/,
    ],
    ["empty statuses", withNotifications({ statuses: [] }), /^notifications\.statuses has 0 values$/],
    [
        "a wildcard in a runbook to report",
        withNotifications({ runbooks: ["Acme-*"] }),
        /^notifications\.runbooks\[0\] is not the name/,
    ],
    [
        "a rule name with a slash",
        withNotifications({ ruleName: "a/b" }),
        /^notifications\.ruleName is not the name of a rule/,
    ],
    [
        "a rule with neither an event pattern nor a schedule",
        withRule({ ...byTime, scheduleExpression: undefined }),
        /^rule has neither "eventPattern"/,
    ],
    [
        "a rule with both an event pattern and a schedule",
        withRule({ eventParameters: undefined, scheduleExpression: "rate(1 day)" }),
        /^rule has "eventPattern" and "scheduleExpression"$/,
    ],
    [
        "a one-time schedule in a rule",
        withRule({ ...byTime, scheduleExpression: "at(2030-01-01T00:00:00)" }),
        /^rule\.scheduleExpression is not a schedule$/,
    ],
    [
        "an event pattern that is not JSON",
        withRule({ eventPattern: "{source: aws.ec2}" }),
        /^rule\.eventPattern is not a valid event pattern$/,
    ],
    [
        "an event pattern that matches every event",
        withRule({ eventPattern: "{}" }),
        /^rule\.eventPattern is not a valid event pattern$/,
    ],
    [
        "a schedule on a custom event bus",
        withRule({ ...byTime, eventBusName: "orders" }),
        /^rule\.eventBusName does not support schedules/,
    ],
    [
        "the name of the default event bus",
        withRule({ eventBusName: "default" }),
        /^rule\.eventBusName is not the name of an event bus$/,
    ],
    [
        "event parameters in a scheduled rule",
        withRule({ ...byTime, eventParameters: { InstanceId: "$.detail.x" } }),
        /^rule\.eventParameters requires eventPattern/,
    ],
    [
        "an event parameter that is not a JSON path",
        withRule({ eventParameters: { InstanceId: "detail.x" } }),
        /InstanceId is not a JSON path$/,
    ],
    ["empty event parameters", withRule({ eventParameters: {} }), /^rule\.eventParameters has 0 keys$/],
    [
        "a parameter set twice",
        withRule({ parameters: { InstanceId: ["i-0123456789abcdef0"] } }),
        /^rule\.eventParameters\.InstanceId is also set by parameters or assumeRoleArn$/,
    ],
    [
        "the role as an event parameter",
        withRule({ eventParameters: { AutomationAssumeRole: "$.detail.role" } }),
        /^rule\.eventParameters\.AutomationAssumeRole is also set by parameters or assumeRoleArn$/,
    ],
    [
        "a parameter that contains a placeholder",
        withRule({ parameters: { Mode: ["<InstanceId>"] } }),
        /^rule\.parameters\.Mode\[0\] contains < or >/,
    ],
    [
        "the role as a parameter",
        withRule({ parameters: { AutomationAssumeRole: [assumeRole] } }),
        /^rule\.parameters\.AutomationAssumeRole is the parameter that assumeRoleArn sets$/,
    ],
    [
        "a rule with a role in another account",
        withRule({ assumeRoleArn: otherAccountRole }),
        /^rule\.assumeRoleArn is in account 2109/,
    ],
    [
        "a wildcard in the runbook to start",
        withRule({ runbook: "AWS-*" }),
        /^rule\.runbook is not the name of one document/,
    ],
    [
        "a version that is not a number",
        withRule({ documentVersion: "$DEFAULT" }),
        /^rule\.documentVersion is not a version/,
    ],
    [
        "a wildcard in the role ARN",
        withSchedule({ assumeRoleArn: `${assumeRole}*` }),
        /^schedule\.assumeRoleArn is not the ARN of one role/,
    ],
    [
        "a schedule with a role in another account",
        withSchedule({ assumeRoleArn: otherAccountRole }),
        /^schedule\.assumeRoleArn is in account 210987654321, but the component deploys to account 123456789012$/,
    ],
    [
        "an invalid schedule expression",
        withSchedule({ scheduleExpression: "daily" }),
        /^schedule\.scheduleExpression is not a schedule/,
    ],
    [
        "a flexible time window that is too long",
        withSchedule({ flexibleMinutes: 1441 }),
        /^schedule\.flexibleMinutes is not a whole number/,
    ],
    [
        "a fractional flexible time window",
        withSchedule({ flexibleMinutes: 1.5 }),
        /^schedule\.flexibleMinutes is not a whole number/,
    ],
    [
        "a wildcard in the schedule group name",
        withSchedule({ scheduleGroupName: "acme-*" }),
        /^schedule\.scheduleGroupName is not the name/,
    ],
    [
        "a wildcard in the permissions boundary",
        { schedule, permissionsBoundary: "arn:aws:iam::123456789012:policy/*" },
        /^permissionsBoundary/,
    ],
];

describe("the validation of AutomationEvents", () => {
    for (const [name, args, ...expected] of cases) {
        it(`${expected.length === 0 ? "accepts" : "reports"} ${name}`, () => {
            const found = issuesOf(args);
            assert.equal(found.length, expected.length, found.join("\n"));
            for (const issue of expected) {
                assert.ok(
                    found.some((line) => issue.test(line)),
                    `${String(issue)}\n${found.join("\n")}`,
                );
            }
        });
    }

    it("skips only the checks that need a location while it is unknown", () => {
        assert.deepEqual(issuesOf(withRule({ assumeRoleArn: otherAccountRole }), false), []);
        assert.equal(issuesOf(withRule({ eventPattern: "{}" }), false).length, 1);
    });
});
