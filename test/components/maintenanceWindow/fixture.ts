import type { MaintenanceWindowAccessArgs } from "../../../components/maintenanceWindow/args";
import type { Unwrap } from "../../../components/pattern/args";

export type WindowAccess = Unwrap<MaintenanceWindowAccessArgs>;

export const grantees = { groups: ["ops"] };
export const notificationRole = "arn:aws:iam::123456789012:role/notify";
export const topic = "arn:aws:sns:eu-west-1:123456789012:commands";
export const assumeRole = "arn:aws:iam::123456789012:role/service-role/automation";
export const invoked = "arn:aws:lambda:eu-west-1:123456789012:function:sweep:live";
export const started = "arn:aws:states:eu-west-1:123456789012:stateMachine:rotate";

/** Every arg of each task type. */
export const runCommand: NonNullable<WindowAccess["runCommand"]> = {
    documents: ["AWS-RunPatchBaseline", "Acme-PatchNow"],
    targetTags: { Environment: ["prod"], PatchGroup: ["web", "batch"] },
    parameterNames: ["/app/patch/level"],
    outputBucketName: "acme-output",
    notificationRoleArns: [notificationRole],
};
export const automation: NonNullable<WindowAccess["automation"]> = {
    runbooks: ["AWS-RestartEC2Instance", "Acme-Rotate"],
    assumeRoleArns: [assumeRole],
};
export const functionArns = [invoked];
export const stateMachineArns = [started];
export const resourceGroupNames = ["web"];

/** A window with a task of each type. */
export const window: NonNullable<WindowAccess["window"]> = {
    schedule: "cron(0 2 ? * SUN *)",
    scheduleTimezone: "Europe/Dublin",
    durationHours: 3,
    cutoffHours: 1,
    tasks: {
        patch: {
            document: "AWS-RunPatchBaseline",
            documentVersion: "1",
            parameters: { Operation: ["Install"] },
            maxConcurrency: "10%",
            maxErrors: "5%",
            notificationRoleArn: notificationRole,
            notificationTopicArn: topic,
            outputKeyPrefix: "patch",
        },
        rotate: { runbook: "Acme-Rotate", documentVersion: "$DEFAULT", parameters: { Keep: ["2"] }, priority: 2 },
        sweep: { functionArn: invoked, payload: '{"key":"of-function"}', priority: 3 },
        report: { stateMachineArn: started, payload: '{"key":"of-machine"}', priority: 3 },
    },
};

/** Every arg. */
export const everything: WindowAccess = {
    roleName: "acme-window",
    runCommand,
    automation,
    functionArns,
    stateMachineArns,
    resourceGroupNames,
    registrars: { grantees },
    window,
};
