import { allow, passRole, type Statement } from "../../policypack/iam";
import type { AutomationEventsArgs, AutomationStartArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { automationEventsConstraints } from "./constraints";
import { validateAutomationEvents } from "./validate";
import { runbookTarget } from "./targets";
import { physicalName, type NamingScope } from "../pattern/naming";
import { arn, type AwsLocation } from "../pattern/location";
import { grant, type NameOverrides, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedRole } from "../pattern/namedResources";
import { publishStatements } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { startAutomation } from "../statements/startAutomation";
import { serviceTrust } from "../statements/serviceTrust";

type Args = Unwrap<AutomationEventsArgs>;
type Start = Unwrap<AutomationStartArgs>;

/** The resources of `notifications`, `rule` and `schedule`. */
type Named = Record<
    "notificationRule" | "notificationRole" | "rule" | "ruleRole" | "schedule" | "scheduleGroup" | "scheduleRole",
    NamedResource
>;

const named = (scope: NamingScope, explicit: NameOverrides): Named => {
    const { location } = scope;
    const { notifications = {}, rule = {}, schedule = {} } = explicit;
    const ruleOf = (child: string, name?: string, bus?: string): NamedResource => {
        const known = name ?? physicalName(scope, child, "eventRule");
        return { name: known, arn: arn(location, "events", ["rule", ...(bus ? [bus] : []), known].join("/")) };
    };
    const roleOf = (child: string, { roleName }: Pick<NameOverrides, "roleName">): NamedResource =>
        namedRole(scope, child, { roleName, path: explicit.path });
    const group = schedule.scheduleGroupName ?? physicalName(scope, "schedule", "scheduleGroup");
    const scheduled = schedule.scheduleName ?? physicalName(scope, "schedule", "schedule");
    return {
        notificationRule: ruleOf("notifications", notifications.ruleName),
        notificationRole: roleOf("notifications", notifications),
        rule: ruleOf("rule", rule.ruleName, rule.eventBusName),
        ruleRole: roleOf("rule", rule),
        schedule: { name: scheduled, arn: arn(location, "scheduler", `schedule/${group}/${scheduled}`) },
        scheduleGroup: { name: group, arn: arn(location, "scheduler", `schedule-group/${group}`) },
        scheduleRole: roleOf("schedule", schedule),
    };
};

/** Statements that allow starting one runbook with one role. */
const starting = (
    location: AwsLocation,
    start: Start & { readonly withoutDefinition?: boolean },
    byDefinition: boolean,
): readonly Statement[] => [
    ...startAutomation(location, {
        runbooks: [start.runbook],
        versions: start.documentVersion === undefined ? undefined : [start.documentVersion],
    }),
    ...(byDefinition
        ? [
              allow(
                  "StartDefinition",
                  ["ssm:StartAutomationExecution"],
                  [runbookTarget(location, start.runbook, start.documentVersion)],
              ),
          ]
        : []),
    passRole("PassAssumeRole", [start.assumeRoleArn], servicePrincipal(location, "ssm")),
];

/** Automation notifications, and runbooks started by events or on a schedule, each with its own role. */
export const automationEvents: Pattern<
    Args,
    Named,
    Record<
        "notificationTrust" | "notificationGrant" | "ruleTrust" | "ruleGrant" | "scheduleTrust" | "scheduleGrant",
        PlannedDocument | undefined
    >
> = {
    component: "AutomationEvents",
    summary: "Automation status change notifications to an SNS topic, and runbooks started by events or on a schedule.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-event-bridge.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html",
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html",
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html",
    ],
    unverified: [
        {
            fact: "AWS does not document whether EventBridge still requires permission on the automation definition.",
            arg: "rule.withoutDefinition",
            check: "Set the arg and trigger the rule. If an execution starts, the definition is not required.",
        },
        {
            fact: "AWS does not document whether ssm:DocumentVersion is set when EventBridge starts a runbook.",
            arg: "rule.documentVersion",
            check: "Trigger the rule with a version number. If no execution starts, remove the arg.",
        },
        {
            fact: "AWS spells the status of a stopped execution Canceled in its events and Cancelled in its API.",
            arg: "notifications.statuses",
            check: "Stop an execution and read the event. Until then, the event pattern matches both spellings.",
        },
    ],
    constraints: automationEventsConstraints,
    validate: validateAutomationEvents,
    names: named,
    documents: (scope, args) => {
        const { location } = scope;
        const { notifications, rule, schedule } = args;
        const names = named(scope, args);
        return {
            notificationTrust: notifications && serviceTrust(location, "events", [names.notificationRule.arn]),
            notificationGrant:
                notifications &&
                grant(
                    ...publishStatements(
                        location,
                        notifications.notificationTopicArn,
                        notifications.notificationTopicKmsKeyArn,
                    ),
                ),
            ruleTrust: rule && serviceTrust(location, "events", [names.rule.arn]),
            ruleGrant: rule && grant(...starting(location, rule, rule.withoutDefinition !== true)),
            // Scheduler sets aws:SourceArn to the schedule group, not to the schedule.
            scheduleTrust: schedule && serviceTrust(location, "scheduler", [names.scheduleGroup.arn]),
            scheduleGrant: schedule && grant(...starting(location, schedule, false)),
        };
    },
};
