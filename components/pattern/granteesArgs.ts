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

/** The args that all access levels share. */
export interface AccessLevelArgs {
    /**
     * The principals that get this access level.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Whether to create the level's customer managed policy although it has no grantees. Set it to `true` before you
     * remove the last grantee of a policy that others attach, for example a permission set: without grantees the policy
     * is deleted. A level with grantees always has a policy, so `false` is rejected there.
     *
     * @default - true with grantees, false without.
     */
    createPolicy?: boolean;
}
