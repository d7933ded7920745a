import * as assert from "node:assert/strict";
import { EcsExecAccess } from "../../../components";
import { isRecord, text } from "../../fakeAws/value";
import { account, allowed, region, staff, trusted, type Scenario } from "./scenario";

export const ecsExecScenario: Scenario = {
    component: "EcsExecAccess",
    make: (changed) =>
        new EcsExecAccess("exec", {
            clusterNames: ["web"],
            cluster: { clusterName: "jobs" },
            configuration: { logGroup: { logGroupName: changed ? "/ecs/exec/new" : "/ecs/exec" } },
            taskRole: {},
            users: { taskTags: { Environment: ["test"] }, grantees: staff("EcsExecAccess", changed) },
        }),
    exists: [
        `Cluster arn:aws:ecs:${region}:${account}:cluster/jobs`,
        "GroupPolicyAttachment EcsExecAccess-team/policy/exec-users-HASH",
        "Policy policy/exec-users-HASH",
        "Role exec-task-HASH",
        "RolePolicy exec-task-HASH:permissions",
    ],
    holds: (found) => {
        const cluster = found("exec-cluster Cluster");
        const { configuration } = cluster;
        const { executeCommandConfiguration } = isRecord(configuration) ? configuration : {};
        assert.deepEqual(executeCommandConfiguration, {
            logging: "OVERRIDE",
            logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: "/ecs/exec" },
        });
        assert.deepEqual(trusted(found("exec-task Role")), ["ecs-tasks.amazonaws.com"]);
        assert.ok(
            allowed(found("exec-task-permissions RolePolicy"), "logs:PutLogEvents").every((resource) =>
                resource.includes(":log-group:/ecs/exec"),
            ),
        );
        assert.ok(allowed(found("exec-users Policy"), "ecs:ExecuteCommand").includes(text(cluster, "arn")));
    },
    steps: [
        "create GroupPolicyAttachment exec-users-group-EcsExecAccess-audit",
        "update Cluster exec-cluster",
        "update RolePolicy exec-task-permissions",
    ],
};
