import type { Runbook } from "../../runbook";

export const configRemediationEnableCLBCrossZoneLoadBalancing = {
    name: "AWSConfigRemediation-EnableCLBCrossZoneLoadBalancing",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-clb-crosszone.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { LoadBalancerName: { required: true, pattern: "[A-Za-z0-9-]{1,32}" } },
    statements: [
        {
            name: "Modify",
            actions: ["elasticloadbalancing:ModifyLoadBalancerAttributes"],
            resources: ["arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{LoadBalancerName}"],
        },
        { name: "Read", actions: ["elasticloadbalancing:DescribeLoadBalancerAttributes"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "elb:DescribeLoadBalancerAttributes",
        "elb:ModifyLoadBalancerAttributes",
    ],
    added: [
        {
            actions: [
                "elasticloadbalancing:DescribeLoadBalancerAttributes",
                "elasticloadbalancing:ModifyLoadBalancerAttributes",
            ],
            reason: "The actions that the page means.",
            confidence: "derived",
        },
    ],
    omitted: [
        {
            actions: ["elb:DescribeLoadBalancerAttributes", "elb:ModifyLoadBalancerAttributes"],
            reason: "IAM has no service elb; the prefix is elasticloadbalancing.",
        },
    ],
} as const satisfies Runbook;
