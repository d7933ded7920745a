import type { Runbook } from "../../runbook";

export const configRemediationEnableSecurityHub = {
    name: "AWSConfigRemediation-EnableSecurityHub",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-security-hub.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { EnableDefaultStandards: { required: true, values: ["true", "false"] } },
    statements: [
        {
            name: "Enable",
            actions: ["securityhub:DescribeHub", "securityhub:EnableSecurityHub"],
            resources: ["arn:{partition}:securityhub:{region}:{account}:hub/default"],
        },
    ],
    linkedRoles: [{ service: "securityhub.amazonaws.com", role: "AWSServiceRoleForSecurityHub" }],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "securityhub:DescribeHub",
        "securityhub:EnableSecurityHub",
    ],
    added: [
        {
            actions: ["iam:CreateServiceLinkedRole"],
            reason: "Enabling Security Hub creates the service-linked role.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
