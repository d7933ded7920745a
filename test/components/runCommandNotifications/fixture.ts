import type { RunCommandNotificationsArgs } from "../../../components/runCommandNotifications/args";
import type { Unwrap } from "../../../components/pattern/args";

export type Notifications = Unwrap<RunCommandNotificationsArgs>;

export const topic = "arn:aws:sns:eu-west-1:123456789012:commands";
export const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const callers = { grantees: { users: ["ana"], groups: ["ops"], roles: ["runner"] } };

/** A created topic with encryption, and callers. */
export const createdTopic: Notifications = { roleName: "notify", topicName: "commands", kmsKeyArn: key, callers };
