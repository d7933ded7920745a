import type { Runbook } from "../../runbook";

export const awsAddWAFRegionalRuleToWebAcl = {
    name: "AWS-AddWAFRegionalRuleToWebAcl",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/AWS-AddWAFRegionalRuleToWebAcl.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "optional",
    parameters: {
        WebACLId: { required: true },
        ActivatedRulePriority: { required: true },
        ActivatedRuleRuleId: { required: true },
        ActivatedRuleAction: { values: ["ALLOW", "BLOCK", "COUNT"] },
        ActivatedRuleType: { values: ["REGULAR", "RATE_BASED", "GROUP"] },
    },
    statements: [
        {
            name: "Update",
            actions: ["waf-regional:GetWebACL", "waf-regional:UpdateWebACL"],
            resources: ["arn:{partition}:waf-regional:{region}:{account}:webacl/{WebACLId}"],
        },
        { name: "Read", actions: ["waf-regional:GetChangeToken"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "waf-regional:GetChangeToken",
        "waf-regional:GetWebACL",
        "waf-regional:UpdateWebACL",
    ],
    deprecated:
        "AWS WAF Classic is in a planned end-of-life process; use AWS WAF and AWSConfigRemediation-EnableWAFV2Logging.",
} as const satisfies Runbook;
