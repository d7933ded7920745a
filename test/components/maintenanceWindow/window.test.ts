import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { MaintenanceWindowAccess, type MaintenanceWindowAccessArgs } from "../../../components";
import {
    assumeRole,
    automation,
    everything,
    invoked,
    notificationRole,
    runCommand,
    started,
    topic,
    window,
} from "./fixture";
import { deploy, documentIn, type Made, type Run } from "../../support/deploy";

const roleArn = "arn:aws:iam::123456789012:role/acme-window";

const build = (args: MaintenanceWindowAccessArgs, run?: Run, opts?: pulumi.ComponentResourceOptions) =>
    deploy(() => new MaintenanceWindowAccess("ops", args, opts), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name)?.inputs ?? assert.fail(`no resource is named ${name}`);

describe("the window of MaintenanceWindowAccess", () => {
    it("uses the configured schedule and the tag that limits registrars", async () => {
        const { made } = await build({
            ...everything,
            tags: { Owner: "platform" },
            window: { ...window, windowName: "nightly" },
        });
        assert.deepEqual(inputsOf(made, "ops-window"), {
            name: "nightly",
            description: "Runs its tasks with a role of its own.",
            schedule: "cron(0 2 ? * SUN *)",
            scheduleTimezone: "Europe/Dublin",
            duration: 3,
            cutoff: 1,
            enabled: true,
            tags: { Owner: "platform", "ssm-access:maintenance-window": "nightly" },
        });
        const { Statement } = documentIn(made, "ops-registrars", "policy") as {
            Statement: readonly { Condition?: object }[];
        };
        assert.deepEqual(Statement[0]?.Condition, {
            StringEquals: { "aws:ResourceTag/ssm-access:maintenance-window": "nightly" },
        });
    });

    it("can be disabled", async () => {
        const { made } = await build({ ...everything, window: { ...window, enabled: false } });
        assert.equal(inputsOf(made, "ops-window").enabled, false);
    });

    it("targets the nodes of the role, by tag or by ID", async () => {
        const target = async (nodes: Partial<typeof runCommand>) => {
            const { made } = await build({ ...everything, runCommand: { ...runCommand, ...nodes } });
            return inputsOf(made, "ops-targets");
        };
        assert.deepEqual(await target({}), {
            name: "nodes",
            windowId: "ops-window-id",
            resourceType: "INSTANCE",
            targets: [
                { key: "tag:Environment", values: ["prod"] },
                { key: "tag:PatchGroup", values: ["web", "batch"] },
            ],
        });
        const byId = await target({ targetTags: undefined, nodeIds: ["mi-0123456789abcdef0"] });
        assert.deepEqual(byId.targets, [{ key: "InstanceIds", values: ["mi-0123456789abcdef0"] }]);
    });

    it("runs commands with the window role and notifies with the notification role", async () => {
        const { made } = await build(everything);
        assert.deepEqual(inputsOf(made, "ops-task-patch"), {
            name: "patch",
            windowId: "ops-window-id",
            taskType: "RUN_COMMAND",
            taskArn: "AWS-RunPatchBaseline",
            serviceRoleArn: roleArn,
            priority: 1,
            targets: [{ key: "WindowTargetIds", values: ["ops-targets-id"] }],
            maxConcurrency: "10%",
            maxErrors: "5%",
            taskInvocationParameters: {
                runCommandParameters: {
                    documentVersion: "1",
                    parameters: [{ name: "Operation", values: ["Install"] }],
                    outputS3Bucket: "acme-output",
                    outputS3KeyPrefix: "patch",
                    serviceRoleArn: notificationRole,
                    notificationConfig: {
                        notificationArn: topic,
                        notificationEvents: ["All"],
                        notificationType: "Command",
                    },
                },
            },
        });
    });

    it("runs on one node at a time, stops at the first failure and sends no notifications by default", async () => {
        const { made } = await build({
            runCommand: { documents: ["Own"], targetTags: { A: ["b"] } },
            window: { ...window, tasks: { own: { document: "Own" } } },
        });
        const { maxConcurrency, maxErrors, taskInvocationParameters } = inputsOf(made, "ops-task-own");
        assert.deepEqual([maxConcurrency, maxErrors], ["1", "0"]);
        assert.deepEqual(taskInvocationParameters, { runCommandParameters: {} });
    });

    it("passes the assume role to a runbook in its role parameter", async () => {
        const rotate = { runbook: "Acme-Rotate", parameters: { Keep: ["2"] }, assumeRoleArn: assumeRole };
        const { made } = await build({
            automation,
            window: { ...window, tasks: { usual: rotate, own: { ...rotate, assumeRoleParameter: "Role" } } },
        });
        for (const [task, name] of [
            ["usual", "AutomationAssumeRole"],
            ["own", "Role"],
        ] as const) {
            assert.deepEqual(inputsOf(made, `ops-task-${task}`).taskInvocationParameters, {
                automationParameters: {
                    parameters: [
                        { name: "Keep", values: ["2"] },
                        { name, values: [assumeRole] },
                    ],
                },
            });
        }
    });

    it("runs runbooks, function aliases and state machines without targets", async () => {
        const { made } = await build(everything);
        const common = { windowId: "ops-window-id", serviceRoleArn: roleArn };
        assert.deepEqual(inputsOf(made, "ops-task-rotate"), {
            ...common,
            name: "rotate",
            taskType: "AUTOMATION",
            taskArn: "Acme-Rotate",
            priority: 2,
            taskInvocationParameters: {
                automationParameters: { documentVersion: "$DEFAULT", parameters: [{ name: "Keep", values: ["2"] }] },
            },
        });
        assert.deepEqual(inputsOf(made, "ops-task-sweep"), {
            ...common,
            name: "sweep",
            taskType: "LAMBDA",
            taskArn: invoked.replace(":live", ""),
            priority: 3,
            taskInvocationParameters: { lambdaParameters: { payload: '{"key":"of-function"}', qualifier: "live" } },
        });
        assert.deepEqual(inputsOf(made, "ops-task-report"), {
            ...common,
            name: "report",
            taskType: "STEP_FUNCTIONS",
            taskArn: started,
            priority: 3,
            taskInvocationParameters: { stepFunctionsParameters: { input: '{"key":"of-machine"}' } },
        });
    });

    it("marks payloads as secrets in the component and its tasks, but not the documents", async () => {
        const seen = new Map<string, unknown>();
        const look: pulumi.ResourceTransformation = ({ type, name, props }) => {
            seen.set(type.startsWith("ssm-access:") ? "component" : name, props);
            return undefined;
        };
        const { report, sweep } = window.tasks;
        const tasks = { ...window.tasks, report: { ...report, payload: pulumi.secret("{}") }, sweep: { ...sweep } };
        await build({ ...everything, window: { ...window, tasks } }, {}, { transformations: [look] });
        const isSecret = async (name: string, ...path: readonly string[]): Promise<boolean> => {
            const value = path.reduce<unknown>(
                (within, key) => (within as Record<string, unknown>)[key],
                seen.get(name),
            );
            return pulumi.Output.isInstance(value) && (await pulumi.isSecret(value));
        };
        const invocation = "taskInvocationParameters";
        assert.equal(await isSecret("component", "window", "tasks", "sweep", "payload"), true);
        assert.equal(await isSecret("component", "window", "tasks", "report", "payload"), true);
        assert.equal(await isSecret("ops-task-sweep", invocation, "lambdaParameters", "payload"), true);
        assert.equal(await isSecret("ops-task-report", invocation, "stepFunctionsParameters", "input"), true);
        assert.equal(await isSecret("ops", "assumeRolePolicy"), false);
        assert.equal(await isSecret("ops-tasks", "policy"), false);
        assert.equal(await isSecret("ops-registrars", "policy"), false);
    });
});
