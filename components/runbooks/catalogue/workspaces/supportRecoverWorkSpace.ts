import type { Runbook } from "../../runbook";

export const supportRecoverWorkSpace = {
    name: "AWSSupport-RecoverWorkSpace",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-awssupport-recover-workspace.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "optional",
    parameters: {
        Acknowledge: { required: true, values: ["Yes"] },
        Reboot: { required: true, values: ["Yes", "No"] },
        Rebuild: { required: true, values: ["Yes", "No"] },
        Restore: { required: true, values: ["Yes", "No"] },
        WorkspaceId: { required: true, pattern: "ws-[0-9a-z]{8,63}" },
    },
    statements: [
        {
            name: "Recover",
            actions: [
                "workspaces:DescribeWorkspaceSnapshots",
                "workspaces:RebootWorkspaces",
                "workspaces:StartWorkspaces",
            ],
            resources: ["arn:{partition}:workspaces:{region}:{account}:workspace/{WorkspaceId}"],
        },
        {
            name: "RebuildAndRestore",
            actions: ["workspaces:RebuildWorkspaces", "workspaces:RestoreWorkspace"],
            resources: ["arn:{partition}:workspaces:{region}:{account}:workspace/{WorkspaceId}"],
            isDestructive: true,
        },
        { name: "Read", actions: ["workspaces:DescribeWorkspaces"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "workspaces:DescribeWorkspaces",
        "workspaces:DescribeWorkspaceSnapshots",
        "workspaces:RebootWorkspaces",
        "workspaces:RebuildWorkspaces",
        "workspaces:RestoreWorkspace",
        "workspaces:StartWorkspaces",
    ],
    note: "Rebuild and restore use the last snapshot, which can be 12 hours old; rebuild also loses installed software and settings.",
} as const satisfies Runbook;
