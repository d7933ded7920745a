import * as assert from "node:assert/strict";
import {
    AutomationAccess,
    AutomationEvents,
    DeploymentsAccess,
    MaintenanceWindowAccess,
    ManagedInstanceAccess,
    RunCommandAccess,
    RunCommandNotifications,
} from "../../../components";
import { accessScenarios } from "./access";
import { fleetScenarios } from "./fleet";
import { nodeScenarios } from "./node";
import { account, allowed, region, schedule, staff, trusted, type Scenario } from "./scenario";
import { ecsExecScenario } from "./ecsExec";
import { documentScenario } from "./document";
import { fleetManagerScenario } from "./fleetManager";
import { teamScenario } from "./team";
import { isRecord } from "../../fakeAws/value";

export { groupsOf, type Found, type Scenario } from "./scenario";

export const scenarios: readonly Scenario[] = [
    {
        component: "ManagedInstanceAccess",
        make: (changed) =>
            new ManagedInstanceAccess("web", {
                logs: { logGroupNames: changed ? ["/web", "/web/errors"] : ["/web"] },
                launchers: { grantees: staff("ManagedInstanceAccess", changed) },
            }),
        exists: [
            "GroupPolicyAttachment ManagedInstanceAccess-team/policy/web-launchers-HASH",
            "InstanceProfile web-instance-HASH",
            "Policy policy/web-core-HASH",
            "Policy policy/web-features-HASH",
            "Policy policy/web-launchers-HASH",
            "Role web-instance-HASH",
            "RolePolicyAttachment web-instance-HASH/policy/web-core-HASH",
            "RolePolicyAttachment web-instance-HASH/policy/web-features-HASH",
        ],
        holds: (found) => {
            const role = found("web Role");
            assert.deepEqual(trusted(role), ["ec2.amazonaws.com"]);
            assert.equal(found("web-profile InstanceProfile").role, role.name);
            assert.deepEqual(allowed(found("web-launchers Policy"), "iam:PassRole"), [role.arn]);
        },
        steps: [
            "create GroupPolicyAttachment web-launchers-group-ManagedInstanceAccess-audit",
            "update Policy web-features",
        ],
    },
    {
        component: "RunCommandAccess",
        make: (changed) =>
            new RunCommandAccess("patching", {
                operator: {
                    documents: changed ? ["Acme-PatchNow", "Acme-Restart"] : ["Acme-PatchNow"],
                    targetTags: { Environment: ["test"] },
                    grantees: staff("RunCommandAccess", changed),
                },
                reader: { grantees: { groups: ["RunCommandAccess-audit"] } },
            }),
        exists: [
            "GroupPolicyAttachment RunCommandAccess-team/policy/patching-operator-HASH",
            "GroupPolicyAttachment RunCommandAccess-audit/policy/patching-reader-HASH",
            "Policy policy/patching-operator-HASH",
            "Policy policy/patching-reader-HASH",
        ],
        holds: (found) => {
            const sent = allowed(found("patching-operator Policy"), "ssm:SendCommand");
            assert.deepEqual(
                sent.filter((resource) => resource.includes(":document/")),
                [`arn:aws:ssm:${region}:${account}:document/Acme-PatchNow`],
            );
        },
        steps: [
            "create GroupPolicyAttachment patching-operator-group-RunCommandAccess-audit",
            "update Policy patching-operator",
        ],
    },
    {
        component: "RunCommandNotifications",
        make: (changed) =>
            new RunCommandNotifications("patching", {
                topicName: "commands",
                callers: { grantees: staff("RunCommandNotifications", changed) },
                ...(changed
                    ? { kmsKeyArn: `arn:aws:kms:${region}:${account}:key/7a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d` }
                    : {}),
            }),
        exists: [
            "GroupPolicyAttachment RunCommandNotifications-team/policy/patching-callers-HASH",
            "Policy policy/patching-callers-HASH",
            "Role patching-notifications-HASH",
            "RolePolicy patching-notifications-HASH:publish",
            "Topic arn:aws:sns:eu-west-1:123456789012:commands",
        ],
        holds: (found) => {
            assert.deepEqual(trusted(found("patching Role")), ["ssm.amazonaws.com"]);
            assert.deepEqual(allowed(found("patching-publish RolePolicy"), "sns:Publish"), [
                found("patching-topic Topic").arn,
            ]);
        },
        steps: [
            "create GroupPolicyAttachment patching-callers-group-RunCommandNotifications-audit",
            "update RolePolicy patching-publish",
            "update Topic patching-topic",
        ],
    },
    {
        component: "MaintenanceWindowAccess",
        make: (changed) =>
            new MaintenanceWindowAccess("sundays", {
                runCommand: {
                    documents: changed ? ["AWS-RunPatchBaseline", "Acme-PatchNow"] : ["AWS-RunPatchBaseline"],
                    targetTags: { PatchGroup: ["web"] },
                },
                registrars: { grantees: staff("MaintenanceWindowAccess", changed) },
                window: {
                    schedule,
                    durationHours: changed ? 4 : 3,
                    cutoffHours: 1,
                    tasks: { patch: { document: "AWS-RunPatchBaseline" } },
                },
            }),
        exists: [
            "GroupPolicyAttachment MaintenanceWindowAccess-team/policy/sundays-registrars-HASH",
            "MaintenanceWindow mw-ID",
            "MaintenanceWindowTarget UUID",
            "MaintenanceWindowTask UUID",
            "Policy policy/sundays-registrars-HASH",
            "Role sundays-window-HASH",
            "RolePolicy sundays-window-HASH:tasks",
        ],
        holds: (found) => {
            const task = found("sundays-task-patch MaintenanceWindowTask");
            assert.equal(task.serviceRoleArn, found("sundays Role").arn);
            assert.equal(task.windowId, found("sundays-targets MaintenanceWindowTarget").windowId);
            assert.deepEqual(trusted(found("sundays Role")), ["ssm.amazonaws.com"]);
        },
        steps: [
            "create GroupPolicyAttachment sundays-registrars-group-MaintenanceWindowAccess-audit",
            "update MaintenanceWindow sundays-window",
            "update RolePolicy sundays-tasks",
        ],
    },
    {
        component: "AutomationAccess",
        make: (changed) =>
            new AutomationAccess("images", {
                permissions: {
                    Describe: { actions: ["ec2:DescribeImages"], resources: ["*"] },
                    ...(changed ? { Regions: { actions: ["ec2:DescribeRegions"], resources: ["*"] } } : {}),
                },
                starters: {
                    runbooks: changed ? ["Acme-RefreshImage", "Acme-SweepImages"] : ["Acme-RefreshImage"],
                    grantees: staff("AutomationAccess", changed),
                },
            }),
        exists: [
            "GroupPolicyAttachment AutomationAccess-team/policy/images-starters-HASH",
            "Policy policy/images-starters-HASH",
            "Role images-assume-HASH",
            "RolePolicy images-assume-HASH:permissions",
        ],
        holds: (found) => {
            assert.deepEqual(trusted(found("images Role")), ["ssm.amazonaws.com"]);
            assert.deepEqual(allowed(found("images-starters Policy"), "iam:PassRole"), [found("images Role").arn]);
        },
        steps: [
            "create GroupPolicyAttachment images-starters-group-AutomationAccess-audit",
            "update Policy images-starters",
            "update RolePolicy images-permissions",
        ],
    },
    {
        component: "AutomationEvents",
        make: (changed) =>
            new AutomationEvents("failures", {
                notifications: {
                    notificationTopicArn: `arn:aws:sns:${region}:${account}:failures`,
                    statuses: changed ? ["Failed", "TimedOut"] : ["Failed"],
                },
                schedule: {
                    runbook: "Acme-RefreshImage",
                    assumeRoleArn: `arn:aws:iam::${account}:role/refresher`,
                    scheduleExpression: changed ? "rate(2 days)" : "rate(1 day)",
                },
            }),
        exists: [
            "EventRule failures-notifications-HASH",
            "EventTarget failures-notifications-HASH-topic",
            "Role failures-notifications-HASH",
            "Role failures-schedule-HASH",
            "RolePolicy failures-notifications-HASH:publish",
            "RolePolicy failures-schedule-HASH:start",
            "Schedule failures-schedule-HASH/failures-schedule-HASH",
            "ScheduleGroup failures-schedule-HASH",
        ],
        holds: (found) => {
            const target = found("failures-notifications EventTarget");
            assert.equal(target.roleArn, found("failures-notifications Role").arn);
            assert.deepEqual(allowed(found("failures-notifications-publish RolePolicy"), "sns:Publish"), [target.arn]);
            const { target: started } = found("failures-schedule Schedule");
            assert.equal(isRecord(started) && started.roleArn, found("failures-schedule Role").arn);
        },
        steps: ["update EventRule failures-notifications", "update Schedule failures-schedule"],
    },
    {
        component: "DeploymentsAccess",
        make: (changed) =>
            new DeploymentsAccess("delivery", {
                gitHubActions: { repository: "acme/access", updateEnvironment: changed ? "production" : "prod" },
                deployed: {
                    arns: [
                        `arn:aws:iam::${account}:role/app`,
                        ...(changed ? [`arn:aws:sns:${region}:${account}:app`] : []),
                    ],
                },
            }),
        exists: [
            "OpenIdConnectProvider oidc-provider/token.actions.githubusercontent.com",
            "Policy policy/delivery-boundary-HASH",
            "Role delivery-preview-HASH",
            "Role delivery-update-HASH",
            "RolePolicy delivery-preview-HASH:read",
            "RolePolicy delivery-update-HASH:change",
            "RolePolicy delivery-update-HASH:read",
        ],
        holds: (found) => {
            const provider = found("delivery-github-provider OpenIdConnectProvider");
            assert.deepEqual(trusted(found("delivery-update Role")), [provider.arn]);
            assert.deepEqual(allowed(found("delivery-update-change RolePolicy"), "iam:CreateRole"), [
                `arn:aws:iam::${account}:role/app`,
            ]);
        },
        steps: [
            "update Role delivery-update",
            "update RolePolicy delivery-preview-read",
            "update RolePolicy delivery-update-change",
            "update RolePolicy delivery-update-read",
        ],
    },
    ...accessScenarios,
    ...fleetScenarios,
    ...nodeScenarios,
    ecsExecScenario,
    documentScenario,
    fleetManagerScenario,
    teamScenario,
];
