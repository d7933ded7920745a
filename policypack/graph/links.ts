/** Which properties of which resource types link policies to principals. */

import { tableOf } from "../documents/values/types";

export type PrincipalKind = "role" | "user" | "group";

/** The property paths (`[]` for list elements) that refer to principals of a kind, by name or ARN. */
export type Ends = Readonly<Partial<Record<PrincipalKind, string>>>;

/** Types that are principals: the property with the name, and the property with a user's groups. */
export const principalTypes = tableOf<{
    readonly kind: PrincipalKind;
    readonly name: string;
    readonly groups?: string;
}>({
    "aws:iam/role:Role": { kind: "role", name: "name" },
    "aws:iam/user:User": { kind: "user", name: "name" },
    "aws:iam/group:Group": { kind: "group", name: "name" },
    "aws-native:iam:Role": { kind: "role", name: "roleName" },
    "aws-native:iam:User": { kind: "user", name: "userName", groups: "groups[]" },
    "aws-native:iam:Group": { kind: "group", name: "groupName" },
});

/** Types that add an inline policy to a principal. */
export const inlineTypes = tableOf<Ends>({
    "aws:iam/rolePolicy:RolePolicy": { role: "role" },
    "aws:iam/userPolicy:UserPolicy": { user: "user" },
    "aws:iam/groupPolicy:GroupPolicy": { group: "group" },
    "aws-native:iam:RolePolicy": { role: "roleName" },
    "aws-native:iam:UserPolicy": { user: "userName" },
    "aws-native:iam:GroupPolicy": { group: "groupName" },
});

/** Types that are managed policies: the properties with ARN and name, and the principals they attach themselves to. */
export const managedTypes = tableOf<{ readonly arn: string; readonly name: string; readonly ends: Ends }>({
    "aws:iam/policy:Policy": { arn: "arn", name: "name", ends: {} },
    "aws-native:iam:ManagedPolicy": {
        arn: "policyArn",
        name: "managedPolicyName",
        ends: { role: "roles[]", user: "users[]", group: "groups[]" },
    },
});

/** Types that attach managed policies to principals; `attachments.ts` lists their policy ARN properties. */
export const attachmentTypes = tableOf<Ends>({
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: "role" },
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": { user: "user" },
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { group: "group" },
    "aws:iam/policyAttachment:PolicyAttachment": { role: "roles[]", user: "users[]", group: "groups[]" },
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": { role: "roleName" },
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": { user: "userName" },
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": { group: "groupName" },
});

/** Types that add users to groups. */
export const membershipTypes = tableOf<{ readonly users: string; readonly groups: string }>({
    "aws:iam/userGroupMembership:UserGroupMembership": { users: "user", groups: "groups[]" },
    "aws:iam/groupMembership:GroupMembership": { users: "users[]", groups: "group" },
    "aws-native:iam:UserToGroupAddition": { users: "users[]", groups: "groupName" },
});
