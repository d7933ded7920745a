import type { Runbook } from "../../runbook";

export const configRemediationEnableCloudTrailEncryptionWithKMS = {
    name: "AWSConfigRemediation-EnableCloudTrailEncryptionWithKMS",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-ctrail-kms.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        KMSKeyId: { required: true },
        TrailName: { required: true, pattern: "[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]" },
    },
    statements: [
        {
            name: "Update",
            actions: ["cloudtrail:GetTrail", "cloudtrail:UpdateTrail"],
            resources: ["arn:{partition}:cloudtrail:{region}:{account}:trail/{TrailName}"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "cloudtrail:GetTrail",
        "cloudtrail:UpdateTrail",
    ],
    note: "A step reads the ARN of the key. The page does not list kms:DescribeKey; give KMSKeyId as an ARN, and let the key policy allow it if the step is denied.",
} as const satisfies Runbook;
