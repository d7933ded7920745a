import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs } from "../pattern/args";

/** Who may send commands that notify with the role. */
export interface NotificationCallers {
    /** Who may. They need `ssm:SendCommand` from elsewhere, such as `RunCommandAccess`. */
    grantees: Grantees;
}

/** The topic of Run Command's notifications, and the role that Systems Manager publishes to it with. */
export interface RunCommandNotificationsArgs extends UnverifiedTrustArgs {
    /**
     * ARN of an existing standard topic of this account, in the Region of the commands. At most one of `topicArn` and
     * `topicName`.
     *
     * @default - a topic is made.
     */
    topicArn?: Input<string>;
    /**
     * The name of the topic made here: 1 to 256 letters, digits, `_` or `-`. A FIFO topic takes no notification.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    topicName?: string;
    /**
     * ARN of the customer managed KMS key, in the Region of the topic, that encrypts it: the topic made here is encrypted
     * with it, an existing one is already. The key's policy must leave access to the IAM policies of this account, or
     * name the role; a policy cannot name a key by its alias.
     *
     * A topic under the AWS managed key `alias/aws/sns` needs no right of its own, since that key lets everybody in the
     * account use it through Amazon SNS; AWS does not say whether Run Command notifies such a topic.
     *
     * @default - no customer managed key encrypts the topic.
     * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
     */
    kmsKeyArn?: Input<string>;
    /**
     * Who may name the role in a command (`ServiceRoleArn` of SendCommand): they may pass exactly this role, to Systems
     * Manager only. For the tasks of a maintenance window, give its ARN to `MaintenanceWindowAccess` in
     * `runCommand.notificationRoleArns`.
     *
     * @default - nobody.
     */
    callers?: NotificationCallers;
}
