import * as assert from "node:assert/strict";
import type { AutomationEventsArgs } from "../../../components/automationEvents/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { automationEvents } from "../../../components/automationEvents/pattern";
import {
    ruleInput,
    ruleTemplate,
    runbookTarget,
    scheduleInput,
    scheduleTarget,
    statusPattern,
} from "../../../components/automationEvents/targets";
import { planDocuments } from "../../../components/pattern/pattern";
import type { PolicyDocument } from "../../../policypack/iam";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";
import { assumeRole, everything, key, notifications, rule, schedule, topic } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationEventsArgs>;

const ssm = "arn:aws:ssm:eu-west-1:123456789012";
const executions = `${ssm}:automation-execution/*`;
const restart = "arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance";

const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    planDocuments(automationEvents, namingScope("AutomationEvents", location, "images"), args);

const statements = (document: PolicyDocument | undefined) =>
    (document?.Statement ?? []).map(({ Effect, ...rest }) => {
        assert.equal(Effect, "Allow");
        return rest;
    });

const trusted = (service: string, source: string) => ({
    kind: "trust",
    document: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "TrustService",
                Effect: "Allow",
                Principal: { Service: service },
                Action: ["sts:AssumeRole"],
                Condition: {
                    StringEquals: { "aws:SourceAccount": "123456789012" },
                    ArnLike: { "aws:SourceArn": [source] },
                },
            },
        ],
    },
});

const pass = {
    Sid: "PassAssumeRole",
    Action: ["iam:PassRole"],
    Resource: [assumeRole],
    Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
};

describe("the documents of AutomationEvents", () => {
    it("trust EventBridge only for the rule, and Scheduler only for the schedule group", () => {
        const made = documents(everything);
        const events = "arn:aws:events:eu-west-1:123456789012:rule";
        assert.deepEqual(made.notificationTrust, trusted("events.amazonaws.com", `${events}/acme-status`));
        assert.deepEqual(made.ruleTrust, trusted("events.amazonaws.com", `${events}/acme-restart`));
        assert.deepEqual(
            made.scheduleTrust,
            trusted("scheduler.amazonaws.com", "arn:aws:scheduler:eu-west-1:123456789012:schedule-group/acme-group"),
        );
    });

    it("include the event bus in the rule ARN unless it is the default", () => {
        const onBus = { rule: { ...rule, eventBusName: "orders" } };
        assert.deepEqual(
            documents(onBus).ruleTrust,
            trusted("events.amazonaws.com", "arn:aws:events:eu-west-1:123456789012:rule/orders/acme-restart"),
        );
    });

    it("allow publishing only to the topic, and its key through Amazon SNS", () => {
        assert.deepEqual(statements(documents(everything).notificationGrant?.document), [
            { Sid: "PublishToTopic", Action: ["sns:Publish"], Resource: [topic] },
            {
                Sid: "UseKeyOfTopic",
                Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                Resource: [key],
                Condition: { StringEquals: { "kms:ViaService": ["sns.eu-west-1.amazonaws.com"] } },
            },
        ]);
    });

    it("allow a rule to start only its runbook, also by its definition unless withoutDefinition is set", () => {
        const start = [
            { Sid: "StartRunbooks", Action: ["ssm:StartAutomationExecution"], Resource: [restart] },
            { Sid: "StartExecutions", Action: ["ssm:StartAutomationExecution"], Resource: [executions] },
        ];
        const definition = {
            Sid: "StartDefinition",
            Action: ["ssm:StartAutomationExecution"],
            Resource: ["arn:aws:ssm:eu-west-1::automation-definition/AWS-RestartEC2Instance:$DEFAULT"],
        };
        assert.deepEqual(statements(documents(everything).ruleGrant?.document), [...start, definition, pass]);
        assert.deepEqual(statements(documents({ rule: { ...rule, withoutDefinition: true } }).ruleGrant?.document), [
            ...start,
            pass,
        ]);
    });

    it("allow only the configured version, also by its automation definition", () => {
        const pinned = { "ForAnyValue:StringEquals": { "ssm:DocumentVersion": ["5"] } };
        const [start, , definition] = statements(
            documents({ rule: { ...rule, runbook: "Acme-PatchImage", documentVersion: "5" } }).ruleGrant?.document,
        );
        assert.deepEqual(start?.Condition, pinned);
        assert.deepEqual(definition?.Resource, [`${ssm}:automation-definition/Acme-PatchImage:5`]);
        assert.deepEqual(statements(documents(everything).scheduleGrant?.document), [
            {
                Sid: "StartRunbooks",
                Action: ["ssm:StartAutomationExecution"],
                Resource: [`${ssm}:document/Acme-PatchImage`],
                Condition: pinned,
            },
            { Sid: "StartExecutions", Action: ["ssm:StartAutomationExecution"], Resource: [executions] },
            pass,
        ]);
    });

    it("include only the configured args", () => {
        const made = Object.entries(documents({ schedule })).flatMap(([child, planned]) => (planned ? [child] : []));
        assert.deepEqual(made, ["scheduleTrust", "scheduleGrant"]);
    });

    it("use the names from the args or compute them, and derive the ARNs", () => {
        const arns = (args: Args) =>
            Object.values(automationEvents.names(namingScope("AutomationEvents"), args)).map(({ arn }) => arn);
        assert.deepEqual(arns({ ...everything, path: "/ops/" }), [
            "arn:aws:events:eu-west-1:123456789012:rule/acme-status",
            "arn:aws:iam::123456789012:role/ops/acme-status-role",
            "arn:aws:events:eu-west-1:123456789012:rule/acme-restart",
            "arn:aws:iam::123456789012:role/ops/acme-restart-role",
            "arn:aws:scheduler:eu-west-1:123456789012:schedule/acme-group/acme-weekly",
            "arn:aws:scheduler:eu-west-1:123456789012:schedule-group/acme-group",
            "arn:aws:iam::123456789012:role/ops/acme-weekly-role",
        ]);
        for (const arn of arns({})) {
            assert.match(arn, /[:/]acme-test-ops-(notifications|rule|schedule)-[0-9a-f]{8}$/);
        }
    });

    for (const [partition, region] of [
        ["aws-cn", "cn-north-1"],
        ["aws-us-gov", "us-gov-west-1"],
    ] as const) {
        it(`use the ARNs and service names of ${partition}`, () => {
            const there = (text: string): string =>
                text.replaceAll("arn:aws:", `arn:${partition}:`).replaceAll(home.region, region);
            const args = JSON.parse(there(JSON.stringify(everything))) as Args;
            const china = (text: string): string =>
                partition === "aws-cn" ? text.replace(/"(sns\.[a-z0-9-]+\.amazonaws\.com)"/, '"$1","$1.cn"') : text;
            assert.equal(
                JSON.stringify(documents(args, { partition, region })),
                china(there(JSON.stringify(documents(everything)))),
            );
            assert.equal(
                scheduleTarget({ ...home, partition, region }),
                `arn:${partition}:scheduler:::aws-sdk:ssm:startAutomationExecution`,
            );
        });
    }

    it("are compliant and contain only known IAM actions, resources and keys", async () => {
        for (const planned of Object.values(documents(everything))) {
            assert.ok(planned);
            assert.deepEqual(evaluate(planned.kind, planned.document, { account: "123456789012" }), []);
            assert.deepEqual(await iamDataIssues(planned.kind, planned.document), []);
        }
    });
});

