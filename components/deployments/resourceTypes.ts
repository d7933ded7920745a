/** The permissions needed to preview and change a stack of these components, by resource type. */
import type { ResourceKind } from "../pattern/children";

/** A resource type that a stack contains. */
export interface DeployableResourceType {
    /** The kinds of resources that the patterns name. */
    readonly kinds: readonly ResourceKind[];
    /** The service and the start of the resource part, which identify the type in an ARN. */
    readonly service: string;
    readonly resource: string;
    /** PascalCase, for Sids. */
    readonly noun: string;
    /** Actions that a preview, a refresh and the read half of an update call. */
    readonly read: readonly string[];
    /** Actions that an update calls; types without it are changed by administrators. */
    readonly change?: readonly string[];
    /** Actions that an update may call only on a role that has the boundary. */
    readonly changeBounded?: readonly string[];
    /** Read actions without resource-level permissions; allowed if the stack has a resource of this type. */
    readonly list?: readonly string[];
    /** Suffix of the ARN if AWS also evaluates actions against the resource's contents. */
    readonly within?: string;
}

/**
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const deployableResourceTypes: readonly DeployableResourceType[] = [
    {
        kinds: ["role"],
        service: "iam",
        resource: "role/",
        noun: "Roles",
        read: [
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfilesForRole",
            "iam:ListRolePolicies",
            "iam:ListRoleTags",
        ],
        change: ["iam:TagRole", "iam:UntagRole"],
        changeBounded: [
            "iam:CreateRole",
            "iam:DeleteRole",
            "iam:DeleteRolePolicy",
            "iam:DetachRolePolicy",
            "iam:PutRolePolicy",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription",
        ],
    },
    {
        kinds: ["policy"],
        service: "iam",
        resource: "policy/",
        noun: "Policies",
        read: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyTags", "iam:ListPolicyVersions"],
    },
    {
        kinds: ["instanceProfile"],
        service: "iam",
        resource: "instance-profile/",
        noun: "InstanceProfiles",
        read: ["iam:GetInstanceProfile", "iam:ListInstanceProfileTags"],
        change: [
            "iam:AddRoleToInstanceProfile",
            "iam:CreateInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
            "iam:TagInstanceProfile",
            "iam:UntagInstanceProfile",
        ],
    },
    {
        kinds: ["topic"],
        service: "sns",
        resource: "",
        noun: "Topics",
        read: ["sns:GetTopicAttributes", "sns:ListTagsForResource"],
        change: [
            "sns:CreateTopic",
            "sns:DeleteTopic",
            "sns:SetTopicAttributes",
            "sns:TagResource",
            "sns:UntagResource",
        ],
    },
    {
        kinds: ["eventRule"],
        service: "events",
        resource: "rule/",
        noun: "Rules",
        read: ["events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"],
        change: [
            "events:DeleteRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
            "events:TagResource",
            "events:UntagResource",
        ],
    },
    {
        kinds: ["serviceSetting"],
        service: "ssm",
        resource: "servicesetting/",
        noun: "ServiceSettings",
        read: ["ssm:GetServiceSetting"],
        change: ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
    },
    {
        kinds: ["document"],
        service: "ssm",
        resource: "document/",
        noun: "Documents",
        read: ["ssm:DescribeDocument", "ssm:DescribeDocumentPermission", "ssm:GetDocument", "ssm:ListTagsForResource"],
        change: [
            "ssm:AddTagsToResource",
            "ssm:CreateDocument",
            "ssm:DeleteDocument",
            "ssm:RemoveTagsFromResource",
            "ssm:UpdateDocument",
            "ssm:UpdateDocumentDefaultVersion",
        ],
    },
    {
        kinds: ["logGroup"],
        service: "logs",
        resource: "log-group:",
        noun: "LogGroups",
        read: ["logs:ListTagsForResource"],
        list: ["logs:DescribeLogGroups"],
        change: [
            "logs:AssociateKmsKey",
            "logs:CreateLogGroup",
            "logs:DeleteLogGroup",
            "logs:DeleteRetentionPolicy",
            "logs:DisassociateKmsKey",
            "logs:PutRetentionPolicy",
            "logs:TagResource",
            "logs:UntagResource",
        ],
        within: ":*",
    },
    {
        kinds: ["bucket", "bucketPolicy"],
        service: "s3",
        resource: "",
        noun: "BucketPolicies",
        read: ["s3:GetBucketPolicy"],
        change: ["s3:DeleteBucketPolicy", "s3:PutBucketPolicy"],
    },
    {
        kinds: ["scheduleGroup"],
        service: "scheduler",
        resource: "schedule-group/",
        noun: "ScheduleGroups",
        read: ["scheduler:GetScheduleGroup", "scheduler:ListTagsForResource"],
        change: [
            "scheduler:CreateScheduleGroup",
            "scheduler:DeleteScheduleGroup",
            "scheduler:TagResource",
            "scheduler:UntagResource",
        ],
    },
    {
        kinds: ["schedule"],
        service: "scheduler",
        resource: "schedule/",
        noun: "Schedules",
        read: ["scheduler:GetSchedule"],
        change: ["scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"],
    },
    {
        kinds: ["cluster"],
        service: "ecs",
        resource: "cluster/",
        noun: "Clusters",
        read: ["ecs:DescribeClusters"],
        change: ["ecs:CreateCluster", "ecs:DeleteCluster", "ecs:TagResource", "ecs:UntagResource", "ecs:UpdateCluster"],
    },
];

/** Whether a deployer can be allowed to change resources of this kind; an administrator changes the others. */
export const canBeDeployed = (kind: ResourceKind): boolean =>
    deployableResourceTypes.some(({ kinds }) => kinds.includes(kind));

