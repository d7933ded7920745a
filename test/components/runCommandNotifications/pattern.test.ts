import * as assert from "node:assert/strict";
import type { AwsLocation } from "../../../components/pattern/location";
import { runCommandNotifications } from "../../../components/runCommandNotifications/pattern";
import { reviewDocument } from "../../../components/resources/reviewDocument";
import { planDocuments } from "../../../components/pattern/pattern";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";
import { describeIssues, issuesOf, type IssueCase } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { key, createdTopic, topic, type Notifications } from "./fixture";

const scope = namingScope("RunCommandNotifications");

const documents = (args: Notifications, location: Partial<AwsLocation> = {}) =>
    planDocuments(runCommandNotifications, namingScope("RunCommandNotifications", location), args);

const publishing = { Sid: "PublishToTopic", Effect: "Allow", Action: ["sns:Publish"], Resource: [topic] };

describe("the documents of RunCommandNotifications", () => {
    it("trust Systems Manager on behalf of this account", () => {
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

    it("omit the guard with a reason, and report an accepted violation", () => {
        const reason = "no message arrives with the key";
        const { trust } = documents({ acceptUnguardedTrust: reason });
        assert.equal(trust.document.Statement[0]?.Condition, undefined);
        const { blocking, accepted } = reviewDocument(trust, home.accountId);
        assert.deepEqual(blocking, []);
        assert.deepEqual(
            accepted.map((one) => [one.violation.rule.name, one.reason]),
            [["iam-trust-confused-deputy", reason]],
        );
    });

    for (const [name, args] of [
        ["the created topic", { topicName: "commands" }],
        ["the existing topic", { topicArn: topic }],
    ] as const) {
        it(`allow publishing only to ${name}`, () => {
            assert.deepEqual(documents(args).publish.document.Statement, [publishing]);
        });

        it(`allow only the key of ${name}, through Amazon SNS`, () => {
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

    it("allow callers to pass only the role, and only to Systems Manager", () => {
        assert.deepEqual(documents({ ...createdTopic, path: "/ssm/" }).callers?.document.Statement, [
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
        it(`use the ARNs and service names of ${partition}`, () => {
            const there = (text: string): string =>
                text.replaceAll("arn:aws:", `arn:${partition}:`).replaceAll(home.region, region);
            const args = { ...createdTopic, kmsKeyArn: there(key) };
            assert.equal(
                JSON.stringify(documents(args, { partition, region })),
                there(JSON.stringify(documents(createdTopic))).replace(
                    JSON.stringify([hosts[0]]),
                    JSON.stringify(hosts),
                ),
            );
        });
    }

    it("are compliant and contain only known IAM actions, resources and keys", async () => {
        for (const planned of [documents(createdTopic), documents({ topicArn: topic })].flatMap((one) =>
            Object.values(one),
        )) {
            if (planned !== undefined) {
                assert.deepEqual(evaluate(planned.kind, planned.document), []);
                assert.deepEqual(await iamDataIssues(planned.kind, planned.document), []);
            }
        }
    });
});

describe("the names of RunCommandNotifications", () => {
    it("are computed, and the ARNs derive from them", () => {
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

    it("use the args", () => {
        const { role, topic: made } = runCommandNotifications.names(scope, createdTopic);
        assert.deepEqual([role.name, made.arn], ["notify", topic]);
    });

    it("omit the ARN of an existing topic", () => {
        assert.equal("arn" in runCommandNotifications.names(scope, { topicArn: topic }).topic, false);
    });
});

const cases: readonly IssueCase<Notifications>[] = [
    ["both topicArn and topicName", { topicArn: topic, topicName: "commands" }, /^ has "topicArn" and "topicName"$/],
    ["an existing FIFO topic", { topicArn: `${topic}.fifo` }, /^topicArn is not the ARN of one standard topic$/],
    ["the name of a FIFO topic", { topicName: "commands.fifo" }, /^topicName is not the name of a standard topic$/],
    [
        "a wildcard in the topic ARN",
        { topicArn: "arn:aws:sns:eu-west-1:123456789012:*" },
        /^topicArn is not the ARN of one/,
    ],
    [
        "a topic in another account",
        { topicArn: "arn:aws:sns:eu-west-1:210987654321:commands" },
        /^topicArn is in account 210987654321/,
    ],
    [
        "a topic in another Region",
        { topicArn: "arn:aws:sns:eu-west-2:123456789012:commands" },
        /^topicArn is in Region eu-west-2, but the commands run in eu-west-1$/,
    ],
    [
        "a key alias",
        { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/aws/sns" },
        /^kmsKeyArn is not the ARN of one key$/,
    ],
    [
        "a wildcard in the key ARN",
        { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/*" },
        /^kmsKeyArn is not the ARN of one key/,
    ],
    ["a key in another Region", { kmsKeyArn: key.replace("west-1", "west-2") }, /^kmsKeyArn is in Region eu-west-2/],
    ["callers without grantees", { callers: { grantees: {} } }, /^callers\.grantees has neither/],
    [
        "a caller in another account",
        { callers: { grantees: { roles: ["arn:aws:iam::210987654321:role/runner"] } } },
        /^callers\.grantees\.roles\[0\] is in account 210987654321/,
    ],
    ["a reason that is too short", { acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    ["a role name with a slash", { roleName: "ssm/notify" }, /^roleName is not a role name/],
    [
        "several issues at once",
        { topicName: "a b", kmsKeyArn: "alias/aws/sns", region: "*" },
        /^topicName/,
        /^kmsKeyArn/,
        /^region/,
    ],
];

describeIssues("the validation of RunCommandNotifications", runCommandNotifications, scope, cases);

describe("the args of RunCommandNotifications", () => {
    it("are valid, including a key in another account", () => {
        for (const args of [
            {},
            createdTopic,
            { topicArn: topic, kmsKeyArn: key.replace("123456789012", "210987654321") },
        ]) {
            assert.deepEqual(issuesOf(runCommandNotifications, args, scope), []);
        }
    });
});
