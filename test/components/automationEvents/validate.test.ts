import * as assert from "node:assert/strict";
import type { AutomationEventsArgs } from "../../../components/automationEvents/args";
import type { Unwrap } from "../../../components/pattern/args";
import { automationEvents } from "../../../components/automationEvents/pattern";
import { checkConstraints } from "../../../components/pattern/constraints";
import { assumeRole, everything, key, notifications, rule, schedule, topic } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationEventsArgs>;

const problemsOf = (args: Args, known = true): readonly string[] =>
    [
        ...checkConstraints(automationEvents.constraints, args),
        ...automationEvents.validate(args, known ? namingScope("AutomationEvents") : undefined),
    ].map(({ path, message, fix }) => {
        assert.match(fix, /^[A-Z].*[.}]\.?$/s);
        return `${path} ${message}`;
    });

const telling = (given: Partial<NonNullable<Args["notifications"]>>): Args => ({
    notifications: { ...notifications, ...given },
});
const violation = (given: Partial<NonNullable<Args["rule"]>>): Args => ({ rule: { ...rule, ...given } });
const scheduling = (given: Partial<NonNullable<Args["schedule"]>>): Args => ({ schedule: { ...schedule, ...given } });
const foreignRole = assumeRole.replace("123456789012", "210987654321");
const byTime = { eventPattern: undefined, eventParameters: undefined, scheduleExpression: "rate(1 day)" };

