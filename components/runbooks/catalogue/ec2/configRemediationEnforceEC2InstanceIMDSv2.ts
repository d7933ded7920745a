import type { Runbook } from "../../runbook";

export const configRemediationEnforceEC2InstanceIMDSv2 = {
    name: "AWSConfigRemediation-EnforceEC2InstanceIMDSv2",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enforce-ec2-imdsv2.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        InstanceId: { pattern: "i-[0-9a-f]{8}([0-9a-f]{9})?", required: true },
        HttpPutResponseHopLimit: { pattern: "[1-5]?\\d|6[0-4]" },
    },
    statements: [
        {
            name: "Modify",
            actions: ["ec2:ModifyInstanceMetadataOptions"],
            resources: ["arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}"],
        },
        { name: "Read", actions: ["ec2:DescribeInstances"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:DescribeInstances",
        "ec2:ModifyInstanceMetadataOptions",
    ],
} as const satisfies Runbook;
