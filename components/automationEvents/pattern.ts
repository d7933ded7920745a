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

/** What is made for each of the three. */
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

/** What starting one runbook with one role takes. */
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

/** Events from Automation and to it, each with a role of its own. */
export const automationEvents: Pattern<
    Args,
    Named,
    Record<
        "notificationTrust" | "notificationGrant" | "ruleTrust" | "ruleGrant" | "scheduleTrust" | "scheduleGrant",
        PlannedDocument | undefined
    >
> = {
    component: "AutomationEvents",
    summary: "Changes of status of Automation told to a topic; a runbook started by events or by a schedule.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-event-bridge.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html",
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html",
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html",
    ],
    unverified: [
        {
            fact: "Whether a start by EventBridge is still judged on the automation definition, its target, is not documented.",
            arg: "rule.withoutDefinition",
            check: "Let the rule start the runbook with the arg. With an execution, the definition is not needed.",
        },
        {
            fact: "That a start by EventBridge carries ssm:DocumentVersion, as one by a person does, is inferred.",
            arg: "rule.documentVersion",
            check: "Let the rule start a version by number. Without an execution, leave the arg out.",
        },
        {
            fact: "AWS spells the status of a stopped execution Canceled in its list of events and Cancelled in its API.",
            arg: "notifications.statuses",
            check: "Stop an execution and read the event; both spellings are asked for until then.",
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
            // A schedule is no source that Scheduler names; its group is.
            scheduleTrust: schedule && serviceTrust(location, "scheduler", [names.scheduleGroup.arn]),
            scheduleGrant: schedule && grant(...starting(location, schedule, false)),
        };
    },
};
