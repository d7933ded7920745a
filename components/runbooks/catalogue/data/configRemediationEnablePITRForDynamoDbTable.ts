import type { Runbook } from "../../runbook";

export const configRemediationEnablePITRForDynamoDbTable = {
    name: "AWSConfigRemediation-EnablePITRForDynamoDbTable",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-pitr-ddb.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { TableName: { required: true, pattern: "[A-Za-z0-9_.-]{3,255}" } },
    statements: [
        {
            name: "Update",
            actions: ["dynamodb:DescribeContinuousBackups", "dynamodb:UpdateContinuousBackups"],
            resources: ["arn:{partition}:dynamodb:{region}:{account}:table/{TableName}"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:UpdateContinuousBackups",
    ],
} as const satisfies Runbook;
