/** Event patterns, targets and target inputs of EventBridge rules and schedules. */
import type { AutomationNotifications, AutomationRule, AutomationSchedule, AutomationStartArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { arn, nameOf, type AwsLocation } from "../pattern/location";
import { assumeRoleParameter } from "../statements/runbookRole";
import { definitionArn } from "../statements/startAutomation";

type Start = Unwrap<AutomationStartArgs>;

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html */
const detailTypes = {
    execution: "EC2 Automation Execution Status-change Notification",
    step: "EC2 Automation Step Status-change Notification",
} as const;

/** AWS spells it `Canceled` in the event reference and `Cancelled` in the API. An unused spelling does no harm. */
const spellings = (status: string): readonly string[] => (status === "Canceled" ? [status, "Cancelled"] : [status]);

/** The event pattern of status change events. */
export const statusPattern = ({ statuses, runbooks, steps }: Unwrap<AutomationNotifications>): string =>
    JSON.stringify({
        source: ["aws.ssm"],
        "detail-type": [detailTypes.execution, ...(steps === true ? [detailTypes.step] : [])],
        ...(statuses === undefined && runbooks === undefined
            ? {}
            : {
                  detail: {
                      ...(statuses && { Status: statuses.flatMap(spellings) }),
                      ...(runbooks && { Definition: runbooks.map(nameOf) }),
                  },
              }),
    });

const parametersOf = (start: Start): Readonly<Record<string, readonly string[]>> => ({
    ...start.parameters,
    [start.assumeRoleParameter ?? assumeRoleParameter]: [start.assumeRoleArn],
});

/**
 * The target of a rule that starts a runbook.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-event-bridge.html
 */
export const runbookTarget = (location: AwsLocation, runbook: string, version = "$DEFAULT"): string =>
    definitionArn(location, runbook, version);

/** The target input of a rule whose parameters are all constant. */
export const ruleInput = (rule: Unwrap<AutomationRule>): string => JSON.stringify(parametersOf(rule));

/** The input template of a rule: EventBridge replaces `<parameter>` with the quoted string from the event. */
export const ruleTemplate = (rule: Unwrap<AutomationRule>): string => {
    const entries = [
        ...Object.entries(parametersOf(rule)).map(([name, values]) => [name, JSON.stringify(values)]),
        ...Object.keys(rule.eventParameters ?? {}).map((name) => [name, `[<${name}>]`]),
    ];
    return `{${entries.map(([name, values]) => `${JSON.stringify(name)}:${String(values)}`).join(",")}}`;
};

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html */
export const scheduleTarget = (location: AwsLocation): string =>
    arn(location, "scheduler", "aws-sdk:ssm:startAutomationExecution", { region: "", accountId: "" });

/** The StartAutomationExecution request that EventBridge Scheduler sends. */
export const scheduleInput = (schedule: Unwrap<AutomationSchedule>): string =>
    JSON.stringify({
        DocumentName: schedule.runbook,
        ...(schedule.documentVersion === undefined ? {} : { DocumentVersion: schedule.documentVersion }),
        Parameters: parametersOf(schedule),
    });