const cases: readonly (readonly [name: string, args: Args, ...problems: readonly RegExp[]])[] = [
    ["everything", everything],
    ["a rule by schedule", violation(byTime)],
    ["nothing", {}, /^ has neither "notifications" nor "rule" nor "schedule"$/],
    [
        "a FIFO topic",
        telling({ notificationTopicArn: `${topic}.fifo` }),
        /notificationTopicArn is not the ARN of one standard/,
    ],
    [
        "a topic of another Region",
        telling({ notificationTopicArn: topic.replace("eu-west-1", "us-east-1") }),
        /^notifications\.notificationTopicArn is of Region us-east-1, but the executions are in eu-west-1$/,
    ],
    [
        "a key of another Region",
        telling({ notificationTopicKmsKeyArn: key.replace("eu-west-1", "us-east-1") }),
        /^notifications\.notificationTopicKmsKeyArn is of Region us-east-1/,
    ],
    ["a key by alias", telling({ notificationTopicKmsKeyArn: "alias/aws/sns" }), /KmsKeyArn is not the ARN of one key/],
    [
        "a status that never comes",
        telling({ statuses: ["Cancelled"] }),
        /^notifications\.statuses\[0\] is not one of Approved/,
    ],
    ["no status", telling({ statuses: [] }), /^notifications\.statuses has 0 values$/],
    ["runbooks by pattern", telling({ runbooks: ["Acme-*"] }), /^notifications\.runbooks\[0\] is not the name/],
    ["a rule's name with a slash", telling({ ruleName: "a/b" }), /^notifications\.ruleName is not the name of a rule/],
    [
        "neither events nor schedule",
        violation({ ...byTime, scheduleExpression: undefined }),
        /^rule has neither "eventPattern"/,
    ],
    [
        "events and schedule",
        violation({ eventParameters: undefined, scheduleExpression: "rate(1 day)" }),
        /^rule has "eventPattern" and "scheduleExpression"$/,
    ],
    [
        "a single time in a rule",
        violation({ ...byTime, scheduleExpression: "at(2030-01-01T00:00:00)" }),
        /is not a schedule: cron/,
    ],
    [
        "a pattern that is no JSON",
        violation({ eventPattern: "{source: aws.ec2}" }),
        /^rule\.eventPattern is not the JSON text/,
    ],
    ["a pattern of every event", violation({ eventPattern: "{}" }), /^rule\.eventPattern is not the JSON text/],
    [
        "a schedule on another bus",
        violation({ ...byTime, eventBusName: "orders" }),
        /^rule\.eventBusName has no schedules/,
    ],
    [
        "the default bus by name",
        violation({ eventBusName: "default" }),
        /^rule\.eventBusName is not the name of a bus other/,
    ],
    [
        "values of no event",
        violation({ ...byTime, eventParameters: { InstanceId: "$.detail.x" } }),
        /^rule\.eventParameters has no event to be taken from/,
    ],
    [
        "a value that is no path",
        violation({ eventParameters: { InstanceId: "detail.x" } }),
        /InstanceId is not a path in the event/,
    ],
    ["no value of the event", violation({ eventParameters: {} }), /^rule\.eventParameters has 0 keys$/],
    [
        "a value given twice",
        violation({ parameters: { InstanceId: ["i-0123456789abcdef0"] } }),
        /^rule\.eventParameters\.InstanceId is given a value elsewhere too$/,
    ],
    [
        "the role from the event",
        violation({ eventParameters: { AutomationAssumeRole: "$.detail.role" } }),
        /^rule\.eventParameters\.AutomationAssumeRole is given a value elsewhere too$/,
    ],
    [
        "a text that EventBridge would replace",
        violation({ parameters: { Mode: ["<InstanceId>"] } }),
        /^rule\.parameters\.Mode\[0\] has < or >/,
    ],
    [
        "the role as a parameter",
        violation({ parameters: { AutomationAssumeRole: [assumeRole] } }),
        /^rule\.parameters\.AutomationAssumeRole is the parameter that takes assumeRoleArn$/,
    ],
    [
        "another account's role by rule",
        violation({ assumeRoleArn: foreignRole }),
        /^rule\.assumeRoleArn is of account 2109/,
    ],
    ["a runbook by pattern", violation({ runbook: "AWS-*" }), /^rule\.runbook is not the name of one document/],
    [
        "a version that is no number",
        violation({ documentVersion: "$DEFAULT" }),
        /^rule\.documentVersion is not a version/,
    ],
    [
        "a role by pattern",
        scheduling({ assumeRoleArn: `${assumeRole}*` }),
        /^schedule\.assumeRoleArn is not the ARN of one role/,
    ],
    [
        "another account's role by schedule",
        scheduling({ assumeRoleArn: foreignRole }),
        /^schedule\.assumeRoleArn is of account 210987654321, but this stack stands in account 123456789012$/,
    ],
    ["no schedule", scheduling({ scheduleExpression: "daily" }), /^schedule\.scheduleExpression is not a schedule/],
    [
        "a day of flexibility and more",
        scheduling({ flexibleMinutes: 1441 }),
        /^schedule\.flexibleMinutes is not a whole number/,
    ],
    ["half a minute", scheduling({ flexibleMinutes: 1.5 }), /^schedule\.flexibleMinutes is not a whole number/],
    ["a group by pattern", scheduling({ scheduleGroupName: "acme-*" }), /^schedule\.scheduleGroupName is not the name/],
    [
        "a boundary by pattern",
        { schedule, permissionsBoundary: "arn:aws:iam::123456789012:policy/*" },
        /^permissionsBoundary/,
    ],
];

describe("what is wrong with args of events of Automation", () => {
    for (const [name, args, ...expected] of cases) {
        it(`${name}: ${expected.length === 0 ? "nothing" : "said once, with its place"}`, () => {
            const found = problemsOf(args);
            assert.equal(found.length, expected.length, found.join("\n"));
            for (const issue of expected) {
                assert.ok(
                    found.some((line) => issue.test(line)),
                    `${String(issue)}\n${found.join("\n")}`,
                );
            }
        });
    }

    it("does not wait for the location, but for what needs it", () => {
        assert.deepEqual(problemsOf(violation({ assumeRoleArn: foreignRole }), false), []);
        assert.equal(problemsOf(violation({ eventPattern: "{}" }), false).length, 1);
    });
});
