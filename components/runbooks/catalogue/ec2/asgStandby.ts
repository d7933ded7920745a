import type { Runbook } from "../../runbook";

/** A runbook that changes the standby state of an instance, by the action of EC2 Auto Scaling that its function calls. */
export const asgStandby = ({
    name,
    page,
    action,
}: Pick<Runbook, "name" | "page"> & { readonly action: string }): Runbook => ({
    name,
    page,
    basis: {
        confidence: "derived",
        text: "AWS's page lists no permissions. The actions and names follow from the source that AWS published (awslabs/aws-systems-manager, 81deddae, Automation/ASGChangeStandbyState).",
    },
    assumeRole: "optional",
    parameters: {
        InstanceId: { pattern: "i-[0-9a-f]{8}([0-9a-f]{9})?", required: true },
        LambdaRoleArn: {
            mustBeGiven: true,
            pattern: "arn:[a-z-]+:iam::\\d{12}:role/([!-#%-)+->@-~]*/)?[\\w+=,.@-]{1,64}",
        },
    },
    statements: [
        {
            name: "WriteStack",
            actions: ["cloudformation:CreateStack", "cloudformation:DeleteStack", "cloudformation:DescribeStacks"],
            resources: [
                "arn:{partition}:cloudformation:{region}:{account}:stack/asg-state-change-lambda-cfn-stack-*/*",
            ],
        },
        {
            name: "WriteFunctions",
            actions: ["lambda:CreateFunction", "lambda:DeleteFunction", "lambda:GetFunction", "lambda:InvokeFunction"],
            resources: ["arn:{partition}:lambda:{region}:{account}:function:asg-state-change-lambda-*"],
        },
    ],
    passedRoles: [{ parameter: "LambdaRoleArn", service: "lambda" }],
    listed: [],
    added: [
        {
            actions: ["cloudformation:CreateStack", "cloudformation:DeleteStack", "cloudformation:DescribeStacks"],
            reason: "aws:createStack and aws:deleteStack create, follow and delete the stack.",
            confidence: "derived",
        },
        {
            actions: ["lambda:CreateFunction", "lambda:DeleteFunction", "lambda:GetFunction"],
            reason: "The stack has no role of its own, so it creates and deletes the functions with the permissions of the runbook.",
            confidence: "derived",
        },
        {
            actions: ["lambda:InvokeFunction"],
            reason: "aws:invokeLambdaFunction calls the functions.",
            confidence: "derived",
        },
        { actions: ["iam:PassRole"], reason: "The stack gives LambdaRoleArn to its function.", confidence: "derived" },
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
    ],
    note: `The function changes the state with LambdaRoleArn, which needs ${action} on the group and autoscaling:DescribeAutoScalingInstances. Without LambdaRoleArn the runbook creates a role, which this catalogue does not allow.`,
});
