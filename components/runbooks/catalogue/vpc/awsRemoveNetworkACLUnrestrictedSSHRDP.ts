import type { Runbook } from "../../runbook";

export const awsRemoveNetworkACLUnrestrictedSSHRDP = {
    name: "AWS-RemoveNetworkACLUnrestrictedSSHRDP",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/aws-remove-nacl-unrestricted-ssh-rdp.html",
    basis: {
        confidence: "documented",
        text: "AWS's page lists the actions without resources; resource types are those of the Service Authorization Reference.",
    },
    assumeRole: "optional",
    parameters: { NetworkAclId: { required: true, pattern: "acl-[0-9a-f]{8}([0-9a-f]{9})?" } },
    statements: [
        {
            name: "DeleteEntries",
            actions: ["ec2:DeleteNetworkAclEntry"],
            resources: ["arn:{partition}:ec2:{region}:{account}:network-acl/{NetworkAclId}"],
        },
        { name: "Read", actions: ["ec2:DescribeNetworkAcls"], resources: ["*"] },
    ],
    listed: [
        "ssm:StartAutomationExecution",
        "ssm:GetAutomationExecution",
        "ec2:DeleteNetworkAclEntry",
        "ec2:DescribeNetworkAcls",
    ],
    destroys: "ingress rules of the network ACL that allow SSH and RDP from everywhere",
} as const satisfies Runbook;
