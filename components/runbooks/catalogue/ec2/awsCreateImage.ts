import type { Runbook } from "../../runbook";

export const awsCreateImage = {
    name: "AWS-CreateImage",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-createimage.html",
    basis: { confidence: "documented", text: "AWS's page has a policy with two actions on every resource." },
    assumeRole: "optional",
    parameters: {
        InstanceId: { pattern: "i-[0-9a-f]{8}([0-9a-f]{9})?", required: true },
        NoReboot: { values: ["true", "false"] },
    },
    statements: [
        {
            name: "Create",
            actions: ["ec2:CreateImage"],
            resources: [
                "arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}",
                "arn:{partition}:ec2:{region}::image/*",
                "arn:{partition}:ec2:{region}::snapshot/*",
            ],
        },
        { name: "Read", actions: ["ec2:DescribeImages"], resources: ["*"] },
    ],
    listed: ["ec2:CreateImage", "ec2:DescribeImages"],
    added: [
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
