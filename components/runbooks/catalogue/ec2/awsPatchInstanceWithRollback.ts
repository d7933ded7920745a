import type { Runbook } from "../../runbook";

export const awsPatchInstanceWithRollback = {
    name: "AWS-PatchInstanceWithRollback",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-patchinstancewithrollback.html",
    basis: {
        confidence: "derived",
        text: "AWS's page lists no permissions. The actions follow from the steps that it lists. The names of the stack and its functions are not on the page.",
    },
    assumeRole: "optional",
    parameters: {
        InstanceId: { pattern: "i-[0-9a-f]{8}([0-9a-f]{9})?", required: true },
        LambdaAssumeRole: {
            mustBeGiven: true,
            pattern: "arn:[a-z-]+:iam::\\d{12}:role/([!-#%-)+->@-~]*/)?[\\w+=,.@-]{1,64}",
        },
        ReportS3Bucket: {},
        StackName: {
            notOfRunbook:
                "the name of the stack that the runbook creates, or its beginning and *; see the runbook's content",
            mustBeGiven: true,
            allowsPrefix: true,
            pattern: "[A-Za-z][A-Za-z0-9-]{0,127}\\*?",
        },
        FunctionNames: {
            notOfRunbook:
                "the names of the functions that the stack creates, or their beginnings and *; see the runbook's content",
            mustBeGiven: true,
            allowsPrefix: true,
            pattern: "[A-Za-z0-9_-]{1,64}\\*?",
        },
    },
    statements: [
        {
            name: "WriteStack",
            actions: ["cloudformation:CreateStack", "cloudformation:DeleteStack", "cloudformation:DescribeStacks"],
            resources: ["arn:{partition}:cloudformation:{region}:{account}:stack/{StackName}/*"],
        },
        {
            name: "WriteFunctions",
            actions: ["lambda:CreateFunction", "lambda:DeleteFunction", "lambda:GetFunction", "lambda:InvokeFunction"],
            resources: ["arn:{partition}:lambda:{region}:{account}:function:{FunctionNames}"],
        },
        {
            name: "SendCommand",
            actions: ["ssm:SendCommand"],
            resources: [
                "arn:{partition}:ssm:{region}::document/AWS-RunPatchBaseline",
                "arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}",
            ],
        },
        {
            name: "CreateSnapshot",
            actions: ["ec2:CreateSnapshot"],
            resources: ["arn:{partition}:ec2:{region}:{account}:volume/*", "arn:{partition}:ec2:{region}::snapshot/*"],
        },
        {
            name: "Read",
            actions: [
                "ec2:DescribeSnapshots",
                "ssm:DescribeInstanceInformation",
                "ssm:ListCommands",
                "ssm:ListCommandInvocations",
            ],
            resources: ["*"],
        },
    ],
    passedRoles: [{ parameter: "LambdaAssumeRole", service: "lambda" }],
    nested: ["AWS-CreateSnapshot"],
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
        {
            actions: ["iam:PassRole"],
            reason: "The stack gives LambdaAssumeRole to its functions, and the nested runbook the role of this one.",
            confidence: "derived",
        },
        {
            actions: [
                "ssm:SendCommand",
                "ssm:ListCommands",
                "ssm:ListCommandInvocations",
                "ssm:DescribeInstanceInformation",
            ],
            reason: "aws:runCommand installs the patches; which document it sends is inferred from the name of the step.",
            confidence: "inferred",
        },
        {
            actions: ["ec2:CreateSnapshot", "ec2:DescribeSnapshots"],
            reason: "The nested AWS-CreateSnapshot creates the snapshot.",
            confidence: "inferred",
        },
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "aws:executeAutomation starts the nested runbook.",
            confidence: "derived",
        },
    ],
    note: "The functions restore the root volume and delete the snapshot with LambdaAssumeRole, whose permissions AWS does not publish.",
} as const satisfies Runbook;
