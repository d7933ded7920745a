import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs } from "../pattern/args";

/** Principals that may send commands that use the notification role. */
export interface NotificationCallers extends AccessLevelArgs {
    /**
     * The principals that get this access level. They need `ssm:SendCommand` separately, such as from
     * `RunCommandAccess`.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
}

/** The SNS topic for Run Command notifications, and the role that Systems Manager publishes with. */
export interface RunCommandNotificationsArgs extends UnverifiedTrustArgs {
    /**
     * ARN of an existing standard topic in this account, in the Region of the commands. Set at most one of `topicArn`
     * and `topicName`.
     *
     * @default - the component creates a topic.
     */
    topicArn?: Input<string>;
    /**
     * Name of the topic to create: 1 to 256 letters, digits, `_` or `-`. Run Command does not support FIFO topics.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    topicName?: string;
    /**
     * ARN of the customer managed KMS key that encrypts the topic, in the Region of the topic. The component encrypts a
     * topic that it creates with this key; an existing topic must already use it. The key policy must delegate access
     * to IAM policies in this account or allow the role. Key aliases are not supported, because a policy cannot
     * identify a key by its alias.
     *
     * A topic encrypted with the AWS managed key `alias/aws/sns` needs no extra permissions, because that key is
     * available to every principal in the account through Amazon SNS. AWS does not document whether Run Command
     * notifications work with such a topic.
     *
     * @default - no customer managed key encrypts the topic.
     * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
     */
    kmsKeyArn?: Input<string>;
    /**
     * Principals that may use the role in a command (`ServiceRoleArn` of SendCommand). They may pass exactly this role,
     * and only to Systems Manager. For maintenance window tasks, add the role ARN to `runCommand.notificationRoleArns`
     * of `MaintenanceWindowAccess` instead.
     *
     * @default - no callers.
     */
    callers?: NotificationCallers;
}
