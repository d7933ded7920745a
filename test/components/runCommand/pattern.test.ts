import * as assert from "node:assert/strict";
import type { RunCommandAccessArgs } from "../../../components/runCommand/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { runCommand } from "../../../components/runCommand/pattern";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataProblems } from "../../support/iamData";
import { namingScope } from "../namingScopes";
import { administrator, grantees, notificationRole, operator, reader } from "./fixture";

type Args = Unwrap<RunCommandAccessArgs>;

const own = "arn:aws:ssm:eu-west-1:123456789012:document";
const awsOwned = "arn:aws:ssm:eu-west-1::document";

const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    runCommand.documents(namingScope("RunCommandAccess", location), args);

describe("the documents of Run Command", () => {
    it("keep documents, nodes, bucket and role of an operator apart", () => {
        assert.deepEqual(documents({ operator }).operator, {
            kind: "grant",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "SendDocuments",
                        Effect: "Allow",
                        Action: ["ssm:SendCommand"],
                        Resource: [`${own}/Acme-PatchNow`, `${awsOwned}/AWS-RunPatchBaseline`],
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

    it("let an administrator send to every node of the Region, and cancel when asked for", () => {
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

    it("name nodes by id, each in the form of its kind", () => {
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

    it("show a reader no output of commands unless asked for", () => {
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

    it("are made only for the levels asked for", () => {
        const made = documents({ operator });
        assert.deepEqual([made.administrator, made.reader], [undefined, undefined]);
    });

    for (const [partition, region] of [
        ["aws-cn", "cn-north-1"],
        ["aws-us-gov", "us-gov-west-1"],
    ] as const) {
        it(`are written for ${partition}`, () => {
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

    it("take documents by ARN as they are: those another account shares, too", () => {
        const shared = "arn:aws:ssm:eu-west-1:210987654321:document/Shared-Task";
        const [first] =
            documents({ operator: { documents: [shared], targetTags: { A: ["b"] }, grantees } }).operator?.document
                .Statement ?? [];
        assert.deepEqual(first?.Resource, [shared]);
    });

    it("are lawful, and say nothing that AWS does not know", async () => {
        const all: Args = { operator, administrator, reader: { ...reader, commandOutput: true } };
        for (const planned of Object.values(documents(all))) {
            assert.ok(planned);
            assert.deepEqual(evaluate(planned.kind, planned.document), []);
            assert.deepEqual(await iamDataProblems(planned.kind, planned.document), []);
        }
    });
});
