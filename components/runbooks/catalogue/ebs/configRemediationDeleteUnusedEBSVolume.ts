import type { Runbook } from "../../runbook";

export const configRemediationDeleteUnusedEBSVolume = {
    name: "AWSConfigRemediation-DeleteUnusedEBSVolume",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-delete-ebs-volume.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        CreateSnapshot: { values: ["true", "false"] },
        VolumeId: { required: true, pattern: "vol-[0-9a-f]{8}([0-9a-f]{9})?" },
    },
    statements: [
        {
            name: "Delete",
            actions: ["ec2:DeleteVolume"],
            resources: ["arn:{partition}:ec2:{region}:{account}:volume/{VolumeId}"],
        },
        {
            name: "CreateSnapshot",
            actions: ["ec2:CreateSnapshot"],
            resources: [
                "arn:{partition}:ec2:{region}:{account}:volume/{VolumeId}",
                "arn:{partition}:ec2:{region}::snapshot/*",
            ],
            when: { parameter: "CreateSnapshot", is: "true" },
        },
        { name: "Read", actions: ["ec2:DescribeSnapshots", "ec2:DescribeVolumes"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:CreateSnapshot",
        "ec2:DeleteVolume",
        "ec2:DescribeSnapshots",
        "ec2:DescribeVolumes",
    ],
    destroys: "the volume",
    note: "A step deletes the snapshot if it failed. The page does not list ec2:DeleteSnapshot, and snapshots have no name to limit it to, so a failed snapshot remains.",
} as const satisfies Runbook;
