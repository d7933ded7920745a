import type { Runbook } from "../../runbook";

export const configRemediationEnableAutoScalingGroupELBHealthCheck = {
    name: "AWSConfigRemediation-EnableAutoScalingGroupELBHealthCheck",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-asg-health-check.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        AutoScalingGroupARN: {
            required: true,
            pattern:
                "arn:[a-z-]+:autoscaling:[a-z0-9-]+:\\d{12}:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName/[^*?$\\s]{1,255}",
            any: "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/*",
        },
        HealthCheckGracePeriod: { pattern: "\\d{1,5}" },
    },
    statements: [
        { name: "Update", actions: ["autoscaling:UpdateAutoScalingGroup"], resources: ["{AutoScalingGroupARN}"] },
        { name: "Read", actions: ["autoscaling:DescribeAutoScalingGroups"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:DescribeAutoScalingGroups",
        "ec2:UpdateAutoScalingGroup",
    ],
    added: [
        {
            actions: ["autoscaling:DescribeAutoScalingGroups", "autoscaling:UpdateAutoScalingGroup"],
            reason: "The actions that the page means.",
            confidence: "derived",
        },
    ],
    omitted: [
        {
            actions: ["ec2:DescribeAutoScalingGroups", "ec2:UpdateAutoScalingGroup"],
            reason: "EC2 has no such actions; they belong to Auto Scaling.",
        },
    ],
} as const satisfies Runbook;
