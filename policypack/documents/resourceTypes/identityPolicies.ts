import type { ResourceTypeTable } from "../values/types";

/** The identity policies, trust policies and templates of the classic AWS provider's types. */
export const identityPolicies: ResourceTypeTable = {
    "aws:iam/role:Role": { assumeRolePolicy: "trust", "inlinePolicies[].policy": "grant" },
    "aws:iam/policy:Policy": { policy: "grant" },
    "aws:iam/rolePolicy:RolePolicy": { policy: "grant" },
    "aws:iam/userPolicy:UserPolicy": { policy: "grant" },
    "aws:iam/groupPolicy:GroupPolicy": { policy: "grant" },
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": { inlinePolicy: "grant" },
    "aws:cloudformation/stack:Stack": { templateBody: "template" },
    "aws:cloudformation/stackSet:StackSet": { templateBody: "template" },
};
