import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs } from "../pattern/args";

/** What associations send to nodes. */
export interface AssociationRunCommand {
    /** Documents that associations apply, each by name or ARN, without a wildcard. */
    documents: Input<string>[];
    /**
     * Nodes by tag: a node must carry every key, with one of its values. At most one of `targetTags` and `nodeIds`.
     * Whoever may tag nodes widens the grant.
     *
     * @default - by `nodeIds`, else every node of the Region.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by id: `i-…` is an EC2 instance, `mi-…` a managed instance.
     *
     * @default - by `targetTags`, else every node of the Region.
     */
    nodeIds?: Input<string>[];
    /**
     * Name of the bucket that associations write their output to.
     *
     * @default - associations name no bucket.
     */
    outputBucketName?: Input<string>;
}

/** Which runbooks associations start. */
export interface AssociationAutomation {
    /** Runbooks, each by name or ARN, without a wildcard. */
    runbooks: Input<string>[];
    /**
     * ARNs of the roles that the runbooks assume (`AutomationAssumeRole`). Such a role must not ask for a source ARN:
     * `anySource` of `AutomationAccess`.
     *
     * @default - runbooks assume no role of their own.
     */
    assumeRoleArns?: Input<string>[];
}

/**
 * Who makes associations. AWS judges the document and the role of an association, not its targets, so this is a right on every
 * node that the role reaches.
 */
export interface AssociationCreators {
    /** Who may make associations with the role. */
    grantees: Grantees;
    /**
     * Ids of the associations that they change, such as `8dfe3659-4309-493a-8755-0123456789ab`; they then create none.
     *
     * @default - they create associations, and change every association of the Region.
     */
    associationIds?: Input<string>[];
    /**
     * Also allow to delete those associations.
     *
     * @default false
     */
    deleteAssociations?: boolean;
    /**
     * Also allow to apply those associations at once.
     *
     * @default false
     */
    startAssociations?: boolean;
    /**
     * Ask only that an association names some role to be dispatched with, as AWS shows it, not that it names this one. Of
     * roles they still pass none but this one.
     *
     * @default false
     */
    anyDispatchRole?: boolean;
}

/** The role that State Manager applies associations with, and who makes them. At least one of the two kinds of rights. */
export interface StateManagerAccessArgs extends UnverifiedTrustArgs {
    /**
     * What associations send to nodes.
     *
     * @default - associations send nothing.
     */
    runCommand?: AssociationRunCommand;
    /**
     * Which runbooks associations start.
     *
     * @default - associations start no runbook.
     */
    automation?: AssociationAutomation;
    /**
     * Who makes associations with these documents, these runbooks and this role.
     *
     * @default - nobody.
     */
    creators?: AssociationCreators;
}
