import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AutomationEvents, type AutomationEventsArgs } from "../../../components";
import { assumeRole, everything, notifications, rule, schedule, topic } from "./fixture";
import { deploy, documentIn, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const make = (args: AutomationEventsArgs, run: Run = {}) => deploy(() => new AutomationEvents("images", args), run);

const inputsOf = (made: readonly Made[], type: string, name: string): Made["inputs"] =>
    made.find((child) => child.type.endsWith(`:${type}`) && child.name === name)?.inputs ?? {};

const outputsOf = (component: AutomationEvents): Readonly<Record<string, pulumi.Output<string> | undefined>> => ({
    notificationRuleArn: component.notificationRuleArn,
    notificationRoleArn: component.notificationRoleArn,
    topicArn: component.topicArn,
    ruleArn: component.ruleArn,
    ruleRoleArn: component.ruleRoleArn,
    scheduleArn: component.scheduleArn,
    scheduleGroupName: component.scheduleGroupName,
    scheduleRoleArn: component.scheduleRoleArn,
});

describe("AutomationEvents", () => {
    it("creates only the roles, rules, schedule and targets of all three args", async () => {
        const { made } = await make(everything);
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:AutomationEvents", "images"],
            ["aws:cloudwatch/eventRule:EventRule", "images-notifications"],
            ["aws:cloudwatch/eventTarget:EventTarget", "images-notifications"],
            ["aws:iam/role:Role", "images-notifications"],
            ["aws:iam/rolePolicy:RolePolicy", "images-notifications-publish"],
            ["aws:cloudwatch/eventRule:EventRule", "images-rule"],
            ["aws:cloudwatch/eventTarget:EventTarget", "images-rule"],
            ["aws:iam/role:Role", "images-rule"],
            ["aws:iam/rolePolicy:RolePolicy", "images-rule-start"],
            ["aws:iam/role:Role", "images-schedule"],
            ["aws:scheduler/schedule:Schedule", "images-schedule"],
            ["aws:scheduler/scheduleGroup:ScheduleGroup", "images-schedule"],
            ["aws:iam/rolePolicy:RolePolicy", "images-schedule-start"],
        ]);
    });

    it("creates only the resources of notifications", async () => {
        const { made, result } = await make({ notifications });
        assert.deepEqual(
            inventory(made).map(([, name]) => name),
            ["images", ...Array<string>(3).fill("images-notifications"), "images-notifications-publish"],
        );
        assert.deepEqual(
            Object.entries(outputsOf(result)).flatMap(([name, output]) => (output ? [name] : [])),
            ["notificationRuleArn", "notificationRoleArn", "topicArn"],
        );
    });

    it("publishes with a role of the target and leaves the topic policy alone", async () => {
        const { made } = await make(everything);
        assert.deepEqual(inputsOf(made, "EventTarget", "images-notifications"), {
            rule: "acme-status",
            targetId: "topic",
            arn: topic,
            roleArn: "arn:aws:iam::123456789012:role/acme-status-role",
        });
        const { eventPattern, ...inputs } = inputsOf(made, "EventRule", "images-notifications");
        assert.deepEqual(inputs, {
            name: "acme-status",
            description: "Changes of status of Systems Manager Automation.",
        });
        assert.deepEqual(JSON.parse(String(eventPattern)), {
            source: ["aws.ssm"],
            "detail-type": ["EC2 Automation Execution Status-change Notification"],
            detail: { Status: ["Failed", "TimedOut", "Canceled", "Cancelled"], Definition: ["Acme-PatchImage"] },
        });
    });

    it("starts the runbook from a rule, with event parameters and the role", async () => {
        const { made } = await make({ ...everything, rule: { ...rule, eventBusName: "orders" } });
        assert.deepEqual(inputsOf(made, "EventRule", "images-rule"), {
            name: "acme-restart",
            description: "Starts a runbook of Systems Manager Automation.",
            eventPattern: rule.eventPattern,
            eventBusName: "orders",
        });
        assert.deepEqual(inputsOf(made, "EventTarget", "images-rule"), {
            rule: "acme-restart",
            eventBusName: "orders",
            targetId: "runbook",
            arn: "arn:aws:ssm:eu-west-1::automation-definition/AWS-RestartEC2Instance:$DEFAULT",
            roleArn: "arn:aws:iam::123456789012:role/acme-restart-role",
            inputTransformer: {
                inputPaths: { InstanceId: "$.detail.instance-id" },
                inputTemplate: `{"AutomationAssumeRole":["${assumeRole}"],"InstanceId":[<InstanceId>]}`,
            },
        });
    });

    it("starts the runbook from a scheduled rule, with constant parameters", async () => {
        const { made } = await make({
            rule: {
                runbook: "Acme-PatchImage",
                assumeRoleArn: assumeRole,
                scheduleExpression: "rate(1 day)",
                parameters: { ImageName: ["web"] },
            },
        });
        assert.equal(inputsOf(made, "EventRule", "images-rule").scheduleExpression, "rate(1 day)");
        assert.equal(
            inputsOf(made, "EventTarget", "images-rule").input,
            `{"ImageName":["web"],"AutomationAssumeRole":["${assumeRole}"]}`,
        );
    });

    it("starts the runbook from EventBridge Scheduler, in its own schedule group", async () => {
        const { made } = await make({ schedule: { ...schedule, flexibleMinutes: 15 }, tags: { Owner: "platform" } });
        assert.deepEqual(inputsOf(made, "ScheduleGroup", "images-schedule"), {
            name: "acme-group",
            tags: { Owner: "platform" },
        });
        assert.deepEqual(inputsOf(made, "Schedule", "images-schedule"), {
            name: "acme-weekly",
            groupName: "acme-group",
            description: "Starts a runbook of Systems Manager Automation.",
            scheduleExpression: "cron(0 3 ? * SUN *)",
            scheduleExpressionTimezone: "Europe/Dublin",
            flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 15 },
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
                roleArn: "arn:aws:iam::123456789012:role/acme-weekly-role",
                input: `{"DocumentName":"Acme-PatchImage","DocumentVersion":"5","Parameters":{"ImageName":["web"],"AutomationAssumeRole":["${assumeRole}"]}}`,
            },
        });
    });

    it("outputs the created resources and the topic", async () => {
        const { result } = await make(everything);
        const outputs = await Promise.all(
            Object.entries(outputsOf(result)).map(async ([name, output]) => [name, output && (await valueOf(output))]),
        );
        assert.deepEqual(Object.fromEntries(outputs), {
            notificationRuleArn: "arn:aws:events:eu-west-1:123456789012:rule/acme-status",
            notificationRoleArn: "arn:aws:iam::123456789012:role/acme-status-role",
            topicArn: topic,
            ruleArn: "arn:aws:events:eu-west-1:123456789012:rule/acme-restart",
            ruleRoleArn: "arn:aws:iam::123456789012:role/acme-restart-role",
            scheduleArn: "arn:aws:scheduler:eu-west-1:123456789012:schedule/acme-group/acme-weekly",
            scheduleGroupName: "acme-group",
            scheduleRoleArn: "arn:aws:iam::123456789012:role/acme-weekly-role",
        });
    });

    const policies = [
        ["images-notifications", "assumeRolePolicy"],
        ["images-notifications-publish", "policy"],
        ["images-rule", "assumeRolePolicy"],
        ["images-rule-start", "policy"],
        ["images-schedule", "assumeRolePolicy"],
        ["images-schedule-start", "policy"],
    ] as const;

    it("resolves every output and document at preview", async () => {
        const { made, result } = await make(everything, { preview: true });
        for (const [name, output] of Object.entries(outputsOf(result))) {
            assert.ok(output && (await isKnown(output)), name);
        }
        for (const [child, property] of policies) {
            assert.ok(documentIn(made, child, property));
        }
    });

    it("resolves its documents while a runbook parameter is unknown", async () => {
        const parameters = { ImageName: [pulumi.output(pulumi.unknown as string)] };
        const { made } = await make(
            { ...everything, rule: { ...rule, parameters }, schedule: { ...schedule, parameters } },
            { preview: true },
        );
        for (const [child, property] of policies) {
            assert.ok(documentIn(made, child, property));
        }
        const target = inputsOf(made, "Schedule", "images-schedule").target as Readonly<Record<string, unknown>>;
        assert.notEqual(typeof target.input, "string");
        assert.equal(target.arn, "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution");
    });

    it("keeps the names known and the document unknown while the topic is unknown", async () => {
        const { made, result } = await make(
            { notifications: { notificationTopicArn: pulumi.output(pulumi.unknown as string) } },
            { preview: true },
        );
        assert.ok(result.notificationRuleArn && (await isKnown(result.notificationRuleArn)));
        assert.throws(() => documentIn(made, "images-notifications-publish", "policy"), /has no string at policy/);
    });

    it("uses the account and partition of its provider and the Region of the region arg", async () => {
        const { made, result } = await make(
            {
                schedule: { ...schedule, assumeRoleArn: "arn:aws-us-gov:iam::210987654321:role/images" },
                region: "us-gov-east-1",
            },
            { location: { accountId: "210987654321", region: "us-gov-west-1", partition: "aws-us-gov" } },
        );
        assert.match(
            JSON.stringify(documentIn(made, "images-schedule", "assumeRolePolicy")),
            /"aws:SourceAccount":"210987654321".*"arn:aws-us-gov:scheduler:us-gov-east-1:210987654321:schedule-group\/acme-group"/,
        );
        assert.equal(inputsOf(made, "Schedule", "images-schedule").region, "us-gov-east-1");
        assert.equal(inputsOf(made, "ScheduleGroup", "images-schedule").region, "us-gov-east-1");
        assert.match(
            await valueOf(result.scheduleArn ?? pulumi.output("")),
            /^arn:aws-us-gov:scheduler:us-gov-east-1:2109/,
        );
    });

    it("reports every validation issue at once", async () => {
        await assert.rejects(
            make({
                rule: { ...rule, eventPattern: "{}", runbook: "AWS-*" },
                schedule: { ...schedule, flexibleMinutes: 0 },
            }),
            (error: Error) => {
                assert.match(error.message, /AutomationEvents "images"\.rule\.runbook "AWS-\*"/);
                assert.match(error.message, /AutomationEvents "images"\.rule\.eventPattern "\{\}"/);
                assert.match(error.message, /AutomationEvents "images"\.schedule\.flexibleMinutes 0/);
                return true;
            },
        );
    });
});
