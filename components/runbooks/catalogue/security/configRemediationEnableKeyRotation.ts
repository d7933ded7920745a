import type { Runbook } from "../../runbook";

export const configRemediationEnableKeyRotation = {
    name: "AWSConfigRemediation-EnableKeyRotation",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-key-rotation.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        KeyId: {
            required: true,
            pattern:
                "[0-9a-f-]{36}|mrk-[0-9a-f]{32}|arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/(mrk-[0-9a-f]{32}|[0-9a-f-]{36})",
        },
    },
    statements: [
        {
            name: "Enable",
            actions: ["kms:EnableKeyRotation", "kms:GetKeyRotationStatus"],
            resources: ["arn:{partition}:kms:{region}:{account}:key/{KeyId}"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "kms:EnableKeyRotation",
        "kms:GetKeyRotationStatus",
    ],
} as const satisfies Runbook;
