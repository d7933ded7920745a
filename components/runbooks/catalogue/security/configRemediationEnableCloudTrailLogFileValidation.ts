import type { Runbook } from "../../runbook";

export const configRemediationEnableCloudTrailLogFileValidation = {
    name: "AWSConfigRemediation-EnableCloudTrailLogFileValidation",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-enable-ctrail-log-validation.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "required",
    parameters: { TrailName: { required: true, pattern: "[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]" } },
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
} as const satisfies Runbook;
