import { allow, passRole, type Statement } from "../../policypack/iam";
import type {
    AutomationEventsArgs,
    AutomationNotifications,
    AutomationRule,
    AutomationSchedule,
    AutomationStartArgs,
} from "./args";
import type { Unwrap } from "../pattern/args";
import { automationEventsConstraints } from "./constraints";
import { validateAutomationEvents } from "./validate";
import { runbookTarget } from "./targets";
import { physicalName, type NamingScope } from "../pattern/naming";
import { arn, type AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedRole } from "../pattern/namedResources";
import { publishStatements } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { startAutomation } from "../statements/startAutomation";
import { serviceTrust } from "../statements/serviceTrust";

type Args = Unwrap<AutomationEventsArgs>;
type Start = Unwrap<AutomationStartArgs>;

/** The args that the names depend on. Rules and schedules also take args of other types, which names ignore. */
export interface NameArgs {
    readonly path?: string;
    readonly notifications?: Pick<AutomationNotifications, "ruleName" | "roleName">;
    readonly rule?: Pick<AutomationRule, "ruleName" | "eventBusName" | "roleName">;
    readonly schedule?: Pick<AutomationSchedule, "scheduleName" | "scheduleGroupName" | "roleName">;
}

/** The resources of `notifications`, `rule` and `schedule`. */
type Named = Record<
    "notificationRule" | "notificationRole" | "rule" | "ruleRole" | "schedule" | "scheduleGroup" | "scheduleRole",
    NamedResource
>;

/** A rule on an event bus; without one, on the default bus. */
const ruleOf = (scope: NamingScope, child: string, ruleName?: string, eventBusName?: string): NamedResource => {
    const name = ruleName ?? physicalName(scope, child, "eventRule");
    const bus = eventBusName ? [eventBusName] : [];
    return { name, arn: arn(scope.location, "events", ["rule", ...bus, name].join("/")) };
};

const notificationRuleOf = (scope: NamingScope, { notifications }: NameArgs): NamedResource =>
    ruleOf(scope, "notifications", notifications?.ruleName);

const eventRuleOf = (scope: NamingScope, { rule }: NameArgs): NamedResource =>
    ruleOf(scope, "rule", rule?.ruleName, rule?.eventBusName);

const scheduleGroupOf = (scope: NamingScope, { schedule }: NameArgs): NamedResource => {
    const name = schedule?.scheduleGroupName ?? physicalName(scope, "schedule", "scheduleGroup");
    return { name, arn: arn(scope.location, "scheduler", `schedule-group/${name}`) };
};

const scheduleOf = (scope: NamingScope, { schedule }: NameArgs, group: NamedResource): NamedResource => {
    const name = schedule?.scheduleName ?? physicalName(scope, "schedule", "schedule");
    return { name, arn: arn(scope.location, "scheduler", `schedule/${group.name}/${name}`) };
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
    >,
    NameArgs
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
    children: {
        notificationRule: { kind: "eventRule", nameArg: "notifications.ruleName" },
        notificationRole: {
            kind: "role",
            nameArg: "notifications.roleName",
            trust: "notificationTrust",
            grants: ["notificationGrant"],
            passedTo: "events",
            passedBy: [],
        },
        rule: { kind: "eventRule", nameArg: "rule.ruleName" },
        ruleRole: {
            kind: "role",
            nameArg: "rule.roleName",
            trust: "ruleTrust",
            grants: ["ruleGrant"],
            passedTo: "events",
            passedBy: [],
        },
        schedule: { kind: "schedule", nameArg: "schedule.scheduleName" },
        scheduleGroup: { kind: "scheduleGroup", nameArg: "schedule.scheduleGroupName" },
        scheduleRole: {
            kind: "role",
            nameArg: "schedule.roleName",
            trust: "scheduleTrust",
            grants: ["scheduleGrant"],
            passedTo: "scheduler",
            passedBy: [],
        },
    },
    validate: validateAutomationEvents,
    names: (scope, explicit) => {
        const { path, notifications, rule, schedule } = explicit;
        const scheduleGroup = scheduleGroupOf(scope, explicit);
        return {
            notificationRule: notificationRuleOf(scope, explicit),
            notificationRole: namedRole(scope, "notifications", { roleName: notifications?.roleName, path }),
            rule: eventRuleOf(scope, explicit),
            ruleRole: namedRole(scope, "rule", { roleName: rule?.roleName, path }),
            schedule: scheduleOf(scope, explicit, scheduleGroup),
            scheduleGroup,
            scheduleRole: namedRole(scope, "schedule", { roleName: schedule?.roleName, path }),
        };
    },
    documents: {
        notificationTrust: (scope, args) =>
            args.notifications && serviceTrust(scope.location, "events", [notificationRuleOf(scope, args).arn]),
        notificationGrant: ({ location }, { notifications }) =>
            notifications &&
            grant(
                ...publishStatements(
                    location,
                    notifications.notificationTopicArn,
                    notifications.notificationTopicKmsKeyArn,
                ),
            ),
        ruleTrust: (scope, args) => args.rule && serviceTrust(scope.location, "events", [eventRuleOf(scope, args).arn]),
        ruleGrant: ({ location }, { rule }) =>
            rule && grant(...starting(location, rule, rule.withoutDefinition !== true)),
        // Scheduler sets aws:SourceArn to the schedule group, not to the schedule.
        scheduleTrust: (scope, args) =>
            args.schedule && serviceTrust(scope.location, "scheduler", [scheduleGroupOf(scope, args).arn]),
        scheduleGrant: ({ location }, { schedule }) => schedule && grant(...starting(location, schedule, false)),
    },
};
