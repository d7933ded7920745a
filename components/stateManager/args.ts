import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs, SeveralRegionsArgs } from "../pattern/args";

/** Documents that associations apply to nodes. */
export interface AssociationRunCommand {
    /** Documents that associations apply, each by name or ARN, without wildcards. */
    documents: Input<string>[];
    /**
     * Nodes by tag: a node must have all of these tags, each with one of its values. Set at most one of `targetTags`
     * and `nodeIds`. Anyone who can tag nodes can extend the grant.
     *
     * @default - the nodes in `nodeIds`, or every node in the Region.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by ID: `i-…` for EC2 instances, `mi-…` for managed instances.
     *
     * @default - the nodes that match `targetTags`, or every node in the Region.
     */
    nodeIds?: Input<string>[];
    /**
     * Name of the S3 bucket that associations write their output to.
     *
     * @default - no output bucket.
     */
    outputBucketName?: Input<string>;
}

/** Runbooks that associations start. */
export interface AssociationAutomation {
    /** Runbooks, each by name or ARN, without wildcards. */
    runbooks: Input<string>[];
    /**
     * ARNs of the roles that the runbooks assume (`AutomationAssumeRole`). Their trust policies must not require
     * `aws:SourceArn`; for `AutomationAccess`, set `anySource`.
     *
     * @default - the runbooks assume no role.
     */
    assumeRoleArns?: Input<string>[];
}

/**
 * Principals that create and update associations. AWS authorizes the document and the role of an association but not
 * its targets, so these principals can reach every node that the role can reach.
 */
export interface AssociationCreators extends AccessLevelArgs {
    /**
     * IDs of the associations that creators may update, such as `8dfe3659-4309-493a-8755-0123456789ab`. With this arg,
     * they cannot create associations.
     *
     * @default - creators may create associations and update every association in the Region.
     */
    associationIds?: Input<string>[];
    /**
     * Whether creators may also delete these associations.
     *
     * @default false
     */
    deleteAssociations?: boolean;
    /**
     * Whether creators may also run these associations immediately.
     *
     * @default false
     */
    startAssociations?: boolean;
    /**
     * Whether to require only that the association specifies a dispatch role, as in the AWS examples, instead of this
     * exact role. Creators may still pass no other dispatch role.
     *
     * @default false
     */
    anyDispatchRole?: boolean;
}

/**
 * The role that State Manager applies associations with, and the principals that create associations with it. Set at
 * least one of `runCommand` and `automation`.
 */
export interface StateManagerAccessArgs extends UnverifiedTrustArgs, SeveralRegionsArgs {
    /**
     * Documents that associations apply to nodes.
     *
     * @default - no documents.
     */
    runCommand?: AssociationRunCommand;
    /**
     * Runbooks that associations start.
     *
     * @default - no runbooks.
     */
    automation?: AssociationAutomation;
    /**
     * Principals that create associations with these documents, runbooks and this role.
     *
     * @default - no creators.
     */
    creators?: AssociationCreators;
}
