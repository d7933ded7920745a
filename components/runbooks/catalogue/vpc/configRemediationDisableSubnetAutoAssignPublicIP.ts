import type { Runbook } from "../../runbook";

export const configRemediationDisableSubnetAutoAssignPublicIP = {
    name: "AWSConfigRemediation-DisableSubnetAutoAssignPublicIP",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-disable-subnet-auto-public-ip.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { SubnetId: { required: true, pattern: "subnet-[0-9a-f]{8}([0-9a-f]{9})?" } },
    statements: [
        {
            name: "Modify",
            actions: ["ec2:ModifySubnetAttribute"],
            resources: ["arn:{partition}:ec2:{region}:{account}:subnet/{SubnetId}"],
        },
        { name: "Read", actions: ["ec2:DescribeSubnets"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:DescribeSubnets",
        "ec2:ModifySubnetAttribute",
    ],
} as const satisfies Runbook;
