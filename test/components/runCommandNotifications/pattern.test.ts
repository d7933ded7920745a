import * as assert from "node:assert/strict";
import type { AwsLocation } from "../../../components/pattern/location";
import { runCommandNotifications } from "../../../components/runCommandNotifications/pattern";
import { reviewDocument } from "../../../components/resources/reviewDocument";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataProblems } from "../../support/iamData";
import { describeIssues, issuesOf, type IssueCase } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { key, own, topic, type Notifications } from "./fixture";

const scope = namingScope("RunCommandNotifications");

const documents = (args: Notifications, location: Partial<AwsLocation> = {}) =>
    runCommandNotifications.documents(namingScope("RunCommandNotifications", location), args);

const publishing = { Sid: "PublishToTopic", Effect: "Allow", Action: ["sns:Publish"], Resource: [topic] };

describe("the documents of notifications", () => {
    it("trust Systems Manager on behalf of the own account", () => {
        assert.deepEqual(documents({}).trust, {
            kind: "trust",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "TrustService",
                        Effect: "Allow",
                        Principal: { Service: "ssm.amazonaws.com" },
                        Action: ["sts:AssumeRole"],
                        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
                    },
                ],
            },
        });
    });

    it("trust without a guard only for a reason, and the finding stays", () => {
        const reason = "no message arrives with the key";
        const { trust } = documents({ acceptUnguardedTrust: reason });
        assert.equal(trust.document.Statement[0]?.Condition, undefined);
        const { blocking, accepted } = reviewDocument(trust, home.accountId);
        assert.deepEqual(blocking, []);
        assert.deepEqual(
            accepted.map((one) => [one.verdict.rule.name, one.reason]),
            [["iam-trust-confused-deputy", reason]],
        );
    });

    for (const [name, args] of [
        ["the topic made here", { topicName: "commands" }],
        ["an existing topic", { topicArn: topic }],
    ] as const) {
        it(`publish to exactly ${name}`, () => {
            assert.deepEqual(documents(args).publish.document.Statement, [publishing]);
        });

        it(`use exactly the key of ${name}, through Amazon SNS`, () => {
            assert.deepEqual(documents({ ...args, kmsKeyArn: key }).publish.document.Statement, [
                publishing,
                {
                    Sid: "UseKeyOfTopic",
                    Effect: "Allow",
                    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                    Resource: [key],
                    Condition: { StringEquals: { "kms:ViaService": ["sns.eu-west-1.amazonaws.com"] } },
                },
            ]);
        });
    }

    it("let callers pass exactly the role, to Systems Manager only", () => {
        assert.deepEqual(documents({ ...own, path: "/ssm/" }).callers?.document.Statement, [
            {
                Sid: "PassNotificationRole",
                Effect: "Allow",
                Action: ["iam:PassRole"],
                Resource: ["arn:aws:iam::123456789012:role/ssm/notify"],
                Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            },
        ]);
        assert.equal(documents({}).callers, undefined);
    });

    for (const [partition, region, hosts] of [
        ["aws-us-gov", "us-gov-west-1", ["sns.us-gov-west-1.amazonaws.com"]],
        ["aws-cn", "cn-north-1", ["sns.cn-north-1.amazonaws.com", "sns.cn-north-1.amazonaws.com.cn"]],
    ] as const) {
        it(`are written for ${partition}`, () => {
            const there = (text: string): string =>
                text.replaceAll("arn:aws:", `arn:${partition}:`).replaceAll(home.region, region);
            const args = { ...own, kmsKeyArn: there(key) };
            assert.equal(
                JSON.stringify(documents(args, { partition, region })),
                there(JSON.stringify(documents(own))).replace(JSON.stringify([hosts[0]]), JSON.stringify(hosts)),
            );
        });
    }

    it("are lawful, and say nothing that AWS does not know", async () => {
        for (const planned of [documents(own), documents({ topicArn: topic })].flatMap((one) => Object.values(one))) {
            if (planned !== undefined) {
                assert.deepEqual(evaluate(planned.kind, planned.document), []);
                assert.deepEqual(await iamDataProblems(planned.kind, planned.document), []);
            }
        }
    });
});

describe("the names of notifications", () => {
    it("are computed, with the ARN that follows", () => {
        assert.deepEqual(runCommandNotifications.names(scope, { path: "/ssm/" }), {
            role: {
                name: "acme-test-ops-notifications-f356364e",
                arn: "arn:aws:iam::123456789012:role/ssm/acme-test-ops-notifications-f356364e",
            },
            topic: {
                name: "acme-test-ops-notifications-f356364e",
                arn: "arn:aws:sns:eu-west-1:123456789012:acme-test-ops-notifications-f356364e",
            },
            callers: {
                name: "acme-test-ops-callers-7a6fcff9",
                arn: "arn:aws:iam::123456789012:policy/ssm/acme-test-ops-callers-7a6fcff9",
            },
        });
    });

    it("are those given", () => {
        const { role, topic: made } = runCommandNotifications.names(scope, own);
        assert.deepEqual([role.name, made.arn], ["notify", topic]);
    });

    it("offer no topic that is not made here", () => {
        assert.equal("arn" in runCommandNotifications.names(scope, { topicArn: topic }).topic, false);
    });
});

const cases: readonly IssueCase<Notifications>[] = [
    ["a topic given and named", { topicArn: topic, topicName: "commands" }, /^ has "topicArn" and "topicName"$/],
    ["an existing FIFO topic", { topicArn: `${topic}.fifo` }, /^topicArn is not the ARN of one standard topic.*FIFO/],
    ["a FIFO topic to make", { topicName: "commands.fifo" }, /^topicName is not the name of a standard topic.*FIFO/],
    ["a topic by pattern", { topicArn: "arn:aws:sns:eu-west-1:123456789012:*" }, /^topicArn is not the ARN of one/],
    [
        "a topic of another account",
        { topicArn: "arn:aws:sns:eu-west-1:210987654321:commands" },
        /^topicArn is of account 210987654321/,
    ],
    [
        "a topic of another Region",
        { topicArn: "arn:aws:sns:eu-west-2:123456789012:commands" },
        /^topicArn is of Region eu-west-2, but the commands run in eu-west-1$/,
    ],
    [
        "a key by alias",
        { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/aws/sns" },
        /^kmsKeyArn is not the ARN of one key, .*neither an alias/,
    ],
    ["every key", { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/*" }, /^kmsKeyArn is not the ARN of one key/],
    ["a key of another Region", { kmsKeyArn: key.replace("west-1", "west-2") }, /^kmsKeyArn is of Region eu-west-2/],
    ["callers that are nobody", { callers: { grantees: {} } }, /^callers\.grantees has neither/],
    [
        "a caller of another account",
        { callers: { grantees: { roles: ["arn:aws:iam::210987654321:role/runner"] } } },
        /^callers\.grantees\.roles\[0\] is of account 210987654321/,
    ],
    ["a reason too short", { acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    ["a role name with a slash", { roleName: "ssm/notify" }, /^roleName is not a role name/],
    [
        "several at once",
        { topicName: "a b", kmsKeyArn: "alias/aws/sns", region: "*" },
        /^topicName/,
        /^kmsKeyArn/,
        /^region/,
    ],
];

describeIssues("the problems of the args of notifications", runCommandNotifications, scope, cases);

describe("the args of notifications", () => {
    it("are right where nothing is wrong, the key of another account too", () => {
        for (const args of [{}, own, { topicArn: topic, kmsKeyArn: key.replace("123456789012", "210987654321") }]) {
            assert.deepEqual(issuesOf(runCommandNotifications, args, scope), []);
        }
    });
});
