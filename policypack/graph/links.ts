/** Which properties of which types tie policies and principals together. */

export type PrincipalKind = "role" | "user" | "group";

/** The properties (with `[]` for lists) that name principals of a kind, by name or ARN. */
export type Ends = Readonly<Partial<Record<PrincipalKind, string>>>;

/** Types that are principals: the property that holds the name, and the groups a user says it belongs to. */
export const principalTypes: Readonly<
    Record<string, { readonly kind: PrincipalKind; readonly name: string; readonly groups?: string }>
> = {
    "aws:iam/role:Role": { kind: "role", name: "name" },
    "aws:iam/user:User": { kind: "user", name: "name" },
    "aws:iam/group:Group": { kind: "group", name: "name" },
    "aws-native:iam:Role": { kind: "role", name: "roleName" },
    "aws-native:iam:User": { kind: "user", name: "userName", groups: "groups[]" },
    "aws-native:iam:Group": { kind: "group", name: "groupName" },
};

/** Types that write a policy into a principal. */
export const inlineTypes: Readonly<Record<string, Ends>> = {
    "aws:iam/rolePolicy:RolePolicy": { role: "role" },
    "aws:iam/userPolicy:UserPolicy": { user: "user" },
    "aws:iam/groupPolicy:GroupPolicy": { group: "group" },
    "aws-native:iam:RolePolicy": { role: "roleName" },
    "aws-native:iam:UserPolicy": { user: "userName" },
    "aws-native:iam:GroupPolicy": { group: "groupName" },
};

/** Types that are managed policies: the output that holds the ARN, the name, and the principals they attach themselves to. */
export const managedTypes: Readonly<
    Record<string, { readonly arn: string; readonly name: string; readonly ends: Ends }>
> = {
    "aws:iam/policy:Policy": { arn: "arn", name: "name", ends: {} },
    "aws-native:iam:ManagedPolicy": {
        arn: "policyArn",
        name: "managedPolicyName",
        ends: { role: "roles[]", user: "users[]", group: "groups[]" },
    },
};

/** Types that attach managed policies to principals. What they attach, `attachments.ts` knows. */
export const attachmentTypes: Readonly<Record<string, Ends>> = {
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: "role" },
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": { user: "user" },
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { group: "group" },
    "aws:iam/policyAttachment:PolicyAttachment": { role: "roles[]", user: "users[]", group: "groups[]" },
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": { role: "roleName" },
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": { user: "userName" },
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": { group: "groupName" },
};

/** Types that put users into groups. */
export const membershipTypes: Readonly<Record<string, { readonly users: string; readonly groups: string }>> = {
    "aws:iam/userGroupMembership:UserGroupMembership": { users: "user", groups: "groups[]" },
    "aws:iam/groupMembership:GroupMembership": { users: "users[]", groups: "group" },
    "aws-native:iam:UserToGroupAddition": { users: "users[]", groups: "groupName" },
};
