import type { Runbook } from "../../runbook";

export const configRemediationEnableELBDeletionProtection = {
    name: "AWSConfigRemediation-EnableELBDeletionProtection",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-elb-protection.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        LoadBalancerArn: {
            required: true,
            pattern:
                "arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\\d{12}:loadbalancer/(app|net|gwy)/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}",
            any: "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/*/*/*",
        },
    },
    statements: [
        {
            name: "Modify",
            actions: ["elasticloadbalancing:ModifyLoadBalancerAttributes"],
            resources: ["{LoadBalancerArn}"],
        },
        {
            name: "Read",
            actions: [
                "elasticloadbalancing:DescribeLoadBalancerAttributes",
                "elasticloadbalancing:DescribeLoadBalancers",
            ],
            resources: ["*"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
    ],
} as const satisfies Runbook;
