import type { Input } from "@pulumi/pulumi";

/**
 * Existing users, groups and roles of this account, each by name or ARN. Components never create users or access keys.
 */
export interface Grantees {
    /**
     * IAM users, each by name or ARN.
     *
     * @default - no users.
     */
    users?: Input<string>[];
    /**
     * IAM groups, each by name or ARN.
     *
     * @default - no groups.
     */
    groups?: Input<string>[];
    /**
     * IAM roles, each by name or ARN. Roles of IAM Identity Center and service-linked roles are rejected: no policy can
     * be attached to them.
     *
     * @default - no roles.
     */
    roles?: Input<string>[];
}
