import type { Runbook } from "../../runbook";

export const awsAddWAFRegionalRuleToRuleGroup = {
    name: "AWS-AddWAFRegionalRuleToRuleGroup",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/AWS-AddWAFRegionalRuleToRuleGroup.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "optional",
    parameters: {
        RuleGroupId: { required: true },
        RulePriority: { required: true },
        RuleId: { required: true },
        RuleAction: { required: true, values: ["ALLOW", "BLOCK", "COUNT"] },
    },
    statements: [
        {
            name: "Update",
            actions: ["waf-regional:UpdateRuleGroup"],
            resources: ["arn:{partition}:waf-regional:{region}:{account}:rulegroup/{RuleGroupId}"],
        },
        {
            name: "Read",
            actions: [
                "waf-regional:GetChangeToken",
                "waf-regional:GetChangeTokenStatus",
                "waf-regional:ListActivatedRulesInRuleGroup",
            ],
            resources: ["*"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "waf-regional:GetChangeToken",
        "waf-regional:GetChangeTokenStatus",
        "waf-regional:ListActivatedRulesInRuleGroup",
        "waf-regional:UpdateRuleGroup",
    ],
    deprecated:
        "AWS WAF Classic is in a planned end-of-life process; use AWS WAF and AWSConfigRemediation-EnableWAFV2Logging.",
} as const satisfies Runbook;
