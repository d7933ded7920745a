import type { Runbook } from "../../runbook";

export const configRemediationRestrictBucketSSLRequestsOnly = {
    name: "AWSConfigRemediation-RestrictBucketSSLRequestsOnly",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-s3-deny-http.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { BucketName: { required: true, pattern: "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]" } },
    statements: [
        {
            name: "WritePolicy",
            actions: [
                "s3:DeleteBucketPolicy",
                "s3:GetBucketPolicy",
                "s3:PutBucketPolicy",
                "s3:PutEncryptionConfiguration",
            ],
            resources: ["arn:{partition}:s3:::{BucketName}"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "s3:DeleteBucketPolicy",
        "s3:GetBucketPolicy",
        "s3:PutEncryptionConfiguration",
        "s3:PutBucketPolicy",
    ],
    note: "s3:PutBucketPolicy sets any bucket policy, so whoever controls the role can share the bucket.",
} as const satisfies Runbook;
