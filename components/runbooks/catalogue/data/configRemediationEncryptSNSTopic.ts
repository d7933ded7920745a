import type { Runbook } from "../../runbook";

export const configRemediationEncryptSNSTopic = {
    name: "AWSConfigRemediation-EncryptSNSTopic",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-encrypt-sns-topic.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        KmsKeyArn: { required: true },
        TopicArn: {
            required: true,
            pattern: "arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?",
            any: "arn:{partition}:sns:{region}:{account}:*",
        },
    },
    statements: [
        { name: "Update", actions: ["sns:GetTopicAttributes", "sns:SetTopicAttributes"], resources: ["{TopicArn}"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "sns:GetTopicAttributes",
        "sns:SetTopicAttributes",
    ],
    note: "sns:SetTopicAttributes also sets the topic policy, so whoever controls the role can share the topic.",
} as const satisfies Runbook;
