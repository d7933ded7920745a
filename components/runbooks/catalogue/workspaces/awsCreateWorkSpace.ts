import type { Runbook } from "../../runbook";

export const awsCreateWorkSpace = {
    name: "AWS-CreateWorkSpace",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/aws-create-workspace.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "optional",
    parameters: {
        BundleId: { required: true },
        ComputeTypeName: {
            values: ["VALUE", "STANDARD", "PERFORMANCE", "POWER", "GRAPHICS", "POWERPRO", "GRAPHICSPRO"],
        },
        DirectoryId: { required: true, pattern: "d-[0-9a-f]{8,63}" },
        RootVolumeEncryptionEnabled: {},
        RootVolumeSizeGib: { required: true },
        RunningMode: { required: true, values: ["ALWAYS_ON", "AUTO_STOP"] },
        RunningModeAutoStopTimeoutInMinutes: {},
        Tags: {},
        UserName: { required: true },
        UserVolumeEncryptionEnabled: {},
        UserVolumeSizeGib: { required: true },
        VolumeEncryptionKey: {},
    },
    statements: [
        {
            name: "Create",
            actions: ["workspaces:CreateWorkspaces"],
            resources: [
                "arn:{partition}:workspaces:{region}:{account}:directory/{DirectoryId}",
                "arn:{partition}:workspaces:{region}:{account}:workspacebundle/{BundleId}",
                "arn:{partition}:workspaces:{region}:{account}:workspace/*",
            ],
        },
        { name: "Read", actions: ["workspaces:DescribeWorkspaces", "workspaces:CreateTags"], resources: ["*"] },
    ],
    listed: ["workspaces:CreateWorkspaces", "workspaces:DescribeWorkspaces"],
    added: [
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
        { actions: ["workspaces:CreateTags"], reason: "Needed with the parameter Tags.", confidence: "inferred" },
    ],
} as const satisfies Runbook;
