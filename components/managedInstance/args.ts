import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { NodeCoreArgs, NodeFeaturesArgs } from "../nodes/args";
import type { RolePatternArgs } from "../pattern/args";

/** Who may launch instances with the profile, or attach it to running ones. */
export interface InstanceLaunchers {
    /** Who may. They need `ec2:RunInstances` or `ec2:AssociateIamInstanceProfile` from elsewhere. */
    grantees: Grantees;
    /**
     * Also list the account's instance profiles, which the EC2 console needs to offer this one.
     *
     * @default false
     */
    console?: boolean;
}

/** The role and instance profile of EC2 instances that Systems Manager manages. */
export interface ManagedInstanceAccessArgs extends RolePatternArgs, NodeCoreArgs, NodeFeaturesArgs {
    /**
     * The instance profile's name: 1 to 128 letters, digits or any of `+=,.@_-`. A fixed name means that a replacement
     * deletes the profile before it makes the new one.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    instanceProfileName?: string;
    /**
     * ARN of an existing role of this account to use instead of making one. It must trust EC2 and nobody else; its
     * trust is read and checked before anything is made, which takes `iam:GetRole`. What it may do beside is not
     * looked at.
     *
     * @default - a role is made.
     */
    existingRoleArn?: string;
    /**
     * Whom the existing role may trust beside EC2, each by the text of its trust policy, such as `ssm.amazonaws.com`.
     *
     * @default - an existing role that trusts anybody else is refused.
     */
    acceptTrustedPrincipals?: string[];
    /**
     * Attach `AmazonSSMManagedInstanceCore` of AWS instead of a policy made here. It reads **every** parameter of the
     * account, and reports for every instance.
     *
     * @default false
     */
    awsManagedCore?: boolean;
    /**
     * ARNs of further managed policies to attach to the role, of AWS or of this account.
     *
     * @default - none.
     */
    managedPolicyArns?: Input<string>[];
    /**
     * Who may launch instances with the profile, or attach it: they may pass exactly this role, to EC2 only.
     *
     * @default - nobody.
     */
    launchers?: InstanceLaunchers;
}
