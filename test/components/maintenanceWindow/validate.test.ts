import * as assert from "node:assert/strict";
import { maintenanceWindow } from "../../../components/maintenanceWindow/pattern";
import { describeIssues, issuesOf, type IssueCase } from "../describeIssues";
import { namingScope } from "../namingScopes";
import {
    assumeRole,
    automation,
    everything,
    functionArns,
    grantees,
    notificationRole,
    runCommand,
    topic,
    window,
    type WindowAccess,
} from "./fixture";

type Task = NonNullable<WindowAccess["window"]>["tasks"][string];

const scope = namingScope("MaintenanceWindowAccess");
const command = { documents: ["Own"], targetTags: { A: ["b"] } };
const withCommand = (given: Partial<NonNullable<WindowAccess["runCommand"]>>): WindowAccess => ({
    runCommand: { ...command, ...given },
});
const withRegistrars = (given: Partial<NonNullable<WindowAccess["registrars"]>>): WindowAccess => ({
    functionArns,
    registrars: { grantees, ...given },
});
const withWindow = (given: Partial<NonNullable<WindowAccess["window"]>>): WindowAccess => ({
    ...everything,
    window: { ...window, ...given },
});
const withTask = (task: Task): WindowAccess => withWindow({ tasks: { one: task } });
const tags = (count: number) => Object.fromEntries([...Array(count).keys()].map((i) => [`Tag${String(i)}`, ["a"]]));

