import * as assert from "node:assert/strict";
import { join } from "node:path";
import program from "../index";
import { planOfStack } from "../program/preview/planOfStack";
import { jsonOf, reportOf, type FullReport, type PreviewReport } from "../program/preview/report";
import { runPreview } from "../program/preview/run";
import { projectIn, stackConfigIn } from "../program/stackFile";
import { home } from "./support/deploy";

const folder = join(__dirname, "..");

/** What the program makes of Pulumi.dev.yaml. */
const dev = async (): Promise<FullReport> => {
    const run = { project: projectIn(folder), stack: "dev", place: home, config: stackConfigIn(folder, "dev") };
    const plan = planOfStack(run.config, run);
    return reportOf(await runPreview(program, { ...run, ...plan }), plan, home);
};

/** Hashes of names follow from the identity, which a test of its own proves. */
const steady = (text: string): PreviewReport =>
    JSON.parse(text.replace(/-[0-9a-f]{8}(?=")/g, "-HASH")) as PreviewReport;

describe("the program, on Pulumi.dev.yaml", () => {
    let report: FullReport;
    before(async () => {
        report = await dev();
    });

    it("exports objects by pattern and name", () => {
        assert.deepEqual(steady(jsonOf(report)).outputs, {
            automation: {
                images: {
                    roleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-images-assume-HASH",
                    roleName: "ssm-access-dev-images-assume-HASH",
                    starterPolicyArn: "arn:aws:iam::123456789012:policy/ssm-access-dev-images-starters-HASH",
                },
            },
            automationEvents: {
                images: {
                    notificationRoleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-images-notifications-HASH",
                    notificationRuleArn:
                        "arn:aws:events:eu-west-1:123456789012:rule/ssm-access-dev-images-notifications-HASH",
                    scheduleArn:
                        "arn:aws:scheduler:eu-west-1:123456789012:schedule/ssm-access-dev-images-schedule-380b5832/ssm-access-dev-images-schedule-HASH",
                    scheduleGroupName: "ssm-access-dev-images-schedule-HASH",
                    scheduleRoleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-images-schedule-HASH",
                    topicArn: "arn:aws:sns:eu-west-1:123456789012:ssm-access-dev-patching-notifications-HASH",
                },
            },
            deployments: {
                delivery: {
                    boundaryArn: "arn:aws:iam::123456789012:policy/ssm-access-dev-delivery-boundary-HASH",
                    previewRoleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-delivery-preview-HASH",
                    updateRoleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-delivery-update-HASH",
                },
            },
            maintenanceWindow: {
                patching: {
                    registrarPolicyArn: "arn:aws:iam::123456789012:policy/ssm-access-dev-patching-registrars-HASH",
                    roleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-patching-window-HASH",
                    roleName: "ssm-access-dev-patching-window-HASH",
                    windowId: "known after pulumi up",
                    windowName: "ssm-access-dev-patching-window-HASH",
                },
            },
            managedInstance: {
                web: {
                    instanceProfileArn: "arn:aws:iam::123456789012:instance-profile/ssm-access-dev-web-instance-HASH",
                    instanceProfileName: "ssm-access-dev-web-instance-HASH",
                    launcherPolicyArn: "arn:aws:iam::123456789012:policy/ssm-access-dev-web-launchers-HASH",
                    roleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-web-instance-HASH",
                    roleName: "ssm-access-dev-web-instance-HASH",
                },
            },
            runCommand: {
                patching: {
                    administratorPolicyArn:
                        "arn:aws:iam::123456789012:policy/ssm-access-dev-patching-administrator-HASH",
                    operatorPolicyArn: "arn:aws:iam::123456789012:policy/ssm-access-dev-patching-operator-HASH",
                    readerPolicyArn: "arn:aws:iam::123456789012:policy/ssm-access-dev-patching-reader-HASH",
                },
            },
            runCommandNotifications: {
                patching: {
                    roleArn: "arn:aws:iam::123456789012:role/ssm-access-dev-patching-notifications-HASH",
                    roleName: "ssm-access-dev-patching-notifications-HASH",
                    topicArn: "arn:aws:sns:eu-west-1:123456789012:ssm-access-dev-patching-notifications-HASH",
                },
            },
        });
    });

    it("makes exactly these resources", () => {
        assert.deepEqual(
            report.resources.map(({ urn }) => urn.replace("urn:pulumi:dev::ssm-access::", "")),
            [
                "pulumi:pulumi:Stack::ssm-access-dev",
                "ssm-access:index:AutomationAccess::images",
                "ssm-access:index:AutomationAccess$aws:iam/role:Role::images",
                "ssm-access:index:AutomationAccess$aws:iam/rolePolicy:RolePolicy::images-permissions",
                "ssm-access:index:AutomationAccess$aws:iam/policy:Policy::images-starters",
                "ssm-access:index:AutomationAccess$aws:iam/groupPolicyAttachment:GroupPolicyAttachment::images-starters-group-ops",
                "ssm-access:index:AutomationEvents::images",
                "ssm-access:index:AutomationEvents$aws:cloudwatch/eventRule:EventRule::images-notifications",
                "ssm-access:index:AutomationEvents$aws:cloudwatch/eventTarget:EventTarget::images-notifications",
                "ssm-access:index:AutomationEvents$aws:iam/role:Role::images-notifications",
                "ssm-access:index:AutomationEvents$aws:iam/rolePolicy:RolePolicy::images-notifications-publish",
                "ssm-access:index:AutomationEvents$aws:iam/role:Role::images-schedule",
                "ssm-access:index:AutomationEvents$aws:scheduler/schedule:Schedule::images-schedule",
                "ssm-access:index:AutomationEvents$aws:scheduler/scheduleGroup:ScheduleGroup::images-schedule",
                "ssm-access:index:AutomationEvents$aws:iam/rolePolicy:RolePolicy::images-schedule-start",
                "ssm-access:index:DeploymentsAccess::delivery",
                "ssm-access:index:DeploymentsAccess$aws:iam/policy:Policy::delivery-boundary",
                "ssm-access:index:DeploymentsAccess$aws:iam/role:Role::delivery-preview",
                "ssm-access:index:DeploymentsAccess$aws:iam/rolePolicy:RolePolicy::delivery-preview-read",
                "ssm-access:index:DeploymentsAccess$aws:iam/openIdConnectProvider:OpenIdConnectProvider::delivery-pulumi-provider",
                "ssm-access:index:DeploymentsAccess$aws:iam/role:Role::delivery-update",
                "ssm-access:index:DeploymentsAccess$aws:iam/rolePolicy:RolePolicy::delivery-update-change",
                "ssm-access:index:DeploymentsAccess$aws:iam/rolePolicy:RolePolicy::delivery-update-read",
                "ssm-access:index:MaintenanceWindowAccess::patching",
                "ssm-access:index:MaintenanceWindowAccess$aws:iam/role:Role::patching",
                "ssm-access:index:MaintenanceWindowAccess$aws:iam/policy:Policy::patching-registrars",
                "ssm-access:index:MaintenanceWindowAccess$aws:iam/groupPolicyAttachment:GroupPolicyAttachment::patching-registrars-group-ops",
                "ssm-access:index:MaintenanceWindowAccess$aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget::patching-targets",
                "ssm-access:index:MaintenanceWindowAccess$aws:ssm/maintenanceWindowTask:MaintenanceWindowTask::patching-task-patch",
                "ssm-access:index:MaintenanceWindowAccess$aws:ssm/maintenanceWindowTask:MaintenanceWindowTask::patching-task-refresh-image",
                "ssm-access:index:MaintenanceWindowAccess$aws:iam/rolePolicy:RolePolicy::patching-tasks",
                "ssm-access:index:MaintenanceWindowAccess$aws:ssm/maintenanceWindow:MaintenanceWindow::patching-window",
                "ssm-access:index:ManagedInstanceAccess::web",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/role:Role::web",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/policy:Policy::web-core",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-core-role-0",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/policy:Policy::web-features",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-features-role-0",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/policy:Policy::web-launchers",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/groupPolicyAttachment:GroupPolicyAttachment::web-launchers-group-ops",
                "ssm-access:index:ManagedInstanceAccess$aws:iam/instanceProfile:InstanceProfile::web-profile",
                "ssm-access:index:RunCommandAccess::patching",
                "ssm-access:index:RunCommandAccess$aws:iam/policy:Policy::patching-administrator",
                "ssm-access:index:RunCommandAccess$aws:iam/rolePolicyAttachment:RolePolicyAttachment::patching-administrator-role-platform-admin",
                "ssm-access:index:RunCommandAccess$aws:iam/policy:Policy::patching-operator",
                "ssm-access:index:RunCommandAccess$aws:iam/groupPolicyAttachment:GroupPolicyAttachment::patching-operator-group-ops",
                "ssm-access:index:RunCommandAccess$aws:iam/policy:Policy::patching-reader",
                "ssm-access:index:RunCommandAccess$aws:iam/groupPolicyAttachment:GroupPolicyAttachment::patching-reader-group-ops",
                "ssm-access:index:RunCommandAccess$aws:iam/groupPolicyAttachment:GroupPolicyAttachment::patching-reader-group-support",
                "ssm-access:index:RunCommandNotifications::patching",
                "ssm-access:index:RunCommandNotifications$aws:iam/role:Role::patching",
                "ssm-access:index:RunCommandNotifications$aws:iam/rolePolicy:RolePolicy::patching-publish",
                "ssm-access:index:RunCommandNotifications$aws:sns/topic:Topic::patching-topic",
            ],
        );
    });

    it("knows every document before anything exists, and breaks no rule", () => {
        assert.deepEqual(
            report.documents.filter(({ document }) => document === undefined),
            [],
        );
        assert.deepEqual(report.findings, []);
    });

    it("passes no role by a pattern, and guards every trust that can be guarded", () => {
        const passed = report.edges.filter(({ kind }) => kind === "passRole");
        assert.ok(passed.length > 0);
        assert.deepEqual(
            passed.filter(
                ({ to, service }) => !/^arn:aws:iam::123456789012:role\/[\w-]+$/.test(to) || service === undefined,
            ),
            [],
        );
        const unguarded = report.edges.filter(({ kind, conditions }) => kind === "trust" && conditions.length === 0);
        assert.deepEqual([...new Set(unguarded.map(({ service }) => service))], ["ec2.amazonaws.com"]);
    });
});
