import type { Runbook } from "../../runbook";

export const configRemediationUpdateXRayKMSKey = {
    name: "AWSConfigRemediation-UpdateXRayKMSKey",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-update-xray-key.html",
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
            name: "ReadKey",
            actions: ["kms:DescribeKey"],
            resources: ["arn:{partition}:kms:{region}:{account}:key/{KeyId}"],
        },
        { name: "Write", actions: ["xray:GetEncryptionConfig", "xray:PutEncryptionConfig"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "kms:DescribeKey",
        "xray:GetEncryptionConfig",
        "xray:PutEncryptionConfig",
    ],
} as const satisfies Runbook;
