import * as assert from "node:assert/strict";
import { Policy } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Topic } from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import {
    MaintenanceWindowAccess,
    RunCommandAccess,
    RunCommandNotifications,
    type RunCommandNotificationsArgs,
} from "../../../components";
import { runCommandNotifications } from "../../../components/runCommandNotifications/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { namingScope } from "../namingScopes";
import { callers, createdTopic, key, topic, type Notifications } from "./fixture";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";
import { assumedBy, describeAccess, may, mayNot, worldOf, type Request } from "../../support/oracle";

const roleArn = "arn:aws:iam::123456789012:role/notify";

const build = (args?: RunCommandNotificationsArgs, run?: Run) =>
    deploy(() => new RunCommandNotifications("ops", args), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name)?.inputs ?? assert.fail(`no resource is named ${name}`);

/** The names and documents of the pattern, as expected values. */
const plannedAt = (args: Notifications, location: Partial<typeof home> = {}) => {
    const scope = namingScope("RunCommandNotifications", location);
    return {
        names: runCommandNotifications.names(scope, args),
        documents: planDocuments(runCommandNotifications, scope, args),
    };
};

const role = [
    ["aws:iam/role:Role", "ops"],
    ["ssm-access:index:RunCommandNotifications", "ops"],
] as const;
const calling = [
    ["aws:iam/policy:Policy", "ops-callers"],
    ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-callers-group-ops"],
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-callers-role-runner"],
    ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "ops-callers-user-ana"],
] as const;
const publish = ["aws:iam/rolePolicy:RolePolicy", "ops-publish"] as const;
const ownTopic = ["aws:sns/topic:Topic", "ops-topic"] as const;

describe("RunCommandNotifications", () => {
    const inventories: readonly (readonly [
        string,
        Notifications | undefined,
        readonly (readonly [string, string])[],
    ])[] = [
        ["a topic and a role without args", undefined, [...role, publish, ownTopic]],
        ["a topic, a role and a callers policy", createdTopic, [...role, ...calling, publish, ownTopic]],
        ["only a role for an existing topic", { topicArn: topic, kmsKeyArn: key }, [...role, publish]],
    ];
    for (const [name, args, expected] of inventories) {
        it(`creates ${name}`, async () => {
            assert.deepEqual(inventory((await build(args)).made), expected);
        });
    }

    it("uses the names and documents of the pattern for the topic, the role and the policies", async () => {
        const args = {
            ...createdTopic,
            path: "/ssm/",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            tags: { Owner: "platform" },
        };
        const { made } = await build(args);
        const { names, documents } = plannedAt(args);
        assert.deepEqual(inputsOf(made, "ops-topic"), {
            name: "commands",
            kmsMasterKeyId: key,
            tags: { Owner: "platform" },
        });
        const { assumeRolePolicy, ...inputs } = inputsOf(made, "ops");
        assert.equal(typeof assumeRolePolicy, "string");
        assert.deepEqual(inputs, {
            name: "notify",
            path: "/ssm/",
            description: "Publishes the notifications of Run Command.",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            tags: { Owner: "platform" },
        });
        assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), documents.trust.document);
        assert.deepEqual(documentIn(made, "ops-publish", "policy"), documents.publish.document);
        assert.equal(inputsOf(made, "ops-publish").role, "notify");
        assert.deepEqual(documentIn(made, "ops-callers", "policy"), documents.callers?.document);
        assert.deepEqual(inputsOf(made, "ops-callers-user-ana"), { user: "ana", policyArn: names.callers.arn });
    });

    it("outputs the role, the topic and the policy", async () => {
        const { result } = await build(createdTopic);
        assert.equal(await valueOf(result.roleArn), roleArn);
        assert.equal(await valueOf(result.roleName), "notify");
        assert.equal(await valueOf(result.topicArn), topic);
        assert.equal(
            result.callerPolicyArn && (await valueOf(result.callerPolicyArn)),
            plannedAt(createdTopic).names.callers.arn,
        );
    });

    it("outputs the existing topic, and no policy without callers", async () => {
        const { result } = await build({ topicArn: topic });
        assert.equal(await valueOf(result.topicArn), topic);
        assert.equal(result.callerPolicyArn, undefined);
    });

    it("creates the topic in the Region of the region arg", async () => {
        const { result, made } = await build({ topicName: "commands", region: "us-east-1" });
        assert.equal(inputsOf(made, "ops-topic").region, "us-east-1");
        assert.equal(await valueOf(result.topicArn), "arn:aws:sns:us-east-1:123456789012:commands");
    });
});

describe("RunCommandNotifications with invalid args", () => {
    it("reports every validation issue at once and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new RunCommandNotifications("ops", {
                    topicArn: `${topic}.fifo`,
                    topicName: "commands.fifo",
                    kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/aws/sns",
                    callers: { grantees: {} },
                });
                return "nothing";
            } catch (issue) {
                return String(issue);
            }
        });
        assert.deepEqual(made, []);
        for (const path of [
            '"ops"',
            '"ops".topicArn',
            '"ops".topicName',
            '"ops".kmsKeyArn',
            '"ops".callers.grantees',
        ]) {
            assert.ok(result.includes(`RunCommandNotifications ${path} `), `${path} is not reported in:\n${result}`);
        }
    });

    it("creates no role for an output that resolves to a topic in another account", async () => {
        await assert.rejects(
            build({ topicArn: pulumi.output("arn:aws:sns:eu-west-1:210987654321:commands") }),
            /topicArn "arn:aws:sns:.*" is in account 210987654321, but the component deploys to account 123456789012/,
        );
    });
});

