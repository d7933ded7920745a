import type { Runbook } from "../../runbook";

export const supportTerminateIPMonitoringFromVPC = {
    name: "AWSSupport-TerminateIPMonitoringFromVPC",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-awssupport-terminateipmonitoringfromvpc.html",
    basis: {
        confidence: "documented",
        text: "AWS's page has a sample policy that is not valid JSON and names roles that the other runbook does not create. The list of runbooks of 2026 no longer has the page.",
    },
    assumeRole: "optional",
    parameters: {
        AutomationExecutionId: { required: true, pattern: "[0-9a-f-]{36}" },
        InstanceId: { pattern: "i-[0-9a-f]{8}([0-9a-f]{9})?", required: true },
        SubnetId: { required: true, pattern: "subnet-[0-9a-f]{8}([0-9a-f]{9})?" },
    },
    statements: [
        {
            name: "DetachPolicy",
            actions: ["iam:DetachRolePolicy"],
            resources: [
                "arn:{partition}:iam::{account}:role/SetupIPMonitoringFromVPC*",
                "arn:{partition}:iam::{account}:role/AWSSupport/SetupIPMonitoringFromVPC_*",
            ],
            conditions: {
                ArnEquals: { "iam:PolicyARN": ["arn:{partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"] },
            },
        },
        {
            name: "DeleteRole",
            actions: ["iam:DeleteRole", "iam:DeleteRolePolicy"],
            resources: [
                "arn:{partition}:iam::{account}:role/SetupIPMonitoringFromVPC*",
                "arn:{partition}:iam::{account}:role/AWSSupport/SetupIPMonitoringFromVPC_*",
            ],
        },
        {
            name: "DeleteProfile",
            actions: ["iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
            resources: [
                "arn:{partition}:iam::{account}:instance-profile/SetupIPMonitoringFromVPC*",
                "arn:{partition}:iam::{account}:instance-profile/AWSSupport/SetupIPMonitoringFromVPC_*",
            ],
        },
        {
            name: "DeleteDashboard",
            actions: ["cloudwatch:DeleteDashboards"],
            resources: ["arn:{partition}:cloudwatch::{account}:dashboard/*SetupIPMonitoring*"],
        },
        {
            name: "Terminate",
            actions: ["ec2:TerminateInstances"],
            resources: ["arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}"],
        },
        {
            name: "DeleteGroup",
            actions: ["ec2:DeleteSecurityGroup"],
            resources: ["arn:{partition}:ec2:{region}:{account}:security-group/*"],
        },
        {
            name: "Read",
            actions: [
                "ec2:DescribeTags",
                "ec2:DescribeInstances",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeInstanceStatus",
            ],
            resources: ["*"],
        },
    ],
    listed: [
        "iam:DetachRolePolicy",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:DeleteRole",
        "iam:DeleteInstanceProfile",
        "iam:DeleteRolePolicy",
        "cloudwatch:DeleteDashboards",
        "ec2:DescribeTags",
        "ec2:DescribeInstances",
        "ec2:DescribeSecurityGroups",
        "ec2:DeleteSecurityGroup",
        "ec2:TerminateInstances",
        "ec2:DescribeInstanceStatus",
    ],
    added: [
        {
            actions: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
            reason: "The page relies on the managed policy AmazonSSMAutomationRole for them.",
            confidence: "documented",
        },
    ],
    destroys: "the test instance, its security group and role, and the dashboard",
    note: "Both forms of the names are granted: the two pages of AWS contradict each other on the path of the roles.",
} as const satisfies Runbook;
