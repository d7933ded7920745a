import type { Runbook } from "../../runbook";

export const configRemediationEnableAccountAccessAnalyzer = {
    name: "AWSConfigRemediation-EnableAccountAccessAnalyzer",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-account-access-analyzer.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { AnalyzerName: { required: true, pattern: "[A-Za-z][A-Za-z0-9_.-]{0,254}" } },
    statements: [
        {
            name: "Create",
            actions: ["access-analyzer:CreateAnalyzer", "access-analyzer:GetAnalyzer"],
            resources: ["arn:{partition}:access-analyzer:{region}:{account}:analyzer/{AnalyzerName}"],
        },
    ],
    linkedRoles: [{ service: "access-analyzer.amazonaws.com", role: "AWSServiceRoleForAccessAnalyzer" }],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "access-analyzer:CreateAnalyzer",
        "access-analyzer:GetAnalyzer",
    ],
    added: [
        {
            actions: ["iam:CreateServiceLinkedRole"],
            reason: "The first analyzer of an account creates the service-linked role.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
