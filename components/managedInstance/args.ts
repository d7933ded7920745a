import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { NodeCoreArgs, NodeFeaturesArgs } from "../nodes/args";
import type { RolePatternArgs } from "../pattern/args";

/** Who can launch instances with the instance profile, or attach it to running instances. */
export interface InstanceLaunchers extends AccessLevelArgs {
    /**
     * Who gets this access. They also need `ec2:RunInstances` or `ec2:AssociateIamInstanceProfile` from another policy.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Also allow listing the instance profiles of the account. The EC2 console needs this to show the instance profile.
     *
     * @default false
     */
    console?: boolean;
}

/** The role and instance profile of EC2 instances that Systems Manager manages. */
export interface ManagedInstanceAccessArgs extends RolePatternArgs, NodeCoreArgs, NodeFeaturesArgs {
    /**
     * The name of the instance profile: 1 to 128 letters, digits or any of `+=,.@_-`. With an explicit name, a
     * replacement deletes the old instance profile before it creates the new one.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    instanceProfileName?: string;
    /**
     * ARN of an existing role of this account to use instead of creating one. It must trust EC2 and no other principal.
     * Its trust policy is read and validated before any resource is created, which needs `iam:GetRole`. Its existing
     * permissions are not checked.
     *
     * @default - a new role is created.
     */
    existingRoleArn?: string;
    /**
     * Principals that the existing role may trust besides EC2, each as written in the trust policy, such as
     * `ssm.amazonaws.com`.
     *
     * @default - an existing role that trusts any other principal is rejected.
     */
    acceptTrustedPrincipals?: string[];
    /**
     * Attach the AWS managed policy `AmazonSSMManagedInstanceCore` instead of a policy of this component. It allows
     * reading **every** parameter of the account and reporting for every instance.
     *
     * @default false
     */
    awsManagedCore?: boolean;
    /**
     * ARNs of additional managed policies to attach to the role, of AWS or of this account. Every process on the
     * instances gets their permissions, so AWS managed policies with administrative permissions are rejected.
     *
     * @default - no additional policies.
     */
    managedPolicyArns?: Input<string>[];
    /**
     * Who can launch instances with the instance profile, or attach it: they can pass exactly this role, to EC2 only.
     *
     * @default - nobody; this component grants no access to launch.
     */
    launchers?: InstanceLaunchers;
}
