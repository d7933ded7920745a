import type { AutomationEventsArgs } from "../../../components/automationEvents/args";
import type { Unwrap } from "../../../components/pattern/args";

type Args = Unwrap<AutomationEventsArgs>;

export const account = "123456789012";

export const topic = `arn:aws:sns:eu-west-1:${account}:acme-automation`;
export const key = `arn:aws:kms:eu-west-1:${account}:key/aaaaaaaa-1111-2222-3333-444444444444`;
export const assumeRole = `arn:aws:iam::${account}:role/images`;

export const notifications: NonNullable<Args["notifications"]> = {
    notificationTopicArn: topic,
    notificationTopicKmsKeyArn: key,
    statuses: ["Failed", "TimedOut", "Canceled"],
    runbooks: ["Acme-PatchImage"],
    ruleName: "acme-status",
    roleName: "acme-status-role",
};

export const rule: NonNullable<Args["rule"]> = {
    runbook: "AWS-RestartEC2Instance",
    assumeRoleArn: assumeRole,
    eventPattern: '{"source":["aws.health"]}',
    eventParameters: { InstanceId: "$.detail.instance-id" },
    ruleName: "acme-restart",
    roleName: "acme-restart-role",
};

export const schedule: NonNullable<Args["schedule"]> = {
    runbook: "Acme-PatchImage",
    documentVersion: "5",
    assumeRoleArn: assumeRole,
    parameters: { ImageName: ["web"] },
    scheduleExpression: "cron(0 3 ? * SUN *)",
    scheduleTimezone: "Europe/Dublin",
    scheduleName: "acme-weekly",
    scheduleGroupName: "acme-group",
    roleName: "acme-weekly-role",
};

/** Every arg, with explicit names. */
export const everything: Args = { notifications, rule, schedule };
