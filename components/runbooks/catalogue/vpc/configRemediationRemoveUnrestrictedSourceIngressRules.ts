import type { Runbook } from "../../runbook";

export const configRemediationRemoveUnrestrictedSourceIngressRules = {
    name: "AWSConfigRemediation-RemoveUnrestrictedSourceIngressRules",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-remove-unrestricted-source-ingress.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { SecurityGroupId: { required: true, pattern: "sg-[0-9a-f]{8}([0-9a-f]{9})?" } },
    statements: [
        {
            name: "Revoke",
            actions: ["ec2:RevokeSecurityGroupIngress"],
            resources: ["arn:{partition}:ec2:{region}:{account}:security-group/{SecurityGroupId}"],
        },
        { name: "Read", actions: ["ec2:DescribeSecurityGroups"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:DescribeSecurityGroups",
        "ec2:RevokeSecurityGroupIngress",
    ],
    destroys: "all ingress rules of the security group that allow every source",
} as const satisfies Runbook;
