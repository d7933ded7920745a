import type { Runbook } from "../../runbook";

export const configRemediationEnableVPCFlowLogsToS3Bucket = {
    name: "AWSConfigRemediation-EnableVPCFlowLogsToS3Bucket",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-flow-logs-s3.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: {
        DestinationS3BucketArn: { required: true, any: "arn:{partition}:s3:::*" },
        FlowLogId: { required: true, pattern: "fl-[0-9a-f]{8}([0-9a-f]{9})?" },
        MaxAggregationInterval: { values: ["60", "600"] },
        TrafficType: { required: true, values: ["ACCEPT", "REJECT", "ALL"] },
    },
    statements: [
        {
            name: "CreateFlowLogs",
            actions: ["ec2:CreateFlowLogs"],
            resources: [
                "arn:{partition}:ec2:{region}:{account}:vpc-flow-log/*",
                "arn:{partition}:ec2:{region}:{account}:vpc/*",
                "arn:{partition}:ec2:{region}:{account}:subnet/*",
                "arn:{partition}:ec2:{region}:{account}:network-interface/*",
            ],
        },
        {
            name: "DeleteFlowLog",
            actions: ["ec2:DeleteFlowLogs"],
            resources: ["arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{FlowLogId}"],
        },
        {
            name: "Read",
            actions: ["ec2:DescribeFlowLogs", "logs:CreateLogDelivery", "logs:DeleteLogDelivery"],
            resources: ["*"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:CreateFlowLogs",
        "ec2:DeleteFlowLogs",
        "ec2:DescribeFlowLogs",
    ],
    added: [
        {
            actions: ["logs:CreateLogDelivery", "logs:DeleteLogDelivery"],
            reason: "The page lists them for AWSSupport-EnableVPCFlowLogs, which creates the same resource.",
            confidence: "inferred",
        },
    ],
    note: "It replaces the flow log: it creates the new one, then deletes the old one.",
} as const satisfies Runbook;
