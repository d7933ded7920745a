import type { Runbook } from "../../runbook";

export const awsAttachIAMToInstance = {
    name: "AWS-AttachIAMToInstance",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-attachiamtoinstance.html",
    basis: {
        confidence: "derived",
        text: "AWS's page lists no permissions. The actions follow from the steps that it lists. The name of an instance profile that the runbook creates is not on the page; the name of the role is inferred.",
    },
    assumeRole: "optional",
    parameters: {
        ForceReplace: { values: ["true", "false"] },
        InstanceId: { pattern: "i-[0-9a-f]{8}([0-9a-f]{9})?", required: true },
        RoleName: { required: true, mustBeGiven: true, pattern: "[\\w+=,.@-]{1,64}" },
        InstanceRoleArn: {
            notOfRunbook: "the ARN of the role RoleName",
            mustBeGiven: true,
            pattern: "arn:[a-z-]+:iam::\\d{12}:role/([!-#%-)+->@-~]*/)?[\\w+=,.@-]{1,64}",
        },
    },
    statements: [
        {
            name: "Attach",
            actions: ["ec2:AssociateIamInstanceProfile", "ec2:DisassociateIamInstanceProfile"],
            resources: ["arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}"],
        },
        { name: "ReadRole", actions: ["iam:ListInstanceProfilesForRole"], resources: ["{InstanceRoleArn}"] },
        {
            name: "WriteProfile",
            actions: ["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile", "iam:GetInstanceProfile"],
            resources: ["arn:{partition}:iam::{account}:instance-profile/{RoleName}"],
        },
        { name: "Read", actions: ["ec2:DescribeIamInstanceProfileAssociations"], resources: ["*"] },
    ],
    passedRoles: [{ parameter: "InstanceRoleArn", service: "ec2" }],
    listed: [],
    added: [
        {
            actions: [
                "ec2:DescribeIamInstanceProfileAssociations",
                "ec2:DisassociateIamInstanceProfile",
                "iam:ListInstanceProfilesForRole",
                "iam:CreateInstanceProfile",
                "iam:AddRoleToInstanceProfile",
                "iam:GetInstanceProfile",
            ],
            reason: "The steps call these operations.",
            confidence: "derived",
        },
        {
            actions: ["ec2:AssociateIamInstanceProfile", "iam:PassRole"],
            reason: "The steps attach the instance profile, which passes its role to EC2.",
            confidence: "derived",
        },
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The pages of all similar runbooks list both.",
            confidence: "inferred",
        },
    ],
} as const satisfies Runbook;