const cases: readonly IssueCase<WindowAccess>[] = [
    ["nothing to do", {}, /^ gives the role nothing to do$/],
    ["nothing to do but to resolve groups", { resourceGroupNames: ["web"] }, /^ gives the role nothing to do$/],

    ["no document", withCommand({ documents: [] }), /^runCommand\.documents has 0 values$/],
    ["a document by pattern", withCommand({ documents: ["AWS-*"] }), /^runCommand\.documents\[0\] is not the name/],
    [
        "commands without nodes",
        { runCommand: { documents: ["Own"] } },
        /^runCommand has neither "targetTags" nor "nodeIds"$/,
    ],
    [
        "commands with nodes by both",
        withCommand({ nodeIds: ["i-01234567"] }),
        /^runCommand has "targetTags" and "nodeIds"$/,
    ],
    ["tags that name no tag, hence every node", withCommand({ targetTags: {} }), /^runCommand\.targetTags has 0 keys$/],
    [
        "a parameter by pattern",
        withCommand({ parameterNames: ["app/*"] }),
        /^runCommand\.parameterNames\[0\] is not the/,
    ],
    [
        "a parameter below a path without its first slash",
        withCommand({ parameterNames: ["app/db"] }),
        /^runCommand\.parameterNames\[0\] is not the/,
    ],
    [
        "a notification role by pattern",
        withCommand({ notificationRoleArns: ["arn:aws:iam::123456789012:role/*"] }),
        /^runCommand\.notificationRoleArns\[0\] is not the ARN of one role/,
    ],
    [
        "a notification role of another account",
        withCommand({ notificationRoleArns: ["arn:aws:iam::210987654321:role/notify"] }),
        /^runCommand\.notificationRoleArns\[0\] is of account 210987654321/,
    ],
    ["no runbook", { automation: { runbooks: [] } }, /^automation\.runbooks has 0 values$/],
    [
        "an assume role of another account",
        { automation: { ...automation, assumeRoleArns: ["arn:aws:iam::210987654321:role/automation"] } },
        /^automation\.assumeRoleArns\[0\] is of account 210987654321/,
    ],
    [
        "a function by pattern",
        { functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:Automation*"] },
        /^functionArns\[0\] is not the ARN of one Lambda function/,
    ],
    [
        "a state machine by pattern",
        { stateMachineArns: ["arn:aws:states:*:*:stateMachine:*"] },
        /^stateMachineArns\[0\] is not the ARN of one state machine/,
    ],
    ["a group by pattern", { functionArns, resourceGroupNames: ["*"] }, /^resourceGroupNames\[0\] is not the name/],

    ["no grantee", withRegistrars({ grantees: {} }), /^registrars\.grantees has neither/],
    [
        "a grantee of another account",
        withRegistrars({ grantees: { groups: ["arn:aws:iam::210987654321:group/ops"] } }),
        /^registrars\.grantees\.groups\[0\] is of account 210987654321/,
    ],
    ["window tags that name no tag", withRegistrars({ windowTags: {} }), /^registrars\.windowTags has 0 keys$/],
    [
        "a wildcard in a window tag",
        withRegistrars({ windowTags: { Team: ["*"] } }),
        /^registrars\.windowTags\.Team\[0\] is not a tag value/,
    ],
    [
        "making windows that lack the tags",
        withRegistrars({ windowTags: { Team: ["web"] }, createWindows: true }),
        /^registrars\.createWindows makes windows that .*: "registrars\.windowTags" limits them/,
    ],
    [
        "making windows beside the one made here",
        { ...everything, registrars: { grantees, createWindows: true } },
        /^registrars\.createWindows makes windows that .*: "window" limits them/,
    ],

    [
        "what the service-linked role has no use for",
        {
            serviceLinkedRole: true,
            registrars: { grantees },
            roleName: "mine",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            acceptUnguardedTrust: "windows fail with the key",
            functionArns,
        },
        /^roleName has no effect on the service-linked role/,
        /^permissionsBoundary has no effect/,
        /^acceptUnguardedTrust has no effect/,
        /^functionArns has no effect/,
    ],
    [
        "a window with the service-linked role",
        { serviceLinkedRole: true, registrars: { grantees }, window },
        /^window runs only what is named here/,
    ],
    [
        "a service-linked role for nobody",
        { serviceLinkedRole: true },
        /^serviceLinkedRole makes nothing without registrars/,
    ],
    ["a reason too short", { functionArns, acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    ["a role name too long", { functionArns, roleName: "a".repeat(65) }, /^roleName is not a role name/],

    ["a schedule that is none", withWindow({ schedule: "nightly" }), /^window\.schedule is not a schedule/],
    [
        "a time zone that is none",
        withWindow({ scheduleTimezone: "Dublin time" }),
        /^window\.scheduleTimezone is not an IANA/,
    ],
    ["a window too long", withWindow({ durationHours: 25 }), /^window\.durationHours is not a whole number of hours/],
    ["half hours", withWindow({ durationHours: 2.5 }), /^window\.durationHours is not a whole number of hours/],
    [
        "a cutoff that leaves no time",
        withWindow({ cutoffHours: 3 }),
        /^window\.cutoffHours leaves no time to start a task in a window of 3 hours$/,
    ],
    ["a window name too short", withWindow({ windowName: "ab" }), /^window\.windowName is not a name/],
    ["no task", withWindow({ tasks: {} }), /^window\.tasks has 0 keys$/],
    [
        "a task's name with a blank",
        withWindow({ tasks: { "one two": { runbook: "Acme-Rotate" } } }),
        /^window\.tasks\.one two is not a name/,
    ],
    [
        "more tags than a target takes",
        { ...withTask({ document: "Own" }), runCommand: { ...command, targetTags: tags(6) } },
        /^runCommand\.targetTags are more than the 5/,
    ],

    ["a task that runs nothing", withTask({}), /^window\.tasks\.one has neither "document" nor "runbook"/],
    [
        "a task that runs two things",
        withTask({ document: "Acme-PatchNow", runbook: "Acme-Rotate" }),
        /^window\.tasks\.one has "document" and "runbook"$/,
    ],
    [
        "a document that the role may not send",
        withTask({ document: "Acme-Other" }),
        /^window\.tasks\.one\.document is not among what the window's role may run$/,
    ],
    [
        "a runbook that it may not start",
        withTask({ runbook: "Acme-Other" }),
        /^window\.tasks\.one\.runbook is not among/,
    ],
    [
        "a function that it may not invoke",
        withTask({ functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:sweep" }),
        /^window\.tasks\.one\.functionArn is not among/,
    ],
    [
        "a state machine that it may not start",
        withTask({ stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:other" }),
        /^window\.tasks\.one\.stateMachineArn is not among/,
    ],
    [
        "a rate for a task without targets",
        withTask({ runbook: "Acme-Rotate", maxConcurrency: "1", maxErrors: "0" }),
        /^window\.tasks\.one\.maxConcurrency has no effect on a task with "runbook"$/,
        /^window\.tasks\.one\.maxErrors has no effect/,
    ],
    [
        "a role that the window's role may not pass",
        withTask({ runbook: "Acme-Rotate", assumeRoleArn: notificationRole }),
        /^window\.tasks\.one\.assumeRoleArn is a role that the window's role may not pass$/,
    ],
    [
        "a role for a document",
        withTask({ document: "Acme-PatchNow", assumeRoleArn: assumeRole }),
        /^window\.tasks\.one\.assumeRoleArn has no effect on a task with "document"$/,
    ],
    [
        "a role twice",
        withTask({
            runbook: "Acme-Rotate",
            assumeRoleArn: assumeRole,
            parameters: { AutomationAssumeRole: [assumeRole] },
        }),
        /^window\.tasks\.one\.parameters\.AutomationAssumeRole is the parameter that takes assumeRoleArn$/,
    ],
    [
        "a payload for a document",
        withTask({ document: "Acme-PatchNow", payload: "{}" }),
        /^window\.tasks\.one\.payload has no effect on a task with "document"$/,
    ],
    [
        "no node at a time",
        withTask({ document: "Acme-PatchNow", maxConcurrency: "0" }),
        /^window\.tasks\.one\.maxConcurrency is not a number from 1/,
    ],
    [
        "more than all failures",
        withTask({ document: "Acme-PatchNow", maxErrors: "101%" }),
        /^window\.tasks\.one\.maxErrors is not a number or/,
    ],
    [
        "half a priority",
        withTask({ runbook: "Acme-Rotate", priority: 0.5 }),
        /^window\.tasks\.one\.priority is not a whole number from 0$/,
    ],
    [
        "a version by pattern",
        withTask({ runbook: "Acme-Rotate", documentVersion: "*" }),
        /^window\.tasks\.one\.documentVersion is not a version/,
    ],
    [
        "a notification role without a topic",
        withTask({ document: "Acme-PatchNow", notificationRoleArn: notificationRole }),
        /^window\.tasks\.one has "notificationRoleArn" without "notificationTopicArn"$/,
    ],
    [
        "a topic without a notification role",
        withTask({ document: "Acme-PatchNow", notificationTopicArn: topic }),
        /^window\.tasks\.one has "notificationTopicArn" without "notificationRoleArn"$/,
    ],
    [
        "a notification role that the window's role may not pass",
        withTask({
            document: "Acme-PatchNow",
            notificationRoleArn: `${notificationRole}-2`,
            notificationTopicArn: topic,
        }),
        /^window\.tasks\.one\.notificationRoleArn is a role that the window's role may not pass$/,
    ],
    [
        "a FIFO topic",
        withTask({
            document: "Acme-PatchNow",
            notificationRoleArn: notificationRole,
            notificationTopicArn: `${topic}.fifo`,
        }),
        /^window\.tasks\.one\.notificationTopicArn is not the ARN of one standard topic.*FIFO/,
    ],
    [
        "several at once",
        { runCommand: { documents: [], targetTags: {} }, region: "*", registrars: { grantees: {} } },
        /^region/,
        /^runCommand\.documents/,
        /^runCommand\.targetTags/,
        /^registrars\.grantees/,
    ],
];

describeIssues("the problems of a maintenance window's args", maintenanceWindow, scope, cases);

describe("the args of a maintenance window", () => {
    it("are right where nothing is wrong", () => {
        const pairs: readonly WindowAccess[] = [
            everything,
            { serviceLinkedRole: true, registrars: { grantees, windowTags: { Team: ["web"] } } },
            { runCommand: { ...runCommand, targetTags: tags(6) } },
            withRegistrars({ createWindows: true }),
        ];
        for (const args of pairs) {
            assert.deepEqual(issuesOf(maintenanceWindow, args, scope), []);
        }
    });

    it("never show a payload in an error", () => {
        const payload = `{"password":"hunter2"}${" ".repeat(4096)}`;
        const found = issuesOf(maintenanceWindow, withTask({ document: "Acme-PatchNow", payload }), scope);
        assert.deepEqual(
            found.map(({ path, value }) => [path, value]),
            [
                ["window.tasks.one.payload", undefined],
                ["window.tasks.one.payload", undefined],
            ],
        );
    });
});
