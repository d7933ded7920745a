import type { Runbook } from "../../runbook";

export const configRemediationEnableEncryptionOnDynamoDbTable = {
    name: "AWSConfigRemediation-EnableEncryptionOnDynamoDbTable",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-ddb-encrypt.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { KMSKeyId: { required: true }, TableName: { required: true, pattern: "[A-Za-z0-9_.-]{3,255}" } },
    statements: [
        {
            name: "Update",
            actions: ["dynamodb:DescribeTable", "dynamodb:UpdateTable"],
            resources: ["arn:{partition}:dynamodb:{region}:{account}:table/{TableName}"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "dynamodb:DescribeTable",
        "dynamodb:UpdateTable",
    ],
} as const satisfies Runbook;