describe("RunCommandNotifications at preview", () => {
    const preview = { preview: true };

    it("resolves everything", async () => {
        const { result, made } = await build(createdTopic, preview);
        assert.deepEqual(
            made.flatMap(({ name, inputs }) =>
                Object.entries(inputs).flatMap(([property, value]) =>
                    pulumi.isUnknown(value) ? [`${name}.${property}`] : [],
                ),
            ),
            [],
        );
        const { documents } = plannedAt(createdTopic);
        assert.deepEqual(documentIn(made, "ops-publish", "policy"), documents.publish.document);
        assert.deepEqual(documentIn(made, "ops-callers", "policy"), documents.callers?.document);
        for (const output of [result.roleArn, result.roleName, result.topicArn, result.callerPolicyArn]) {
            assert.equal(output && (await isKnown(output)), true);
        }
    });

    it("leaves only values unknown that contain the ARN of a new key or topic", async () => {
        const { result, made } = await deploy(() => {
            const edge = new Policy("edge", { policy: "{}" });
            return new RunCommandNotifications("ops", {
                topicArn: new Topic("alerts").arn,
                kmsKeyArn: new Key("alerts").arn,
                permissionsBoundary: edge.arn,
                callers,
            });
        }, preview);
        assert.equal(pulumi.isUnknown(inputsOf(made, "ops-publish").policy), true);
        assert.equal(await isKnown(result.topicArn), false);
        assert.equal(await isKnown(result.roleArn), true);
    });

    it("outputs values that keep the documents of other components known", async () => {
        const { made } = await deploy(() => {
            const { roleArn: notifier, topicArn } = new RunCommandNotifications("notify", createdTopic);
            const targetTags = { PatchGroup: ["web"] };
            new RunCommandAccess("run", {
                operator: { documents: ["Own"], targetTags, notificationRoleArns: [notifier], ...callers },
            });
            new MaintenanceWindowAccess("window", {
                runCommand: { documents: ["Own"], targetTags, notificationRoleArns: [notifier] },
                window: {
                    schedule: "rate(7 days)",
                    durationHours: 2,
                    cutoffHours: 1,
                    tasks: {
                        own: { document: "Own", notificationRoleArn: notifier, notificationTopicArn: topicArn },
                    },
                },
            });
        }, preview);
        for (const [name, property] of [
            ["run-operator", "policy"],
            ["window-tasks", "policy"],
        ] as const) {
            const { Statement } = documentIn(made, name, property) as {
                readonly Statement: readonly { readonly Sid: string; readonly Resource: readonly string[] }[];
            };
            assert.deepEqual(Statement.find(({ Sid }) => Sid === "PassNotificationRole")?.Resource, [roleArn]);
        }
        const { taskInvocationParameters } = inputsOf(made, "window-task-own");
        assert.deepEqual(taskInvocationParameters, {
            runCommandParameters: {
                serviceRoleArn: roleArn,
                notificationConfig: {
                    notificationArn: topic,
                    notificationEvents: ["All"],
                    notificationType: "Command",
                },
            },
        });
    });
});

describe("RunCommandNotifications in other locations", () => {
    for (const [name, location] of [
        ["China", { partition: "aws-cn", region: "cn-north-1" }],
        ["AWS GovCloud", { partition: "aws-us-gov", region: "us-gov-west-1" }],
        ["another account", { accountId: "210987654321" }],
    ] as const) {
        it(`uses ARNs for ${name}`, async () => {
            const { result, made } = await build({ callers }, { location });
            const { names, documents } = plannedAt({ callers }, location);
            assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), documents.trust.document);
            assert.deepEqual(documentIn(made, "ops-publish", "policy"), documents.publish.document);
            assert.deepEqual(documentIn(made, "ops-callers", "policy"), documents.callers?.document);
            assert.equal(await valueOf(result.topicArn), names.topic.arn);
        });
    }
});

const pass = (service?: string): Request => ({
    principal: "arn:aws:iam::123456789012:user/ana",
    action: "iam:PassRole",
    resource: roleArn,
    context: service === undefined ? {} : { "iam:PassedToService": service },
});

describeAccess(
    "the role of RunCommandNotifications, or a caller,",
    async () => worldOf((await build({ roleName: "notify", topicName: "commands", callers })).made),
    [
        ...assumedBy("ssm.amazonaws.com", roleArn, { account: "123456789012" }),
        may("publish, as the role", { principal: roleArn, action: "sns:Publish", resource: topic }),
        mayNot("publish, as a caller", { ...pass(), action: "sns:Publish", resource: topic, context: {} }),
        may("pass the role to Systems Manager, as a caller", pass("ssm.amazonaws.com")),
        mayNot("pass the role to Amazon SNS, as a caller", pass("sns.amazonaws.com")),
        mayNot("pass the role without a service, as a caller", pass()),
    ],
);
