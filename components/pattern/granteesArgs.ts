import type { Input } from "@pulumi/pulumi";

/**
 * Existing users, groups and roles of the own account, each by name or ARN. None is made here, least of all a user with
 * an access key.
 */
export interface Grantees {
    /**
     * IAM users, each by name or ARN.
     *
     * @default - no user.
     */
    users?: Input<string>[];
    /**
     * IAM groups, each by name or ARN.
     *
     * @default - no group.
     */
    groups?: Input<string>[];
    /**
     * IAM roles, each by name or ARN. Roles of IAM Identity Center and service-linked roles take no policy and are
     * refused.
     *
     * @default - no role.
     */
    roles?: Input<string>[];
}
