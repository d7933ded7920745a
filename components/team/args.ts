import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { RolePatternArgs } from "../pattern/args";
import type { TeamLevels } from "./levelsArgs";

/**
 * Who may assume the role of a team. Set at least one of `accountIds`,
 * `organizationId`, `permissionSets` and `roleArns`.
 * Callers of other accounts, and all but callers that the trust policy names, also need `sts:AssumeRole` on the role in
 * a policy of their own.
 */
export interface TeamTrust {
    /**
     * IDs (12 digits) of the accounts whose users and roles may assume the role. With `permissionSets`, only the roles of
     * these permission sets in the accounts.
     *
     * @default - with `permissionSets` and no `organizationId`, the account of the component; otherwise no account.
     */
    accountIds?: Input<string>[];
    /**
     * ID of the organization (`o-…`) whose users and roles may assume the role. With `permissionSets`, only the roles of
     * these permission sets in its accounts. Not with `accountIds`.
     *
     * @default - no organization.
     */
    organizationId?: Input<string>;
    /**
     * Names of permission sets of IAM Identity Center, whose users may assume the role. The trust policy names their
     * roles without the suffix, which changes when a permission set is provisioned again.
     *
     * @default - no permission sets.
     * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
     */
    permissionSets?: Input<string>[];
    /**
     * ARNs of roles that may assume the role.
     *
     * @default - no roles.
     */
    roleArns?: Input<string>[];
    /**
     * Whether callers must have signed in with MFA. Only sessions of IAM users carry the key, so it is rejected beside
     * `permissionSets` and `roleArns`, and roles of `accountIds` can no longer assume the role.
     *
     * @default false
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
     */
    mfa?: boolean;
    /**
     * External IDs of which the caller must send one. Switch Role in the console cannot send any.
     *
     * @default - no external ID is needed.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
     */
    externalIds?: Input<string>[];
    /**
     * Source identities of which the caller must set one; `*` and `?` are wildcards. Callers also need
     * `sts:SetSourceIdentity` on the role in a policy of their own. Switch Role in the console cannot set any.
     *
     * @default - no source identity is needed, nor can one be set.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
     */
    sourceIdentities?: Input<string>[];
}

/** A role that a team assumes. */
export interface TeamRole {
    /** Who may assume the role. */
    trust: TeamTrust;
    /**
     * The longest session, 3,600 to 43,200 seconds. A caller that is a role itself gets at most 3,600.
     *
     * @default 3600
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
     */
    maxSessionSeconds?: Input<number>;
}

/** Who a team is: users, groups and roles of the account, or a role to be assumed. */
export interface TeamHolder extends Grantees {
    /**
     * A role that the component creates and that the team assumes. Not with `users`, `groups` or `roles`.
     *
     * @default - the users, groups and roles get the access levels themselves.
     */
    role?: TeamRole;
}

/** What a team gets, and who it is. */
export interface TeamAccessArgs extends RolePatternArgs {
    /**
     * Access levels, by the args of their components. All of these args must be plain values, not outputs: the number
     * of policies depends on them, and must be known when the component is constructed. Their `grantees` and
     * `createPolicy` are rejected. The config of a stack has `grants` instead: the names of access levels of its
     * components, such as `runCommand.patching.operator`.
     */
    levels: TeamLevels[];
    /** Who gets the access levels. */
    holder: TeamHolder;
}
