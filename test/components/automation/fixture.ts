import type { AutomationAccessArgs } from "../../../components/automation/args";
import type { Unwrap } from "../../../components/pattern/args";

type Args = Unwrap<AutomationAccessArgs>;

export const account = "123456789012";

export const instanceRole = `arn:aws:iam::${account}:role/web/instances`;
export const stackRole = `arn:aws:iam::${account}:role/images-stack`;
export const childRole = `arn:aws:iam::${account}:role/child`;
export const functionArn = `arn:aws:lambda:eu-west-1:${account}:function:Stamp:live`;
export const approvals = `arn:aws:sns:eu-west-1:${account}:Automation-approvals`;
export const key = `arn:aws:kms:eu-west-1:${account}:key/aaaaaaaa-1111-2222-3333-444444444444`;

export const grantees = { groups: ["ops"] };

export const starters: NonNullable<Args["starters"]> = {
    grantees,
    runbooks: ["Acme-PatchImage", "AWS-UpdateLinuxAmi"],
    versions: ["3", "5"],
};

export const approvers: NonNullable<Args["approvers"]> = {
    grantees: { users: ["ana"] },
    executionTags: { Team: ["web", "batch"] },
};

/** Every arg. */
export const everything: Args = {
    permissions: {
        DescribeImages: { actions: ["ec2:DescribeImages", "ec2:DescribeInstances"], resources: ["*"] },
        CreateImages: {
            actions: ["ec2:CreateImage"],
            resources: [`arn:aws:ec2:eu-west-1:${account}:instance/*`, "arn:aws:ec2:eu-west-1::image/*"],
            conditions: { StringEquals: { "ec2:ResourceTag/ManagedBy": ["automation"] } },
        },
    },
    functionArns: [functionArn],
    nested: { runbooks: ["Acme-Child", "AWS-StopEC2Instance"] },
    instanceRoleArns: [instanceRole],
    passableRoles: [{ service: "cloudformation", passableRoleArns: [stackRole] }],
    approvalTopicArn: approvals,
    approvalTopicKmsKeyArn: key,
    alarmNames: ["Acme-Unhealthy"],
    starters,
    approvers,
};
