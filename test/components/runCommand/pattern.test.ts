import * as assert from "node:assert/strict";
import type { RunCommandAccessArgs } from "../../../components/runCommand/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { runCommand } from "../../../components/runCommand/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";
import { namingScope } from "../namingScopes";
import { administrator, grantees, notificationRole, operator, reader } from "./fixture";

type Args = Unwrap<RunCommandAccessArgs>;

const ownDocument = "arn:aws:ssm:eu-west-1:123456789012:document";
const awsOwned = "arn:aws:ssm:eu-west-1::document";

const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    planDocuments(runCommand, namingScope("RunCommandAccess", location), args);

describe("the documents of RunCommandAccess", () => {
    it("use separate operator statements for documents, nodes, bucket and role", () => {
        assert.deepEqual(documents({ operator }).operator, {
            kind: "grant",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "SendDocuments",
                        Effect: "Allow",
                        Action: ["ssm:SendCommand"],
                        Resource: [`${ownDocument}/Acme-PatchNow`, `${awsOwned}/AWS-RunPatchBaseline`],
                    },
                    {
                        Sid: "SendToNodes",
                        Effect: "Allow",
                        Action: ["ssm:SendCommand"],
                        Resource: [
                            "arn:aws:ec2:eu-west-1:123456789012:instance/*",
                            "arn:aws:ssm:eu-west-1:123456789012:managed-instance/*",
                        ],
                        Condition: {
                            StringEquals: {
                                "ssm:resourceTag/Environment": ["prod"],
                                "ssm:resourceTag/PatchGroup": ["web", "batch"],
                            },
                        },
                    },
                    {
                        Sid: "SendOutputToBucket",
                        Effect: "Allow",
                        Action: ["ssm:SendCommand"],
                        Resource: ["arn:aws:s3:::acme-output"],
                    },
                    {
                        Sid: "PassNotificationRole",
                        Effect: "Allow",
                        Action: ["iam:PassRole"],
                        Resource: [notificationRole],
                        Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
                    },
                    {
                        Sid: "FollowCommands",
                        Effect: "Allow",
                        Action: ["ssm:ListCommands", "ssm:ListCommandInvocations", "ssm:GetCommandInvocation"],
                        Resource: ["*"],
                    },
                ],
            },
        });
    });

    it("allow an administrator to send to every node in the Region, and to cancel commands if configured", () => {
        const granted = documents({ administrator: { ...administrator, cancel: true } }).administrator?.document;
        assert.deepEqual(
            granted?.Statement.map(({ Sid, Action, Resource }) => [Sid, Action, Resource]),
            [
                ["SendDocuments", ["ssm:SendCommand"], [`${awsOwned}/AWS-RunShellScript`]],
                [
                    "SendToNodes",
                    ["ssm:SendCommand"],
                    [
                        "arn:aws:ec2:eu-west-1:123456789012:instance/*",
                        "arn:aws:ssm:eu-west-1:123456789012:managed-instance/*",
                    ],
                ],
                [
                    "FollowCommands",
                    ["ssm:ListCommands", "ssm:ListCommandInvocations", "ssm:GetCommandInvocation", "ssm:CancelCommand"],
                    ["*"],
                ],
            ],
        );
        assert.equal(
            granted.Statement.some(({ Condition }) => Condition !== undefined),
            false,
        );
    });

    it("use the ARN format of each node type for node IDs", () => {
        const nodeIds = ["i-0123456789abcdef0", "mi-0123456789abcdef0"];
        const [, nodes] =
            documents({ operator: { documents: ["Acme-PatchNow"], nodeIds, grantees } }).operator?.document.Statement ??
            [];
        assert.deepEqual(nodes?.Resource, [
            "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
            "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0",
        ]);
        assert.equal(nodes.Condition, undefined);
    });

    it("allow a reader to read command output only with commandOutput", () => {
        const actionsOf = (commandOutput?: boolean): readonly string[] =>
            documents({
                reader: { grantees, ...(commandOutput === undefined ? {} : { commandOutput }) },
            }).reader?.document.Statement.flatMap(({ Action }) => Action) ?? [];
        const base = [
            "ssm:ListDocuments",
            "ssm:DescribeInstanceInformation",
            "ssm:ListCommands",
            "ssm:DescribeDocument",
            "ssm:GetDocument",
            "ssm:ListDocumentVersions",
        ];
        assert.deepEqual(actionsOf(), base);
        assert.deepEqual(actionsOf(false), base);
        assert.deepEqual(actionsOf(true), [...base, "ssm:ListCommandInvocations", "ssm:GetCommandInvocation"]);
    });

    it("include only the configured levels", () => {
        const made = documents({ operator });
        assert.deepEqual([made.administrator, made.reader], [undefined, undefined]);
    });

    for (const [partition, region] of [
        ["aws-cn", "cn-north-1"],
        ["aws-us-gov", "us-gov-west-1"],
    ] as const) {
        it(`use the ARNs of ${partition}`, () => {
            const args = {
                operator: {
                    ...operator,
                    notificationRoleArns: [notificationRole.replace("arn:aws:", `arn:${partition}:`)],
                },
            };
            const here = JSON.stringify(documents(args));
            const there = JSON.stringify(documents(args, { partition, region }));
            assert.equal(there, here.replaceAll("arn:aws:", `arn:${partition}:`).replaceAll(home.region, region));
        });
    }

    it("keep document ARNs unchanged, including documents shared by another account", () => {
        const shared = "arn:aws:ssm:eu-west-1:210987654321:document/Shared-Task";
        const [first] =
            documents({ operator: { documents: [shared], targetTags: { A: ["b"] }, grantees } }).operator?.document
                .Statement ?? [];
        assert.deepEqual(first?.Resource, [shared]);
    });

    it("are compliant and contain only known IAM actions, resources and keys", async () => {
        const all: Args = { operator, administrator, reader: { ...reader, commandOutput: true } };
        for (const planned of Object.values(documents(all))) {
            assert.ok(planned);
            assert.deepEqual(evaluate(planned.kind, planned.document), []);
            assert.deepEqual(await iamDataIssues(planned.kind, planned.document), []);
        }
    });
});
