import type { Runbook } from "../../runbook";

/** What is special to a runbook that updates an image. */
interface ImageUpdate extends Pick<Runbook, "name" | "page" | "parameters"> {
    /** The command documents that it sends to its instance. */
    readonly documents: readonly string[];
}

/** A runbook that launches an instance of an image, updates it, and creates an image of it. */
export const updateAmi = ({ name, page, parameters, documents }: ImageUpdate): Runbook => ({
    name,
    page,
    basis: {
        confidence: "derived",
        text: "AWS's page lists no permissions. The actions follow from the steps of the content that AWS published in its user guide for this runbook.",
    },
    assumeRole: "optional",
    parameters: {
        ...parameters,
        IamInstanceProfileName: { required: true, pattern: "[\\w+=,.@-]{1,128}", mustBeGiven: true },
        InstanceType: {},
        MetadataOptions: {},
        PostUpdateScript: {},
        PreUpdateScript: {},
        SecurityGroupIds: { required: true, pattern: "sg-[0-9a-f]{8}([0-9a-f]{9})?" },
        SourceAmiId: { required: true, pattern: "ami-[0-9a-f]{8}([0-9a-f]{9})?" },
        SubnetId: { pattern: "subnet-[0-9a-f]{8}([0-9a-f]{9})?" },
        TargetAmiName: {},
        InstanceRoleArn: {
            notOfRunbook: "the role in IamInstanceProfileName",
            mustBeGiven: true,
            pattern: "arn:[a-z-]+:iam::\\d{12}:role/([!-#%-)+->@-~]*/)?[\\w+=,.@-]{1,64}",
        },
    },
    statements: [
        {
            name: "LaunchInstance",
            actions: ["ec2:RunInstances"],
            resources: ["arn:{partition}:ec2:{region}:{account}:instance/*"],
            conditions: {
                ArnEquals: {
                    "ec2:InstanceProfile": ["arn:{partition}:iam::{account}:instance-profile/{IamInstanceProfileName}"],
                },
            },
        },
        {
            name: "LaunchWith",
            actions: ["ec2:RunInstances"],
            resources: [
                "arn:{partition}:ec2:{region}::image/{SourceAmiId}",
                "arn:{partition}:ec2:{region}:{account}:volume/*",
                "arn:{partition}:ec2:{region}:{account}:network-interface/*",
                "arn:{partition}:ec2:{region}:{account}:subnet/{SubnetId}",
                "arn:{partition}:ec2:{region}:{account}:security-group/{SecurityGroupIds}",
            ],
        },
        {
            name: "StopAndTerminate",
            actions: ["ec2:StopInstances", "ec2:TerminateInstances", "ec2:CreateImage"],
            resources: ["arn:{partition}:ec2:{region}:{account}:instance/*"],
            conditions: {
                ArnEquals: {
                    "ec2:InstanceProfile": ["arn:{partition}:iam::{account}:instance-profile/{IamInstanceProfileName}"],
                },
            },
        },
        {
            name: "CreateImage",
            actions: ["ec2:CreateImage"],
            resources: ["arn:{partition}:ec2:{region}::image/*", "arn:{partition}:ec2:{region}::snapshot/*"],
        },
        {
            name: "SendCommand",
            actions: ["ssm:SendCommand"],
            resources: [
                ...documents.map((document) => `arn:{partition}:ssm:{region}::document/${document}`),
                "arn:{partition}:ec2:{region}:{account}:instance/*",
            ],
        },
        {
            name: "Read",
            actions: [
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceStatus",
                "ssm:DescribeInstanceInformation",
                "ssm:ListCommands",
                "ssm:ListCommandInvocations",
            ],
            resources: ["*"],
        },
    ],
    passedRoles: [{ parameter: "InstanceRoleArn", service: "ec2" }],
    listed: [],
    added: [
        {
            actions: ["ec2:RunInstances", "iam:PassRole"],
            reason: "aws:runInstances launches an instance with the instance profile.",
            confidence: "derived",
        },
        {
            actions: ["ec2:StopInstances", "ec2:TerminateInstances"],
            reason: "aws:changeInstanceState stops and terminates that instance.",
            confidence: "derived",
        },
        {
            actions: ["ec2:CreateImage", "ec2:DescribeImages"],
            reason: "aws:createImage creates the image and waits for it.",
            confidence: "derived",
        },
        {
            actions: [
                "ssm:SendCommand",
                "ssm:ListCommands",
                "ssm:ListCommandInvocations",
                "ssm:DescribeInstanceInformation",
            ],
            reason: "aws:runCommand sends the commands and follows them.",
            confidence: "derived",
        },
        {
            actions: ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus"],
            reason: "The steps wait for states of the instance.",
            confidence: "derived",
        },
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
    ],
    note: "The role may send these command documents to every instance of the account, as root: the runbook gives its instance no tag. It may stop and terminate only instances with the instance profile, so use one that nothing else has.",
});
