import type { Runbook } from "../../runbook";

export const configRemediationEnableEbsEncryptionByDefault = {
    name: "AWSConfigRemediation-EnableEbsEncryptionByDefault",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-ebs-encryption.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {},
    statements: [
        {
            name: "Enable",
            actions: ["ec2:EnableEbsEncryptionByDefault", "ec2:GetEbsEncryptionByDefault"],
            resources: ["*"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:EnableEbsEncryptionByDefault",
        "ec2:GetEbsEncryptionByDefault",
    ],
} as const satisfies Runbook;
