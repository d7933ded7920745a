import * as assert from "node:assert/strict";
import type { AutomationAccessArgs } from "../../../components/automation/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { automation } from "../../../components/automation/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import type { PolicyDocument } from "../../../policypack/iam";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";
import {
    approvals,
    childRole,
    everything,
    functionArn,
    grantees,
    instanceRole,
    key,
    stackRole,
    starters,
} from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationAccessArgs>;

const ownDocument = "arn:aws:iam::123456789012:role/images";
const ssm = "arn:aws:ssm:eu-west-1:123456789012";
const executions = `${ssm}:automation-execution/*`;

const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    planDocuments(automation, namingScope("AutomationAccess", location, "images"), { roleName: "images", ...args });

const statements = (document: PolicyDocument | undefined) =>
    (document?.Statement ?? []).map(({ Effect, ...rest }) => {
        assert.equal(Effect, "Allow");
        return rest;
    });

const passTo = (service: string) => ({ StringEquals: { "iam:PassedToService": service } });

describe("the documents of AutomationAccess", () => {
    it("trust Systems Manager for executions in this account and Region", () => {
        assert.deepEqual(documents(everything).trust, {
            kind: "trust",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "TrustService",
                        Effect: "Allow",
                        Principal: { Service: "ssm.amazonaws.com" },
                        Action: ["sts:AssumeRole"],
                        Condition: {
                            StringEquals: { "aws:SourceAccount": "123456789012" },
                            ArnLike: { "aws:SourceArn": [executions] },
                        },
                    },
                ],
            },
        });
    });

    it("trust executions in executionRegions, without duplicates", () => {
        const [statement] =
            documents({ ...everything, executionRegions: ["us-east-1", "eu-west-1"] }).trust?.document.Statement ?? [];
        assert.deepEqual(statement?.Condition?.ArnLike, {
            "aws:SourceArn": [executions, executions.replace("eu-west-1", "us-east-1")],
        });
    });

    it("trust every source in the account with anySource", () => {
        const [statement] = documents({ ...everything, anySource: true }).trust?.document.Statement ?? [];
        assert.deepEqual(statement?.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
    });

    it("grant the role the configured permissions", () => {
        assert.deepEqual(statements(documents(everything).permissions?.document), [
            { Sid: "DescribeImages", Action: ["ec2:DescribeImages", "ec2:DescribeInstances"], Resource: ["*"] },
            {
                Sid: "CreateImages",
                Action: ["ec2:CreateImage"],
                Resource: ["arn:aws:ec2:eu-west-1:123456789012:instance/*", "arn:aws:ec2:eu-west-1::image/*"],
                Condition: { StringEquals: { "ec2:ResourceTag/ManagedBy": ["automation"] } },
            },
            { Sid: "InvokeFunctions", Action: ["lambda:InvokeFunction"], Resource: [functionArn] },
            {
                Sid: "StartRunbooks",
                Action: ["ssm:StartAutomationExecution"],
                Resource: [`${ssm}:document/Acme-Child`, "arn:aws:ssm:eu-west-1::document/AWS-StopEC2Instance"],
            },
            { Sid: "StartExecutions", Action: ["ssm:StartAutomationExecution"], Resource: [executions] },
            { Sid: "FollowNestedExecutions", Action: ["ssm:GetAutomationExecution"], Resource: [executions] },
            {
                Sid: "PassNestedRole",
                Action: ["iam:PassRole"],
                Resource: [ownDocument],
                Condition: passTo("ssm.amazonaws.com"),
            },
            {
                Sid: "PassInstanceRoles",
                Action: ["iam:PassRole"],
                Resource: [instanceRole],
                Condition: passTo("ec2.amazonaws.com"),
            },
            {
                Sid: "PassToCloudformation",
                Action: ["iam:PassRole"],
                Resource: [stackRole],
                Condition: passTo("cloudformation.amazonaws.com"),
            },
            { Sid: "PublishToTopic", Action: ["sns:Publish"], Resource: [approvals] },
            {
                Sid: "UseKeyOfTopic",
                Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                Resource: [key],
                Condition: { StringEquals: { "kms:ViaService": ["sns.eu-west-1.amazonaws.com"] } },
            },
            {
                Sid: "ReadAlarms",
                Action: ["cloudwatch:DescribeAlarms"],
                Resource: ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:Acme-Unhealthy"],
            },
            { Sid: "StopAtAlarm", Action: ["ssm:StopAutomationExecution"], Resource: [executions] },
        ]);
    });

    it("allow the role to pass itself only to child runbooks without their own role", () => {
        const passed = (args: Args) =>
            statements(documents(args).permissions?.document)
                .filter(({ Action }) => Action.includes("iam:PassRole"))
                .map(({ Resource }) => Resource);
        assert.deepEqual(passed({ functionArns: [functionArn] }), []);
        assert.deepEqual(passed({ nested: { runbooks: ["Acme-Child"] } }), [[ownDocument]]);
        assert.deepEqual(passed({ nested: { runbooks: ["Acme-Child"], assumeRoleArns: [childRole] } }), [[childRole]]);
    });

    it("allow starters to start the listed versions, pass only the role, and follow executions", () => {
        assert.deepEqual(statements(documents(everything).starters?.document), [
            {
                Sid: "StartRunbooks",
                Action: ["ssm:StartAutomationExecution"],
                Resource: [`${ssm}:document/Acme-PatchImage`, "arn:aws:ssm:eu-west-1::document/AWS-UpdateLinuxAmi"],
                Condition: { "ForAnyValue:StringEquals": { "ssm:DocumentVersion": ["3", "5"] } },
            },
            { Sid: "StartExecutions", Action: ["ssm:StartAutomationExecution"], Resource: [executions] },
            {
                Sid: "PassAssumeRole",
                Action: ["iam:PassRole"],
                Resource: [ownDocument],
                Condition: passTo("ssm.amazonaws.com"),
            },
            {
                Sid: "FollowExecutions",
                Action: ["ssm:GetAutomationExecution", "ssm:DescribeAutomationStepExecutions"],
                Resource: [executions],
            },
            { Sid: "ListExecutions", Action: ["ssm:DescribeAutomationExecutions"], Resource: ["*"] },
        ]);
    });

    it("allow starters to stop executions and start by definition with stop and legacyDefinitions", () => {
        const granted = statements(
            documents({ starters: { grantees, runbooks: ["Acme-PatchImage"], stop: true, legacyDefinitions: true } })
                .starters?.document,
        );
        assert.deepEqual(granted.find(({ Sid }) => Sid === "FollowExecutions")?.Action, [
            "ssm:GetAutomationExecution",
            "ssm:DescribeAutomationStepExecutions",
            "ssm:StopAutomationExecution",
        ]);
        assert.deepEqual(granted.find(({ Sid }) => Sid === "StartDefinitions")?.Resource, [
            `${ssm}:automation-definition/Acme-PatchImage:*`,
        ]);
    });

    it("allow approvers to read and signal executions, limited to executionTags", () => {
        const signal = {
            Sid: "ReadAndSignalExecutions",
            Action: ["ssm:GetAutomationExecution", "ssm:SendAutomationSignal"],
            Resource: [executions],
        };
        const list = { Sid: "ListExecutions", Action: ["ssm:DescribeAutomationExecutions"], Resource: ["*"] };
        assert.deepEqual(statements(documents({ approvers: { grantees } }).approvers?.document), [signal, list]);
        assert.deepEqual(statements(documents(everything).approvers?.document), [
            { ...signal, Condition: { StringEquals: { "aws:ResourceTag/Team": ["web", "batch"] } } },
            list,
        ]);
    });

    it("include starters and approvers only if configured", () => {
        const made = documents({ functionArns: [functionArn] });
        assert.deepEqual([made.starters, made.approvers], [undefined, undefined]);
    });

    it("use the path and the name of the role from the args", () => {
        const names = automation.names(namingScope("AutomationAccess"), { roleName: "images", path: "/ops/" });
        assert.equal(names.role.arn, "arn:aws:iam::123456789012:role/ops/images");
        assert.match(
            automation.names(namingScope("AutomationAccess"), {}).role.name,
            /^acme-test-ops-assume-[0-9a-f]{8}$/,
        );
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
                partition === "aws-cn"
                    ? text
                          .replaceAll('"ec2.amazonaws.com"', '"ec2.amazonaws.com.cn"')
                          .replace(/"(sns\.[a-z0-9-]+\.amazonaws\.com)"/, '"$1","$1.cn"')
                    : text;
            assert.equal(
                JSON.stringify(documents(args, { partition, region })),
                china(there(JSON.stringify(documents(everything)))),
            );
        });
    }

    it("are compliant and contain only known IAM actions, resources and keys", async () => {
        const others: Args = {
            ...everything,
            anySource: true,
            starters: { ...starters, versions: undefined, legacyDefinitions: true, stop: true },
        };
        for (const planned of [everything, others].flatMap((args) => Object.values(documents(args)))) {
            assert.ok(planned);
            assert.deepEqual(evaluate(planned.kind, planned.document, { account: "123456789012" }), []);
            assert.deepEqual(await iamDataIssues(planned.kind, planned.document), []);
        }
    });
});
