import type { Runbook } from "../../runbook";

export const awsCreateSnapshot = {
    name: "AWS-CreateSnapshot",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-createsnapshot.html",
    basis: {
        confidence: "inferred",
        text: "AWS's page lists neither permissions nor steps. The name and its parameters allow one API operation, and waiting for it another.",
    },
    assumeRole: "optional",
    parameters: { Description: {}, VolumeId: { required: true, pattern: "vol-[0-9a-f]{8}([0-9a-f]{9})?" } },
    statements: [
        {
            name: "Create",
            actions: ["ec2:CreateSnapshot"],
            resources: [
                "arn:{partition}:ec2:{region}:{account}:volume/{VolumeId}",
                "arn:{partition}:ec2:{region}::snapshot/*",
            ],
        },
        { name: "Read", actions: ["ec2:DescribeSnapshots"], resources: ["*"] },
    ],
    listed: [],
    added: [
        {
            actions: ["ec2:CreateSnapshot"],
            reason: "The operation that creates a snapshot of a volume.",
            confidence: "inferred",
        },
        { actions: ["ec2:DescribeSnapshots"], reason: "Waits for the snapshot.", confidence: "inferred" },
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
