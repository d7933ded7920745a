import type { Runbook } from "../../runbook";

export const configRemediationDisablePublicAccessToRedshiftCluster = {
    name: "AWSConfigRemediation-DisablePublicAccessToRedshiftCluster",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-disable-redshift-public-access.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { ClusterIdentifier: { required: true, pattern: "[a-z][a-z0-9-]{0,62}" } },
    statements: [
        {
            name: "Modify",
            actions: ["redshift:DescribeClusters", "redshift:ModifyCluster"],
            resources: ["arn:{partition}:redshift:{region}:{account}:cluster:{ClusterIdentifier}"],
        },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "redshift:DescribeClusters",
        "redshift:ModifyCluster",
    ],
} as const satisfies Runbook;
