import type { Runbook } from "../../runbook";

export const configRemediationEnableWAFV2Logging = {
    name: "AWSConfigRemediation-EnableWAFV2Logging",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-wafv2-logging.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        LogDestinationConfigs: {
            required: true,
            pattern: "arn:[a-z-]+:firehose:[a-z0-9-]+:\\d{12}:deliverystream/aws-waf-logs-[A-Za-z0-9_.-]{1,51}",
            any: "arn:{partition}:firehose:{region}:{account}:deliverystream/aws-waf-logs-*",
        },
        WebAclArn: {
            required: true,
            pattern: "arn:[a-z-]+:wafv2:[a-z0-9-]+:\\d{12}:(regional|global)/webacl/[A-Za-z0-9_-]+/[0-9a-f-]{36}",
            any: "arn:{partition}:wafv2:{region}:{account}:*/webacl/*/*",
        },
    },
    statements: [
        { name: "ReadStream", actions: ["firehose:DescribeDeliveryStream"], resources: ["{LogDestinationConfigs}"] },
        {
            name: "Write",
            actions: ["wafv2:PutLoggingConfiguration", "wafv2:GetLoggingConfiguration"],
            resources: ["{WebAclArn}"],
        },
    ],
    linkedRoles: [{ service: "wafv2.amazonaws.com", role: "AWSServiceRoleForWAFV2Logging" }],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "firehose:DescribeDeliveryStream",
        "wafv2:PutLoggingConfiguration",
        "wafv2:GetLoggingConfiguration",
    ],
    added: [
        {
            actions: ["iam:CreateServiceLinkedRole"],
            reason: "The first logging configuration of an account creates the service-linked role; the pages of both WAF Classic runbooks list it.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
