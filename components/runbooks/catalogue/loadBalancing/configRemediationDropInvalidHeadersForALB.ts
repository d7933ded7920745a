import type { Runbook } from "../../runbook";

export const configRemediationDropInvalidHeadersForALB = {
    name: "AWSConfigRemediation-DropInvalidHeadersForALB",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-drop-alb-headers.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        LoadBalancerArn: {
            required: true,
            pattern:
                "arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\\d{12}:loadbalancer/app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}",
            any: "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/app/*/*",
        },
    },
    statements: [
        {
            name: "Modify",
            actions: ["elasticloadbalancing:ModifyLoadBalancerAttributes"],
            resources: ["{LoadBalancerArn}"],
        },
        { name: "Read", actions: ["elasticloadbalancing:DescribeLoadBalancerAttributes"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
    ],
} as const satisfies Runbook;
