import type { Runbook } from "../../runbook";

export const configRemediationDisablePublicAccessToRDSInstance = {
    name: "AWSConfigRemediation-DisablePublicAccessToRDSInstance",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-disable-rds-instance-public-access.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { DbiResourceId: { required: true, pattern: "db-[A-Z0-9]{1,60}" } },
    statements: [
        {
            name: "Modify",
            actions: ["rds:DescribeDBInstances", "rds:ModifyDBInstance"],
            resources: ["arn:{partition}:rds:{region}:{account}:db:*"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "rds:DescribeDBInstances",
        "rds:ModifyDBInstance",
    ],
    note: "The parameter is the resource ID of the instance, which ARNs of RDS do not contain, so the permissions cannot be limited to one instance.",
} as const satisfies Runbook;
