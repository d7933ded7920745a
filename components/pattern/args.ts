import type { Input } from "@pulumi/pulumi";

/** What every access pattern takes. */
export interface PatternArgs {
    /**
     * Tags of every resource in the component that takes tags.
     *
     * @default - no tags.
     */
    tags?: Input<Record<string, Input<string>>>;
    /**
     * Stands in for project and stack in the physical names, so that a rename of either replaces nothing. 1 to 32
     * letters, digits, `_` or `-`.
     *
     * @default - names are computed from project, stack, Region, component and child.
     */
    namePrefix?: string;
    /**
     * The IAM path of roles, policies and instance profiles: `/` or `/…/`, at most 512 characters.
     *
     * @default "/"
     */
    path?: string;
    /**
     * The Region whose resources the documents name, such as `eu-west-1`.
     *
     * @default - the Region of the provider.
     */
    region?: string;
}

/** What every access pattern that makes a role takes. */
export interface RolePatternArgs extends PatternArgs {
    /**
     * ARN of the managed policy that bounds what the role can ever do.
     *
     * @default - no permissions boundary.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    permissionsBoundary?: Input<string>;
    /**
     * The role's name: 1 to 64 letters, digits or any of `+=,.@_-`. Fix it to survive a rename of the component; a
     * fixed name means that a replacement deletes the role before it makes the new one.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    roleName?: string;
}

/** What a pattern takes whose feature AWS documents no source condition for. */
export interface UnverifiedTrustArgs extends RolePatternArgs {
    /**
     * Leaves `aws:SourceAccount` out of the role's trust, for the reason given in 10 to 500 characters. The finding of
     * the policy pack stays, accepted with this reason; where the pack is enforced, its exemption must be added too.
     *
     * @default - the role trusts Systems Manager on behalf of its own account only.
     */
    acceptUnguardedTrust?: string;
}

export type { Unwrap } from "@pulumi/pulumi";
