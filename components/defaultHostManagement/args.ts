import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { NodeCoreArgs, NodeFeaturesArgs } from "../nodes/args";
import type { UnverifiedTrustArgs } from "../pattern/args";

/** Who can change the default role of the Region. */
export interface HostManagementAdministrators extends AccessLevelArgs {
    /**
     * Who can read, change and reset the setting, and pass exactly the role of this component to Systems Manager.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
}

/** The default role of all EC2 instances in one Region. */
export interface DefaultHostManagementArgs extends UnverifiedTrustArgs, NodeCoreArgs, NodeFeaturesArgs {
    /**
     * ARN of an existing role of this account to use instead of creating one, such as the role of the component of
     * another Region (`defaultHostManagement.ireland`): roles are global, but the setting is regional. Name the Region
     * in that component's `furtherRegions`. The role must trust Systems Manager. The component does not change it, so args for the trust policy or permissions of the role
     * are rejected.
     *
     * @default - a new role is created.
     */
    existingRoleArn?: string;
    /**
     * Additional Regions whose default role this role is, such as `eu-central-1`, where other components name it as
     * their `existingRoleArn`. The permissions that this component creates cover them too: without it, instances of the
     * second Region get the role and cannot register.
     *
     * @default - the permissions cover the Region of the component only.
     */
    furtherRegions?: string[];
    /**
     * Attach the AWS managed policy `AmazonSSMManagedEC2InstanceDefaultPolicy`, as Default Host Management
     * Configuration does by default: the core permissions without parameters, on all resources. If false, the component
     * creates the core policy, with each action limited to its resources.
     *
     * @default true
     * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedEC2InstanceDefaultPolicy.html
     */
    awsManagedCore?: boolean;
    /**
     * Regions, such as `eu-west-1`, to which the trust policy is also limited by `aws:SourceArn`. AWS documents this
     * for hybrid activations, but no source condition for this feature. Must include the Region of the component and
     * all `furtherRegions`. If instances stay unmanaged, AWS does not send the key.
     *
     * @default - the trust policy requires `aws:SourceAccount` only.
     */
    sourceRegions?: string[];
    /**
     * ARNs of additional managed policies to attach to the role, of AWS or of this account. Every process on every
     * instance in the Region gets their permissions, so AWS managed policies with administrative permissions are
     * rejected.
     *
     * @default - no additional policies.
     */
    managedPolicyArns?: Input<string>[];
    /**
     * Who can change the setting.
     *
     * @default - nobody; this component grants no access to the setting.
     */
    administrators?: HostManagementAdministrators;
}
