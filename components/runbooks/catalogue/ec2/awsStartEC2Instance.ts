import type { Runbook } from "../../runbook";

export const awsStartEC2Instance = {
    name: "AWS-StartEC2Instance",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-startec2instance.html",
    basis: {
        confidence: "derived",
        text: "AWS's page lists no permissions. The actions are those of aws:changeInstanceState, the only action of the runbook in public copies of its content.",
    },
    assumeRole: "optional",
    parameters: {
        InstanceId: { pattern: "i-[0-9a-f]{8}([0-9a-f]{9})?", required: true },
        FailOnUnexpectedStopped: { values: ["True", "False", "true", "false"] },
    },
    statements: [
        {
            name: "Change",
            actions: ["ec2:StartInstances"],
            resources: ["arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}"],
        },
        { name: "Read", actions: ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus"], resources: ["*"] },
    ],
    listed: [],
    added: [
        {
            actions: ["ec2:StartInstances"],
            reason: "aws:changeInstanceState changes the state.",
            confidence: "derived",
        },
        {
            actions: ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus"],
            reason: "The step waits for the state and, for running instances, for the status checks.",
            confidence: "derived",
        },
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
