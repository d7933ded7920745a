import type { Runbook } from "../../runbook";

export const configRemediationDeleteUnusedSecurityGroup = {
    name: "AWSConfigRemediation-DeleteUnusedSecurityGroup",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-delete-ec2-security-group.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { GroupId: { required: true, pattern: "sg-[0-9a-f]{8}([0-9a-f]{9})?" } },
    statements: [
        {
            name: "Delete",
            actions: ["ec2:DeleteSecurityGroup"],
            resources: ["arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}"],
        },
        { name: "Read", actions: ["ec2:DescribeSecurityGroups"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:DescribeSecurityGroups",
        "ec2:DeleteSecurityGroup",
    ],
    destroys: "the security group",
} as const satisfies Runbook;
