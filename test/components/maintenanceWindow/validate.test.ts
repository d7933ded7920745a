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
    ["missing task args", {}, /^ allows the role to run no tasks$/],
    ["resource groups without task args", { resourceGroupNames: ["web"] }, /^ allows the role to run no tasks$/],

    ["empty documents", withCommand({ documents: [] }), /^runCommand\.documents has 0 values$/],
    ["a wildcard in a document", withCommand({ documents: ["AWS-*"] }), /^runCommand\.documents\[0\] is not the name/],
    [
        "Run Command tasks without nodes",
        { runCommand: { documents: ["Own"] } },
        /^runCommand has neither "targetTags" nor "nodeIds"$/,
    ],
    [
        "Run Command tasks with both tags and node IDs",
        withCommand({ nodeIds: ["i-01234567"] }),
        /^runCommand has "targetTags" and "nodeIds"$/,
    ],
    ["empty target tags", withCommand({ targetTags: {} }), /^runCommand\.targetTags has 0 keys$/],
    [
        "a wildcard in a parameter name",
        withCommand({ parameterNames: ["app/*"] }),
        /^runCommand\.parameterNames\[0\] is not the/,
    ],
    [
        "a parameter path without a leading slash",
        withCommand({ parameterNames: ["app/db"] }),
        /^runCommand\.parameterNames\[0\] is not the/,
    ],
    [
        "a wildcard in a notification role",
        withCommand({ notificationRoleArns: ["arn:aws:iam::123456789012:role/*"] }),
        /^runCommand\.notificationRoleArns\[0\] is not the ARN of one role/,
    ],
    [
        "a notification role in another account",
        withCommand({ notificationRoleArns: ["arn:aws:iam::210987654321:role/notify"] }),
        /^runCommand\.notificationRoleArns\[0\] is in account 210987654321/,
    ],
    ["empty runbooks", { automation: { runbooks: [] } }, /^automation\.runbooks has 0 values$/],
    [
        "a runbook role in another account",
        { automation: { ...automation, assumeRoleArns: ["arn:aws:iam::210987654321:role/automation"] } },
        /^automation\.assumeRoleArns\[0\] is in account 210987654321/,
    ],
    [
        "a wildcard in a function ARN",
        { functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:Automation*"] },
        /^functionArns\[0\] is not the ARN of one Lambda function/,
    ],
    [
        "a wildcard in a state machine ARN",
        { stateMachineArns: ["arn:aws:states:*:*:stateMachine:*"] },
        /^stateMachineArns\[0\] is not the ARN of one state machine/,
    ],
    [
        "a wildcard in a resource group name",
        { functionArns, resourceGroupNames: ["*"] },
        /^resourceGroupNames\[0\] is not the name/,
    ],

    ["registrars without grantees", withRegistrars({ grantees: {} }), /^registrars\.grantees has neither/],
    [
        "a grantee in another account",
        withRegistrars({ grantees: { groups: ["arn:aws:iam::210987654321:group/ops"] } }),
        /^registrars\.grantees\.groups\[0\] is in account 210987654321/,
    ],
    ["empty window tags", withRegistrars({ windowTags: {} }), /^registrars\.windowTags has 0 keys$/],
    [
        "a wildcard in a window tag",
        withRegistrars({ windowTags: { Team: ["*"] } }),
        /^registrars\.windowTags\.Team\[0\] is not a tag value/,
    ],
    [
        "createWindows with windowTags",
        withRegistrars({ windowTags: { Team: ["web"] }, createWindows: true }),
        /^registrars\.createWindows allows new windows without a tag, which "registrars\.windowTags" prevents/,
    ],
    [
        "createWindows with a window",
        { ...everything, registrars: { grantees, createWindows: true } },
        /^registrars\.createWindows allows new windows without a tag, which "window" prevents/,
    ],

    [
        "args without effect on the service-linked role",
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
        /^window cannot use the service-linked role/,
    ],
    [
        "a service-linked role without registrars",
        { serviceLinkedRole: true },
        /^serviceLinkedRole creates nothing without registrars$/,
    ],
    [
        "a reason that is too short",
        { functionArns, acceptUnguardedTrust: "because" },
        /^acceptUnguardedTrust is not a reason/,
    ],
    ["a role name that is too long", { functionArns, roleName: "a".repeat(65) }, /^roleName is not a role name/],

    ["an invalid schedule", withWindow({ schedule: "nightly" }), /^window\.schedule is not a schedule/],
    [
        "an invalid time zone",
        withWindow({ scheduleTimezone: "Dublin time" }),
        /^window\.scheduleTimezone is not an IANA/,
    ],
    [
        "a duration that is too long",
        withWindow({ durationHours: 25 }),
        /^window\.durationHours is not a whole number of hours/,
    ],
    [
        "a fractional duration",
        withWindow({ durationHours: 2.5 }),
        /^window\.durationHours is not a whole number of hours/,
    ],
    [
        "a cutoff as long as the window",
        withWindow({ cutoffHours: 3 }),
        /^window\.cutoffHours leaves no time to start a task in a window of 3 hours$/,
    ],
    ["a window name that is too short", withWindow({ windowName: "ab" }), /^window\.windowName is not a name/],
    ["empty tasks", withWindow({ tasks: {} }), /^window\.tasks has 0 keys$/],
    [
        "a task name with a space",
        withWindow({ tasks: { "one two": { runbook: "Acme-Rotate" } } }),
        /^window\.tasks\.one two is not a name/,
    ],
    [
        "more tags than a window target supports",
        { ...withTask({ document: "Own" }), runCommand: { ...command, targetTags: tags(6) } },
        /^runCommand\.targetTags exceeds the limit of 5 for a window target$/,
    ],

    ["a task without a type", withTask({}), /^window\.tasks\.one has neither "document" nor "runbook"/],
    [
        "a task with two types",
        withTask({ document: "Acme-PatchNow", runbook: "Acme-Rotate" }),
        /^window\.tasks\.one has "document" and "runbook"$/,
    ],
    [
        "a document that the window role may not send",
        withTask({ document: "Acme-Other" }),
        /^window\.tasks\.one\.document is not permitted for the window role$/,
    ],
    [
        "a runbook that the window role may not start",
        withTask({ runbook: "Acme-Other" }),
        /^window\.tasks\.one\.runbook is not permitted/,
    ],
    [
        "a function that the window role may not invoke",
        withTask({ functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:sweep" }),
        /^window\.tasks\.one\.functionArn is not permitted/,
    ],
    [
        "a state machine that the window role may not start",
        withTask({ stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:other" }),
        /^window\.tasks\.one\.stateMachineArn is not permitted/,
    ],
    [
        "rate controls on a task without targets",
        withTask({ runbook: "Acme-Rotate", maxConcurrency: "1", maxErrors: "0" }),
        /^window\.tasks\.one\.maxConcurrency has no effect on a task with "runbook"$/,
        /^window\.tasks\.one\.maxErrors has no effect/,
    ],
    [
        "a runbook role that the window role may not pass",
        withTask({ runbook: "Acme-Rotate", assumeRoleArn: notificationRole }),
        /^window\.tasks\.one\.assumeRoleArn is not a role that the window role may pass$/,
    ],
    [
        "a runbook role on a document task",
        withTask({ document: "Acme-PatchNow", assumeRoleArn: assumeRole }),
        /^window\.tasks\.one\.assumeRoleArn has no effect on a task with "document"$/,
    ],
    [
        "a runbook role set twice",
        withTask({
            runbook: "Acme-Rotate",
            assumeRoleArn: assumeRole,
            parameters: { AutomationAssumeRole: [assumeRole] },
        }),
        /^window\.tasks\.one\.parameters\.AutomationAssumeRole is the parameter that assumeRoleArn sets$/,
    ],
    [
        "a payload on a document task",
        withTask({ document: "Acme-PatchNow", payload: "{}" }),
        /^window\.tasks\.one\.payload has no effect on a task with "document"$/,
    ],
    [
        "zero concurrency",
        withTask({ document: "Acme-PatchNow", maxConcurrency: "0" }),
        /^window\.tasks\.one\.maxConcurrency is not a number from 1/,
    ],
    [
        "an error rate above 100%",
        withTask({ document: "Acme-PatchNow", maxErrors: "101%" }),
        /^window\.tasks\.one\.maxErrors is not a number or/,
    ],
    [
        "a fractional priority",
        withTask({ runbook: "Acme-Rotate", priority: 0.5 }),
        /^window\.tasks\.one\.priority is not a whole number from 0$/,
    ],
    [
        "a wildcard as a version",
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
        "a notification role that the window role may not pass",
        withTask({
            document: "Acme-PatchNow",
            notificationRoleArn: `${notificationRole}-2`,
            notificationTopicArn: topic,
        }),
        /^window\.tasks\.one\.notificationRoleArn is not a role that the window role may pass$/,
    ],
    [
        "a FIFO notification topic",
        withTask({
            document: "Acme-PatchNow",
            notificationRoleArn: notificationRole,
            notificationTopicArn: `${topic}.fifo`,
        }),
        /^window\.tasks\.one\.notificationTopicArn is not the ARN of one standard topic$/,
    ],
    [
        "several issues at once",
        { runCommand: { documents: [], targetTags: {} }, region: "*", registrars: { grantees: {} } },
        /^region/,
        /^runCommand\.documents/,
        /^runCommand\.targetTags/,
        /^registrars\.grantees/,
    ],
];

describeIssues("the validation of MaintenanceWindowAccess", maintenanceWindow, scope, cases);

describe("the args of MaintenanceWindowAccess", () => {
    it("are valid in every supported combination", () => {
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

    it("never expose a payload in a validation issue", () => {
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
