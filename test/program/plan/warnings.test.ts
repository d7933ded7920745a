import * as assert from "node:assert/strict";
import { planStack } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { keyArn } from "../../components/managedInstance/fixture";
import { home } from "../../support/deploy";

/** The paths and values of the warnings of a stack, without its key prefix. */
const warningsOf = (config: GivenConfig): readonly string[] =>
    planStack(config, { project: "acme", stack: "test", location: home }).instances.flatMap(({ warnings }) =>
        warnings.map(({ path, message }) => `${path.replace("ssm-access:", "")} ${message}`),
    );

const grantees = { groups: ["ops"] };
const command = { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] }, outputBucketName: "acme-output" };
const web = (...outputBuckets: readonly object[]) => ({ managedInstance: { web: { outputBuckets } } });
const windowWith = (task: object) => ({
    maintenanceWindow: {
        patching: {
            runCommand: command,
            window: {
                schedule: "rate(7 days)",
                durationHours: 2,
                cutoffHours: 1,
                tasks: { patch: { document: "Acme-PatchNow", ...task } },
            },
        },
    },
});

const commands: Readonly<Record<string, GivenConfig>> = {
    "runCommand.a.operator": { runCommand: { a: { operator: { ...command, grantees } } } },
    "runCommand.a.administrator": { runCommand: { a: { administrator: { ...command, grantees } } } },
    "patch.a.patchers": {
        patch: { a: { patchers: { targetTags: command.targetTags, outputBucketName: "acme-output", grantees } } },
    },
    "stateManager.a.runCommand": { stateManager: { a: { runCommand: command } } },
    "maintenanceWindow.a.runCommand": { maintenanceWindow: { a: { runCommand: command } } },
};

describe("warnings about command output", () => {
    for (const [path, config] of Object.entries(commands)) {
        it(`report a bucket that no nodes may write to: ${path}`, () => {
            assert.deepEqual(warningsOf({ ...config, ...web({ bucketName: "acme-other" }) }), [
                `${path}.outputBucketName is a bucket that the nodes of managedInstance.web cannot write to, so their ` +
                    "output is lost",
            ]);
            assert.deepEqual(warningsOf({ ...config, ...web({ bucketName: "acme-output", keyPrefix: "web" }) }), []);
            assert.deepEqual(warningsOf(config), []);
        });
    }

    it("ignore nodes of other Regions, and nodes with further managed policies", () => {
        const config = commands["runCommand.a.operator"] ?? assert.fail();
        const managedPolicyArns = ["arn:aws:iam::123456789012:policy/output"];
        assert.deepEqual(warningsOf({ ...config, managedInstance: { web: { region: "us-east-1" } } }), []);
        assert.deepEqual(warningsOf({ ...config, managedInstance: { web: { managedPolicyArns } } }), []);
        const hosts = { frankfurt: { region: "eu-central-1", awsManagedCore: false, furtherRegions: ["eu-west-1"] } };
        assert.equal(warningsOf({ ...config, defaultHostManagement: hosts }).length, 1);
    });

    it("report a task that writes where the nodes may not", () => {
        const below = web({ bucketName: "acme-output", keyPrefix: "web" });
        assert.deepEqual(warningsOf({ ...windowWith({}), ...below }), [
            "maintenanceWindow.patching.window.tasks.patch.outputKeyPrefix writes output to the root of bucket " +
                "acme-output, but the nodes of managedInstance.web may only write below web/",
        ]);
        assert.deepEqual(warningsOf({ ...windowWith({ outputKeyPrefix: "web2" }), ...below }), [
            "maintenanceWindow.patching.window.tasks.patch.outputKeyPrefix writes output below web2/ of bucket " +
                "acme-output, but the nodes of managedInstance.web may only write below web/",
        ]);
    });

    it("accept a task that writes where the nodes may", () => {
        for (const keyPrefix of ["web", "web/patches"]) {
            const config = windowWith({ outputKeyPrefix: keyPrefix });
            assert.deepEqual(warningsOf({ ...config, ...web({ bucketName: "acme-output", keyPrefix: "web" }) }), []);
            assert.deepEqual(warningsOf({ ...config, ...web({ bucketName: "acme-output" }) }), []);
            assert.deepEqual(
                warningsOf({
                    ...config,
                    ...web(
                        { bucketName: "acme-output", keyPrefix: "db" },
                        { bucketName: "acme-output", keyPrefix: "web" },
                    ),
                }),
                [],
            );
        }
        assert.deepEqual(warningsOf({ ...windowWith({}), ...web({ bucketName: "acme-output" }) }), []);
    });
});

describe("warnings about the logs of sessions", () => {
    it("report nodes that may write below another prefix", () => {
        const sessions = { bucket: { bucketName: "acme-sessions", keyPrefix: "web" } };
        const preferring = (keyPrefix?: string) =>
            warningsOf({
                managedInstance: { web: { sessions } },
                session: { a: { preferences: { bucket: { bucketName: "acme-sessions", keyPrefix } } } },
            });
        assert.deepEqual(preferring("db"), [
            "session.a.preferences.bucket.keyPrefix is not where the nodes of managedInstance.web may write, so their " +
                "sessions fail or are not logged",
        ]);
        assert.equal(preferring().length, 1);
        assert.deepEqual(preferring("web/dev"), []);
    });
});

describe("warnings about endpoints", () => {
    const endpoints = (args: object = {}) => ({
        systemsManagerEndpoints: {
            main: { vpcId: "vpc-01234567", subnetIds: ["subnet-01234567"], nodeCidrBlocks: ["10.0.0.0/20"], ...args },
        },
    });
    const logged = { session: { a: { preferences: { logGroup: { logGroupName: "/ssm" } } } } };
    const encrypted = { managedInstance: { web: { sessions: { kmsKeyArn: keyArn("a") } } } };

    it("report endpoints that sessions of the Region need", () => {
        assert.deepEqual(warningsOf({ ...endpoints(), ...logged }), [
            "systemsManagerEndpoints.main.logs is not enabled, but sessions of session.a log to CloudWatch Logs: nodes " +
                "without another route to the service cannot",
        ]);
        assert.deepEqual(warningsOf({ ...endpoints({ logs: true }), ...encrypted }), [
            "systemsManagerEndpoints.main.kms is not enabled, but sessions of managedInstance.web are encrypted with a " +
                "KMS key: nodes without another route to the service cannot",
        ]);
    });

    it("are silent with the endpoints, without such sessions, and in other Regions", () => {
        assert.deepEqual(warningsOf(endpoints()), []);
        assert.deepEqual(warningsOf({ ...endpoints({ logs: true }), ...logged }), []);
        assert.deepEqual(warningsOf({ ...endpoints({ kms: true }), ...encrypted }), []);
        assert.deepEqual(warningsOf({ ...endpoints({ region: "us-east-1" }), ...logged }), []);
    });
});

describe("warnings about the roles of associations", () => {
    const roleOf = (automation: object) =>
        warningsOf({
            automation: {
                images: { permissions: { Read: { actions: ["ec2:DescribeImages"], resources: ["*"] } }, ...automation },
            },
            stateManager: { a: { automation: { runbooks: ["Acme-Refresh"], assumeRoleArns: ["automation.images"] } } },
        });

    it("report a role that requires aws:SourceArn", () => {
        assert.deepEqual(roleOf({}), [
            "stateManager.a.automation.assumeRoleArns[0] is the role of automation.images, which requires aws:SourceArn: " +
                "AWS documents that key for other executions, but not for those that associations start",
        ]);
        assert.deepEqual(roleOf({ anySource: true }), []);
    });
});
