import type { Runbook } from "../../runbook";

export const configRemediationSetIAMPasswordPolicy = {
    name: "AWSConfigRemediation-SetIAMPasswordPolicy",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-set-iam-policy.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        AllowUsersToChangePassword: { values: ["true", "false"] },
        HardExpiry: { values: ["true", "false"] },
        RequireLowercaseCharacters: { values: ["true", "false"] },
        RequireNumbers: { values: ["true", "false"] },
        RequireSymbols: { values: ["true", "false"] },
        RequireUppercaseCharacters: { values: ["true", "false"] },
        MaxPasswordAge: { pattern: "\\d{1,4}" },
        MinimumPasswordLength: { pattern: "\\d{1,4}" },
        PasswordReusePrevention: { pattern: "\\d{1,4}" },
    },
    statements: [
        {
            name: "Update",
            actions: ["iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"],
            resources: ["*"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "iam:GetAccountPasswordPolicy",
        "iam:UpdateAccountPasswordPolicy",
    ],
} as const satisfies Runbook;
