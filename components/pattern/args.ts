import type { Input } from "@pulumi/pulumi";

/** The args that all access patterns share. */
export interface PatternArgs {
    /**
     * Tags for every resource of the component that supports tags.
     *
     * @default - no tags.
     */
    tags?: Input<Record<string, Input<string>>>;
    /**
     * Replaces the project and stack names in the physical names, so that renaming either replaces no resource. 1 to 32
     * letters, digits, `_` or `-`.
     *
     * @default - physical names are computed from project, stack, Region, component and child.
     */
    namePrefix?: string;
    /**
     * The IAM path of roles, policies and instance profiles: `/` or `/…/`, at most 512 characters.
     *
     * @default "/"
     */
    path?: string;
    /**
     * The Region of the resources that the policy documents name, such as `eu-west-1`.
     *
     * @default - the Region of the provider.
     */
    region?: string;
}

/** The args of patterns whose policies can cover several Regions. */
export interface SeveralRegionsArgs {
    /**
     * Additional Regions that the policies cover, such as `eu-central-1`: documents, nodes, parameters and log groups of
     * the same names there. One policy then covers all Regions, where a component for each Region would attach a policy
     * for each to the same grantees. What is given by ARN stays in the Region of its ARN.
     *
     * @default - the Region of the component only.
     */
    furtherRegions?: string[];
}

/** The args that all access patterns with a role share. */
export interface RolePatternArgs extends PatternArgs {
    /**
     * ARN of the managed policy to set as the role's permissions boundary.
     *
     * @default - no permissions boundary.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    permissionsBoundary?: Input<string>;
    /**
     * The name of the role: 1 to 64 letters, digits or any of `+=,.@_-`. Set it to keep the role when the component is
     * renamed. With an explicit name, a replacement deletes the old role before it creates the new one.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    roleName?: string;
}

/** The args of patterns for features without a documented source condition. */
export interface UnverifiedTrustArgs extends RolePatternArgs {
    /**
     * Omits `aws:SourceAccount` from the trust policy of the role. The value is the reason, 10 to 500 characters. The
     * component and the preview accept the violation with this reason, but the policy pack still reports it: where the
     * pack is enforced, add an exemption too.
     *
     * @default - Systems Manager can assume the role on behalf of this account only.
     */
    acceptUnguardedTrust?: string;
}

export type { Unwrap } from "@pulumi/pulumi";
