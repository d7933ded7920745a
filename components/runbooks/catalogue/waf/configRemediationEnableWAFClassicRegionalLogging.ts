import type { Runbook } from "../../runbook";

export const configRemediationEnableWAFClassicRegionalLogging = {
    name: "AWSConfigRemediation-EnableWAFClassicRegionalLogging",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-waf-reg-logging.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { LogDestinationConfigs: { required: true }, WebACLId: { required: true } },
    statements: [
        {
            name: "Write",
            actions: [
                "waf-regional:GetLoggingConfiguration",
                "waf-regional:GetWebACL",
                "waf-regional:PutLoggingConfiguration",
            ],
            resources: ["arn:{partition}:waf-regional:{region}:{account}:webacl/{WebACLId}"],
        },
    ],
    linkedRoles: [{ service: "waf-regional.amazonaws.com", role: "AWSServiceRoleForWAFRegionalLogging" }],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "iam:CreateServiceLinkedRole",
        "waf-regional:GetLoggingConfiguration",
        "waf-regional:GetWebAcl",
        "waf-regional:PutLoggingConfiguration",
    ],
    deprecated:
        "AWS WAF Classic is in a planned end-of-life process; use AWS WAF and AWSConfigRemediation-EnableWAFV2Logging.",
} as const satisfies Runbook;
