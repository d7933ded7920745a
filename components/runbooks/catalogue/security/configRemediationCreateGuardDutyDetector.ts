import type { Runbook } from "../../runbook";

export const configRemediationCreateGuardDutyDetector = {
    name: "AWSConfigRemediation-CreateGuardDutyDetector",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-guard-detect.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {},
    statements: [
        { name: "Create", actions: ["guardduty:CreateDetector"], resources: ["*"] },
        {
            name: "Read",
            actions: ["guardduty:GetDetector"],
            resources: ["arn:{partition}:guardduty:{region}:{account}:detector/*"],
        },
    ],
    linkedRoles: [{ service: "guardduty.amazonaws.com", role: "AWSServiceRoleForAmazonGuardDuty" }],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "guardduty:CreateDetector",
        "guardduty:GetDetector",
    ],
    added: [
        {
            actions: ["iam:CreateServiceLinkedRole"],
            reason: "The first detector of an account creates the service-linked role.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
