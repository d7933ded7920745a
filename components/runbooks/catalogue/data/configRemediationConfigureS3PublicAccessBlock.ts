import type { Runbook } from "../../runbook";

export const configRemediationConfigureS3PublicAccessBlock = {
    name: "AWSConfigRemediation-ConfigureS3PublicAccessBlock",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-block-public-s3.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        AccountId: { required: true, pattern: "\\d{12}" },
        BlockPublicAcls: { values: ["true", "false"] },
        BlockPublicPolicy: { values: ["true", "false"] },
        IgnorePublicAcls: { values: ["true", "false"] },
        RestrictPublicBuckets: { values: ["true", "false"] },
    },
    statements: [
        {
            name: "Write",
            actions: ["s3:GetAccountPublicAccessBlock", "s3:PutAccountPublicAccessBlock"],
            resources: ["*"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "s3:GetAccountPublicAccessBlock",
        "s3:PutAccountPublicAccessBlock",
    ],
    note: "It can also switch the block off for the whole account: the parameters decide.",
} as const satisfies Runbook;
