import * as assert from "node:assert/strict";
import { ConfigError } from "../../../program/config/error";
import { planStack } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { home } from "../../support/deploy";

const planOf = (config: GivenConfig) => planStack(config, { project: "acme", stack: "test", location: home });

const member = (config: GivenConfig, reference: string) =>
    planOf(config).instances.find((instance) => instance.reference === reference) ?? assert.fail(`no ${reference}`);

const delivery = { pulumiDeployments: { organization: "acme" } };

const tasks = { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] } };

const config: GivenConfig = {
    runCommandNotifications: { ops: {} },
    maintenanceWindow: {
        nightly: {
            runCommand: { ...tasks, notificationRoleArns: ["runCommandNotifications.ops"] },
            registrars: { grantees: { groups: ["ops"], users: ["arn:aws:iam::123456789012:user/staff/ana"] } },
            window: {
                schedule: "rate(7 days)",
                durationHours: 2,
                cutoffHours: 1,
                windowName: "nightly",
                tasks: { patch: { document: "Acme-PatchNow" } },
            },
        },
    },
    deployments: { delivery },
};

const issuesOf = (given: GivenConfig): readonly string[] => {
    try {
        planOf(given);
        return [];
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.issues.map(({ path, message, fix }) => `${path} ${message}. ${fix}`);
    }
};

describe("the deployment scope", () => {
    const nameOf = (reference: string, child: string): string =>
        member(config, reference).physicalNames[child]?.arn ?? assert.fail(`${reference} names no ${child}`);

    it("contains everything that the other components create, by exact name", () => {
        const deployed = member(config, "deployments.delivery").resolved.deployed as Record<string, unknown>;
        assert.deepEqual(
            [...(deployed.arns as string[])].sort(),
            [
                nameOf("maintenanceWindow.nightly", "registrars"),
                nameOf("maintenanceWindow.nightly", "role"),
                nameOf("runCommandNotifications.ops", "role"),
                nameOf("runCommandNotifications.ops", "topic"),
            ].sort(),
        );
        assert.deepEqual(
            new Set(deployed.granteeArns as string[]),
            new Set(["arn:aws:iam::123456789012:group/ops", "arn:aws:iam::123456789012:user/staff/ana"]),
        );
        assert.deepEqual(deployed.windowNames, ["nightly"]);
    });

    it("contains the policy of an access level without grantees only if the level asks for it", () => {
        const arnsWith = (reader: object): readonly string[] => {
            const { deployed } = member(
                { runCommand: { ops: { reader } }, deployments: { delivery } },
                "deployments.delivery",
            ).resolved;
            const scope = deployed as { readonly arns: readonly string[]; readonly granteeArns?: unknown } | undefined;
            assert.equal(scope?.granteeArns, undefined);
            return scope?.arns ?? [];
        };
        assert.deepEqual(arnsWith({}), []);
        assert.match(
            arnsWith({ createPolicy: true }).join(),
            /^arn:aws:iam::123456789012:policy\/acme-test-ops-reader-[0-9a-f]{8}$/,
        );
    });

    it("passes each role to the services that it trusts", () => {
        const { passes } = member(config, "deployments.delivery").resolved.deployed as Record<string, unknown>;
        assert.deepEqual(
            new Set(
                (passes as { roleArn: string; service: string }[]).map(
                    ({ roleArn, service }) => `${service} ${roleArn}`,
                ),
            ),
            new Set([
                `ssm.amazonaws.com ${nameOf("maintenanceWindow.nightly", "role")}`,
                `ssm.amazonaws.com ${nameOf("runCommandNotifications.ops", "role")}`,
            ]),
        );
    });

    it("contains the actions and resources of the roles' policies", () => {
        const { uses } = member(config, "deployments.delivery").resolved.deployed as {
            readonly uses: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
        };
        const resourcesOf = (action: string): ReadonlySet<string> =>
            new Set(uses.flatMap(({ actions, resources }) => (actions.includes(action) ? resources : [])));
        assert.deepEqual(
            resourcesOf("ssm:SendCommand"),
            new Set([
                "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow",
                "arn:aws:ec2:eu-west-1:123456789012:instance/*",
                "arn:aws:ssm:eu-west-1:123456789012:managed-instance/*",
            ]),
        );
        assert.deepEqual(resourcesOf("sns:Publish"), new Set([nameOf("runCommandNotifications.ops", "topic")]));
        assert.deepEqual(resourcesOf("kms:Decrypt"), new Set());
    });

    it("does not contain the permissions of people", () => {
        const given: GivenConfig = {
            runCommand: { ops: { operator: { ...tasks, grantees: { groups: ["ops"] } } } },
            deployments: { delivery },
        };
        const deployed = member(given, "deployments.delivery").resolved.deployed as Record<string, unknown>;
        assert.equal(deployed.uses, undefined);
    });

    it("excludes existing resources, service-linked roles and unused access levels", () => {
        const given: GivenConfig = {
            maintenanceWindow: { linked: { serviceLinkedRole: true, registrars: { grantees: { groups: ["ops"] } } } },
            managedInstance: {
                adopted: { existingRoleArn: "arn:aws:iam::123456789012:role/team/bastion", sessionsOnly: true },
            },
            runCommandNotifications: { given: { topicArn: "arn:aws:sns:eu-west-1:123456789012:given" } },
            runCommand: { reading: { reader: { grantees: { groups: ["ops"] } } } },
            deployments: { delivery },
        };
        const { arns } = member(given, "deployments.delivery").resolved.deployed as {
            readonly arns: readonly string[];
        };
        const resources = arns.map((arn) =>
            arn
                .split(":")
                .slice(5)
                .join(":")
                .replace(/-[0-9a-f]{8}$/, ""),
        );
        assert.deepEqual([...resources].sort(), [
            "instance-profile/acme-test-adopted-instance",
            "policy/acme-test-adopted-core",
            "policy/acme-test-linked-registrars",
            "policy/acme-test-reading-reader",
            "role/acme-test-given-notifications",
        ]);
    });

    it("contains service settings, log groups and bucket policies, which the deployer may change", () => {
        const given: GivenConfig = {
            permissionsBoundary: "deployments.delivery",
            defaultHostManagement: { hosts: { awsManagedCore: false } },
            managedInstance: {
                web: { awsBuckets: {}, patchBaselines: ["pb-0123456789abcdef0"], restrictReports: true },
            },
            flowLogDelivery: {
                network: { logGroup: { logGroupName: "/acme/flow" }, bucket: { bucketName: "acme-flow" } },
                kept: {
                    logGroup: { existingLogGroupName: "/acme/kept" },
                    bucket: { bucketName: "acme-kept", attachPolicy: false },
                },
            },
            deployments: { delivery },
        };
        const { resolved, reviewed } = member(given, "deployments.delivery");
        const setting =
            "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/managed-instance/default-ec2-instance-management-role";
        const group = "arn:aws:logs:eu-west-1:123456789012:log-group:/acme/flow";
        const { arns, passes } = resolved.deployed as { readonly arns: readonly string[]; readonly passes: unknown };
        assert.deepEqual(
            arns.filter((arn) => !arn.includes(":iam:")),
            [setting, group, "arn:aws:s3:::acme-flow"],
        );
        assert.match(JSON.stringify(passes), /"vpc-flow-logs\.amazonaws\.com"/);
        const statements = (child: string) =>
            Object.fromEntries(
                (reviewed.find((document) => document.child === child)?.plannedDocument.document.Statement ?? []).map(
                    ({ Sid, Resource }) => [Sid, Resource],
                ),
            );
        const { ChangeServiceSettings, ChangeLogGroups, ChangeBucketPolicies, PassToVpcFlowLogs } =
            statements("change");
        assert.deepEqual(ChangeServiceSettings, [setting]);
        assert.deepEqual(ChangeLogGroups, [group, `${group}:*`]);
        assert.deepEqual(ChangeBucketPolicies, ["arn:aws:s3:::acme-flow"]);
        assert.equal(PassToVpcFlowLogs?.length, 2);
        assert.deepEqual(statements("read").ListLogGroups, ["*"]);
    });

    it("is taken from the config if it is set there", () => {
        const deployed = { arns: ["arn:aws:iam::123456789012:role/other"] };
        const given = { ...config, deployments: { delivery: { ...delivery, deployed } } };
        assert.deepEqual(member(given, "deployments.delivery").resolved.deployed, deployed);
    });
});

