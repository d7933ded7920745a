import * as assert from "node:assert/strict";
import { Key } from "@pulumi/aws/kms";
import { EcsExecAccess } from "../../../components";
import { executeCommandConfiguration } from "../../../components/ecsExec/configuration";
import { ecsExec } from "../../../components/ecsExec/pattern";
import { describeComponent, unknownInputs } from "../../support/component";
import { deploy, inventory } from "../../support/deploy";
import { namingScope } from "../namingScopes";
import { configuration, everything } from "./fixture";

const names = ecsExec.names(namingScope("EcsExecAccess"), everything);

describeComponent(EcsExecAccess, ecsExec, {
    args: { ...everything, tags: { Owner: "platform" } },
    inventory: [
        ["ssm-access:index:EcsExecAccess", "ops"],
        ["aws:ecs/cluster:Cluster", "ops-cluster"],
        ["aws:iam/role:Role", "ops-task"],
        ["aws:iam/rolePolicy:RolePolicy", "ops-task-permissions"],
        ["aws:iam/policy:Policy", "ops-tasks"],
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-tasks-role-web-task"],
        ["aws:iam/policy:Policy", "ops-users"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-users-group-developers"],
    ],
    carries: [
        ["ops-task", "assumeRolePolicy", "trust"],
        ["ops-task-permissions", "policy", "permissions"],
        ["ops-tasks", "policy", "tasks"],
        ["ops-users", "policy", "users"],
    ],
    outputs: {
        roleArn: names.role.arn,
        roleName: names.role.name,
        clusterName: "jobs",
        clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs",
        configurationJson: JSON.stringify(executeCommandConfiguration(configuration)),
        taskPolicyArn: names.tasks.arn,
        userPolicyArn: names.users.arn,
    },
    rejected: {
        args: { users: { grantees: {}, containerNames: ["*"] }, tasks: { grantees: { groups: ["ops"] } }, path: "ops" },
        paths: ["users.grantees", "users.containerNames[0]", "path", "users", "tasks.grantees.groups"],
    },
});

describe("EcsExecAccess cluster", () => {
    const inputs = async (args: ConstructorParameters<typeof EcsExecAccess>[1]) => {
        const { made } = await deploy(() => new EcsExecAccess("ops", args));
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:EcsExecAccess", "ops"],
            ["aws:ecs/cluster:Cluster", "ops-cluster"],
        ]);
        return made.find(({ name }) => name === "ops-cluster")?.inputs;
    };

    it("has the configuration, the tags and the Region", async () => {
        assert.deepEqual(
            await inputs({
                cluster: { clusterName: "jobs" },
                configuration: { ...configuration, kmsKeyArn: undefined },
                tags: { Owner: "platform" },
                region: "us-east-1",
            }),
            {
                name: "jobs",
                configuration: {
                    executeCommandConfiguration: executeCommandConfiguration({
                        ...configuration,
                        kmsKeyArn: undefined,
                    }),
                },
                tags: { Owner: "platform" },
                region: "us-east-1",
            },
        );
    });

    it("has no configuration without one", async () => {
        assert.deepEqual(await inputs({ cluster: { clusterName: "jobs" } }), { name: "jobs" });
    });

    it("leaves the task policy and the users' policy unknown while the key is", async () => {
        const { made } = await deploy(
            () => new EcsExecAccess("ops", { ...everything, configuration: { kmsKeyArn: new Key("sessions").arn } }),
            { preview: true },
        );
        assert.deepEqual(unknownInputs(made), [
            "ops-cluster.configuration",
            "ops-task-permissions.policy",
            "ops-tasks.policy",
            "ops-users.policy",
        ]);
    });
});
