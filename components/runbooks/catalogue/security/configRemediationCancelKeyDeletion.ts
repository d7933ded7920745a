import type { Runbook } from "../../runbook";

export const configRemediationCancelKeyDeletion = {
    name: "AWSConfigRemediation-CancelKeyDeletion",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-cancel-key-deletion.html",
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
            name: "Cancel",
            actions: ["kms:CancelKeyDeletion", "kms:DescribeKey"],
            resources: ["arn:{partition}:kms:{region}:{account}:key/{KeyId}"],
        },
    ],
    listed: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution", "kms:CancelKeyDeletion", "kms:DescribeKey"],
} as const satisfies Runbook;
