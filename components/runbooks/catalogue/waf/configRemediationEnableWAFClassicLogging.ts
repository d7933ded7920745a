import type { Runbook } from "../../runbook";

export const configRemediationEnableWAFClassicLogging = {
    name: "AWSConfigRemediation-EnableWAFClassicLogging",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-waf-logging.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        DeliveryStreamName: { required: true, pattern: "[A-Za-z0-9_.-]{1,64}" },
        WebACLId: { required: true },
    },
    statements: [
        {
            name: "Write",
            actions: ["waf:GetLoggingConfiguration", "waf:GetWebACL", "waf:PutLoggingConfiguration"],
            resources: ["arn:{partition}:waf::{account}:webacl/{WebACLId}"],
        },
        {
            name: "ReadStream",
            actions: ["firehose:DescribeDeliveryStream"],
            resources: ["arn:{partition}:firehose:{region}:{account}:deliverystream/{DeliveryStreamName}"],
        },
    ],
    linkedRoles: [{ service: "waf.amazonaws.com", role: "AWSServiceRoleForWAFLogging" }],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "iam:CreateServiceLinkedRole",
        "waf:GetLoggingConfiguration",
        "waf:GetWebAcl",
        "waf:PutLoggingConfiguration",
    ],
    added: [
        {
            actions: ["firehose:DescribeDeliveryStream"],
            reason: "The first step checks that the stream exists.",
            confidence: "derived",
        },
    ],
    deprecated:
        "AWS WAF Classic is in a planned end-of-life process; use AWS WAF and AWSConfigRemediation-EnableWAFV2Logging.",
} as const satisfies Runbook;
