import type { Runbook } from "../../runbook";

export const configRemediationConfigureS3BucketPublicAccessBlock = {
    name: "AWSConfigRemediation-ConfigureS3BucketPublicAccessBlock",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-block-public-s3-bucket.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        BlockPublicAcls: { values: ["true", "false"] },
        BlockPublicPolicy: { values: ["true", "false"] },
        BucketName: { required: true, pattern: "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]" },
        IgnorePublicAcls: { values: ["true", "false"] },
        RestrictPublicBuckets: { values: ["true", "false"] },
    },
    statements: [
        {
            name: "Write",
            actions: ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
            resources: ["arn:{partition}:s3:::{BucketName}"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "s3:GetAccountPublicAccessBlock",
        "s3:PutAccountPublicAccessBlock",
        "s3:GetBucketPublicAccessBlock",
        "s3:PutBucketPublicAccessBlock",
    ],
    omitted: [
        {
            actions: ["s3:GetAccountPublicAccessBlock", "s3:PutAccountPublicAccessBlock"],
            reason: "They change the settings of the whole account; the steps on the page change one bucket only.",
        },
    ],
} as const satisfies Runbook;