/** Actions that change the stack's customer managed policies. */
export const policyChanges: readonly string[] = [
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:TagPolicy",
    "iam:UntagPolicy",
];

/** The existing principals that the stack attaches its policies to. */
export const granteeTypes = [
    {
        resource: "user/",
        noun: "Users",
        read: ["iam:ListAttachedUserPolicies"],
        attach: ["iam:AttachUserPolicy", "iam:DetachUserPolicy"],
    },
    {
        resource: "group/",
        noun: "Groups",
        read: ["iam:ListAttachedGroupPolicies"],
        attach: ["iam:AttachGroupPolicy", "iam:DetachGroupPolicy"],
    },
    {
        resource: "role/",
        noun: "GranteeRoles",
        read: ["iam:ListAttachedRolePolicies"],
        attach: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
    },
] as const;

/** AWS assigns the IDs of maintenance windows, so permissions identify a window by the tag that holds its name. */
export const windowRights = {
    read: [
        "ssm:DescribeMaintenanceWindowTargets",
        "ssm:DescribeMaintenanceWindowTasks",
        "ssm:GetMaintenanceWindow",
        "ssm:GetMaintenanceWindowTask",
        "ssm:ListTagsForResource",
    ],
    change: [
        "ssm:AddTagsToResource",
        "ssm:DeleteMaintenanceWindow",
        "ssm:DeregisterTargetFromMaintenanceWindow",
        "ssm:DeregisterTaskFromMaintenanceWindow",
        "ssm:RegisterTargetWithMaintenanceWindow",
        "ssm:RegisterTaskWithMaintenanceWindow",
        "ssm:RemoveTagsFromResource",
        "ssm:UpdateMaintenanceWindow",
        "ssm:UpdateMaintenanceWindowTarget",
        "ssm:UpdateMaintenanceWindowTask",
    ],
    targets: ["ssm:DeregisterTargetFromMaintenanceWindow", "ssm:UpdateMaintenanceWindowTarget"],
    tasks: ["ssm:DeregisterTaskFromMaintenanceWindow", "ssm:UpdateMaintenanceWindowTask"],
} as const;
