import type { Runbook } from "../../runbook";

export const awsReleaseElasticIP = {
    name: "AWS-ReleaseElasticIP",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-releaseelasticip.html",
    basis: {
        confidence: "inferred",
        text: "AWS's page lists neither permissions nor steps. The name and its only parameter allow one API operation.",
    },
    assumeRole: "optional",
    parameters: { AllocationId: { required: true, pattern: "eipalloc-[0-9a-f]{8}([0-9a-f]{9})?" } },
    statements: [
        {
            name: "Release",
            actions: ["ec2:ReleaseAddress"],
            resources: ["arn:{partition}:ec2:{region}:{account}:elastic-ip/{AllocationId}"],
        },
    ],
    listed: [],
    added: [
        {
            actions: ["ec2:ReleaseAddress"],
            reason: "The operation that releases an address by allocation ID.",
            confidence: "inferred",
        },
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
    ],
    destroys: "the Elastic IP address, which AWS may assign to another customer",
} as const satisfies Runbook;