describe("the targets of AutomationEvents", () => {
    it("match status changes of executions, filtered by status and runbook, and of steps if configured", () => {
        const execution = "EC2 Automation Execution Status-change Notification";
        const pattern = (given: Partial<typeof notifications>): unknown =>
            JSON.parse(statusPattern({ notificationTopicArn: topic, ...given }));
        assert.deepEqual(pattern({}), { source: ["aws.ssm"], "detail-type": [execution] });
        assert.deepEqual(pattern({ steps: true, runbooks: [`${ssm}:document/Acme-PatchImage`] }), {
            source: ["aws.ssm"],
            "detail-type": [execution, "EC2 Automation Step Status-change Notification"],
            detail: { Definition: ["Acme-PatchImage"] },
        });
        assert.deepEqual(pattern({ statuses: ["Failed", "Canceled"] }), {
            source: ["aws.ssm"],
            "detail-type": [execution],
            detail: { Status: ["Failed", "Canceled", "Cancelled"] },
        });
    });

    it("use the automation definition of the runbook, in the account of its owner", () => {
        assert.equal(
            runbookTarget(home, "AWS-RestartEC2Instance"),
            "arn:aws:ssm:eu-west-1::automation-definition/AWS-RestartEC2Instance:$DEFAULT",
        );
        assert.equal(runbookTarget(home, "Acme-Own", "7"), `${ssm}:automation-definition/Acme-Own:7`);
        assert.equal(
            runbookTarget(home, "arn:aws:ssm:eu-west-1:210987654321:document/Shared"),
            "arn:aws:ssm:eu-west-1:210987654321:automation-definition/Shared:$DEFAULT",
        );
    });

    it("pass the parameters and the role to the runbook", () => {
        const given = { ...rule, eventParameters: undefined, parameters: { InstanceId: ["i-0123456789abcdef0"] } };
        assert.deepEqual(JSON.parse(ruleInput(given)), {
            InstanceId: ["i-0123456789abcdef0"],
            AutomationAssumeRole: [assumeRole],
        });
        assert.deepEqual(JSON.parse(ruleInput({ ...given, assumeRoleParameter: "Role" })), {
            InstanceId: ["i-0123456789abcdef0"],
            Role: [assumeRole],
        });
    });

    it("put a placeholder for each event parameter into the input template", () => {
        const template = ruleTemplate({ ...rule, parameters: { Mode: ["soft"] } });
        assert.deepEqual(JSON.parse(template.replaceAll("<InstanceId>", '"i-1"')), {
            Mode: ["soft"],
            AutomationAssumeRole: [assumeRole],
            InstanceId: ["i-1"],
        });
        assert.match(template, /"InstanceId":\[<InstanceId>\]/);
    });

    it("build the StartAutomationExecution request of a schedule", () => {
        assert.deepEqual(JSON.parse(scheduleInput(schedule)), {
            DocumentName: "Acme-PatchImage",
            DocumentVersion: "5",
            Parameters: { ImageName: ["web"], AutomationAssumeRole: [assumeRole] },
        });
        assert.deepEqual(
            JSON.parse(scheduleInput({ ...schedule, documentVersion: undefined, parameters: undefined })),
            {
                DocumentName: "Acme-PatchImage",
                Parameters: { AutomationAssumeRole: [assumeRole] },
            },
        );
    });
});
