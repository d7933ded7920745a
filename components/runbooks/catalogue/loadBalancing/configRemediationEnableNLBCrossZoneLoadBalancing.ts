import type { Runbook } from "../../runbook";

export const configRemediationEnableNLBCrossZoneLoadBalancing = {
    name: "AWSConfigRemediation-EnableNLBCrossZoneLoadBalancing",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-nlb-crosszone.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        LoadBalancerArn: {
            required: true,
            pattern:
                "arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\\d{12}:loadbalancer/net/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}",
            any: "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/net/*/*",
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