describe("a permissions boundary of the same stack", () => {
    const bounded = (boundaryActions?: readonly string[]): GivenConfig => ({
        permissionsBoundary: "deployments.delivery",
        automation: {
            images: {
                permissions: {
                    Launch: {
                        actions: ["ec2:RunInstances"],
                        resources: ["arn:aws:ec2:eu-west-1:123456789012:instance/*"],
                    },
                },
            },
        },
        deployments: { delivery: { ...delivery, ...(boundaryActions && { boundaryActions }) } },
    });

    it("is attached to every role, and created first", () => {
        const images = member(bounded(["ec2:RunInstances"]), "automation.images");
        const { boundary } = member(bounded(["ec2:RunInstances"]), "deployments.delivery").physicalNames;
        assert.equal(images.resolved.permissionsBoundary, boundary?.arn);
        assert.deepEqual(images.after, ["deployments.delivery"]);
    });

    it("is not attached to the roles of the deployer", () => {
        const { resolved } = member(bounded(["ec2:RunInstances"]), "deployments.delivery");
        assert.equal(resolved.permissionsBoundary, undefined);
    });

    it("is rejected if it does not allow the actions of a role", () => {
        const [problem = "", ...others] = issuesOf(bounded());
        assert.deepEqual(others, []);
        assert.match(
            problem,
            /^ssm-access:automation\.images\.permissionsBoundary is a boundary that does not allow ec2:Run/,
        );
        assert.match(problem, /Add "ec2:RunInstances" to boundaryActions of deployments\.delivery\.$/);
    });

    it("does not restrict people", () => {
        assert.deepEqual(issuesOf({ ...config, permissionsBoundary: "deployments.delivery" }), []);
    });

    it("must be a component of this stack or an ARN", () => {
        const [problem = ""] = issuesOf({ ...config, permissionsBoundary: "deployments.other" });
        assert.match(problem, /permissionsBoundary.* refers to a component that does not exist in this stack/);
    });
});
