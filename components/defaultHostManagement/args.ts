import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { NodeCoreArgs, NodeFeaturesArgs } from "../nodes/args";
import type { UnverifiedTrustArgs } from "../pattern/args";

/** Who may change which role all instances of the Region get. */
export interface HostManagementAdministrators {
    /** Who may: read, change and reset the setting, and pass exactly the role of this component to Systems Manager. */
    grantees: Grantees;
}

/** The default role of all EC2 instances of one Region. */
export interface DefaultHostManagementArgs extends UnverifiedTrustArgs, NodeCoreArgs, NodeFeaturesArgs {
    /**
     * ARN of an existing role of this account to use instead of making one, such as that of the component of another
     * Region (`defaultHostManagement.ireland`): roles are global, the setting is not. The role must trust Systems
     * Manager. It is not changed, so no arg about a role's trust or rights can stand beside.
     *
     * @default - a role is made.
     */
    existingRoleArn?: string;
    /**
     * Attach `AmazonSSMManagedEC2InstanceDefaultPolicy` of AWS, as Default Host Management does by itself: the core
     * without parameters, on every resource. Without it the core is made here, each action on the resources it knows.
     *
     * @default true
     * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedEC2InstanceDefaultPolicy.html
     */
    awsManagedCore?: boolean;
    /**
     * Regions, such as `eu-west-1`, that the role's trust is limited to by `aws:SourceArn` as well. AWS documents this
     * for hybrid activations and shows no source condition here; instances that stay unmanaged tell that it is not sent.
     *
     * @default - the trust asks for `aws:SourceAccount` only.
     */
    sourceRegions?: string[];
    /**
     * ARNs of further managed policies to attach to the role, of AWS or of this account. Every instance of the Region
     * gets them, with every process on it, so those of AWS that administer are refused.
     *
     * @default - none.
     */
    managedPolicyArns?: Input<string>[];
    /**
     * Who may change the setting.
     *
     * @default - nobody by this component.
     */
    administrators?: HostManagementAdministrators;
}
