import { allow, passRole, type Statement } from "../../policypack/iam";
import type { AutomationEventsArgs, AutomationStartArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { automationEventsLimits } from "./constraints";
import { automationEventsProblems } from "./validate";
import { runbookTarget } from "./targets";
import { physicalName, type Identity } from "../pattern/naming";
import { arn, type Place } from "../pattern/location";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import { plannedRole } from "../pattern/namedResources";
import { publishing } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { startAutomation } from "../statements/startAutomation";
import { trust } from "../statements/serviceTrust";

type Args = Unwrap<AutomationEventsArgs>;
type Start = Unwrap<AutomationStartArgs>;

/** What is made for each of the three. */
type Named = Record<
    "notificationRule" | "notificationRole" | "rule" | "ruleRole" | "schedule" | "scheduleGroup" | "scheduleRole",
    Planned
>;

const named = (identity: Identity, explicit: ExplicitNames): Named => {
    const { place } = identity;
    const { notifications = {}, rule = {}, schedule = {} } = explicit;
    const ruleOf = (child: string, name?: string, bus?: string): Planned => {
        const known = name ?? physicalName(identity, child, "eventRule");
        return { name: known, arn: arn(place, "events", ["rule", ...(bus ? [bus] : []), known].join("/")) };
    };
    const roleOf = (child: string, { roleName }: Pick<ExplicitNames, "roleName">): Planned =>
        plannedRole(identity, child, { roleName, path: explicit.path });
    const group = schedule.scheduleGroupName ?? physicalName(identity, "schedule", "scheduleGroup");
    const scheduled = schedule.scheduleName ?? physicalName(identity, "schedule", "schedule");
    return {
        notificationRule: ruleOf("notifications", notifications.ruleName),
        notificationRole: roleOf("notifications", notifications),
        rule: ruleOf("rule", rule.ruleName, rule.eventBusName),
        ruleRole: roleOf("rule", rule),
        schedule: { name: scheduled, arn: arn(place, "scheduler", `schedule/${group}/${scheduled}`) },
        scheduleGroup: { name: group, arn: arn(place, "scheduler", `schedule-group/${group}`) },
        scheduleRole: roleOf("schedule", schedule),
    };
};

/** What starting one runbook with one role takes. */
const starting = (
    place: Place,
    start: Start & { readonly withoutDefinition?: boolean },
    byDefinition: boolean,
): readonly Statement[] => [
    ...startAutomation(place, {
        runbooks: [start.runbook],
        versions: start.documentVersion === undefined ? undefined : [start.documentVersion],
    }),
    ...(byDefinition
        ? [
              allow(
                  "StartDefinition",
                  ["ssm:StartAutomationExecution"],
                  [runbookTarget(place, start.runbook, start.documentVersion)],
              ),
          ]
        : []),
    passRole("PassAssumeRole", [start.assumeRoleArn], servicePrincipal(place, "ssm")),
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
    limits: automationEventsLimits,
    problems: automationEventsProblems,
    names: named,
    documents: (identity, args) => {
        const { place } = identity;
        const { notifications, rule, schedule } = args;
        const names = named(identity, args);
        return {
            notificationTrust: notifications && trust(place, "events", [names.notificationRule.arn]),
            notificationGrant:
                notifications &&
                grant(
                    ...publishing(place, notifications.notificationTopicArn, notifications.notificationTopicKmsKeyArn),
                ),
            ruleTrust: rule && trust(place, "events", [names.rule.arn]),
            ruleGrant: rule && grant(...starting(place, rule, rule.withoutDefinition !== true)),
            // A schedule is no source that Scheduler names; its group is.
            scheduleTrust: schedule && trust(place, "scheduler", [names.scheduleGroup.arn]),
            scheduleGrant: schedule && grant(...starting(place, schedule, false)),
        };
    },
};
