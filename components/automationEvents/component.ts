import * as pulumi from "@pulumi/pulumi";
import type { AutomationEventsArgs } from "./args";
import { automationEvents as pattern } from "./pattern";
import { ruleInput, ruleTemplate, runbookTarget, statusPattern } from "./targets";
import { automationSchedule } from "./schedule.resource";
import { eventRule } from "./eventRule.resource";
import { currentLocation } from "../resources/currentLocation";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * EventBridge integration of Systems Manager Automation: status change notifications to an SNS topic, and runbooks that
 * start on events or on a schedule. Each has its own role, which EventBridge can assume only for that rule or schedule
 * group.
 *
 * @example
 * const events = new AutomationEvents("images", {
 *     notifications: { notificationTopicArn: topic.arn, statuses: ["Failed", "TimedOut"] },
 *     schedule: {
 *         scheduleExpression: "cron(0 3 ? * SUN *)",
 *         runbook: "Acme-PatchImage",
 *         assumeRoleArn: images.roleArn,
 *     },
 * });
 * export const topicArn = events.topicArn;
 *
 * @throws RunError that lists every validation issue of the args; no resources are created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-event-bridge.html
 */
export class AutomationEvents extends pulumi.ComponentResource {
    /** ARN of the notification rule, resolved after its target exists; undefined without notifications. */
    readonly notificationRuleArn?: pulumi.Output<string>;
    /** ARN of the role that the notification rule publishes with; undefined without notifications. */
    readonly notificationRoleArn?: pulumi.Output<string>;
    /** ARN of the topic, resolved after the rule targets it; undefined without notifications. */
    readonly topicArn?: pulumi.Output<string>;
    /** ARN of the rule that starts a runbook, resolved after its target exists; undefined without a rule. */
    readonly ruleArn?: pulumi.Output<string>;
    /** ARN of the role that the rule starts the runbook with; undefined without a rule. */
    readonly ruleRoleArn?: pulumi.Output<string>;
    /** ARN of the schedule; undefined without a schedule. */
    readonly scheduleArn?: pulumi.Output<string>;
    /** Name of the schedule group; undefined without a schedule. */
    readonly scheduleGroupName?: pulumi.Output<string>;
    /** ARN of the role that EventBridge Scheduler starts the runbook with; undefined without a schedule. */
    readonly scheduleRoleArn?: pulumi.Output<string>;

    constructor(name: string, args: AutomationEventsArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:AutomationEvents", name, validateArgs(pattern, name, args), opts);
        const { names, policies } = planComponent(this, pattern, name, args);
        const location = currentLocation({ parent: this }, args.region);
        const { notifications, rule, schedule } = args;

        if (notifications !== undefined) {
            const role = serviceRole(this, `${name}-notifications`, {
                resource: names.notificationRole,
                description: "Lets EventBridge tell a topic of changes of status of Automation.",
                trust: policies.notificationTrust,
                grants: { publish: policies.notificationGrant },
                args,
            });
            this.notificationRoleArn = role.arn;
            this.notificationRuleArn = eventRule(this, `${name}-notifications`, {
                resource: names.notificationRule,
                description: "Changes of status of Systems Manager Automation.",
                when: { eventPattern: pulumi.output(notifications).apply(statusPattern) },
                target: { targetId: "topic", arn: notifications.notificationTopicArn, roleArn: role.arn },
                args,
            });
            this.topicArn = pulumi
                .all([notifications.notificationTopicArn, this.notificationRuleArn])
                .apply(([topicArn]) => topicArn);
        }

        if (rule !== undefined) {
            const role = serviceRole(this, `${name}-rule`, {
                resource: names.ruleRole,
                description: "Lets EventBridge start a runbook of Systems Manager Automation.",
                trust: policies.ruleTrust,
                grants: { start: policies.ruleGrant },
                args,
            });
            const { eventPattern, scheduleExpression, eventBusName, eventParameters } = rule;
            const given = pulumi.output(rule);
            this.ruleRoleArn = role.arn;
            this.ruleArn = eventRule(this, `${name}-rule`, {
                resource: names.rule,
                description: "Starts a runbook of Systems Manager Automation.",
                when: { eventPattern, scheduleExpression, eventBusName },
                target: {
                    targetId: "runbook",
                    arn: pulumi
                        .all([location, rule.runbook, rule.documentVersion])
                        .apply(([known, runbook, version]) => runbookTarget(known, runbook, version)),
                    roleArn: role.arn,
                    ...(eventParameters === undefined
                        ? { input: given.apply(ruleInput) }
                        : {
                              inputTransformer: {
                                  inputPaths: eventParameters,
                                  inputTemplate: given.apply(ruleTemplate),
                              },
                          }),
                },
                args,
            });
        }

        if (schedule !== undefined) {
            const role = serviceRole(this, `${name}-schedule`, {
                resource: names.scheduleRole,
                description: "Lets EventBridge Scheduler start a runbook of Systems Manager Automation.",
                trust: policies.scheduleTrust,
                grants: { start: policies.scheduleGrant },
                args,
            });
            const made = automationSchedule(this, `${name}-schedule`, schedule, {
                resource: names.schedule,
                group: names.scheduleGroup,
                location,
                roleArn: role.arn,
                args,
            });
            this.scheduleRoleArn = role.arn;
            this.scheduleArn = made.arn;
            this.scheduleGroupName = made.groupName;
        }

        this.registerOutputs({
            notificationRuleArn: this.notificationRuleArn,
            notificationRoleArn: this.notificationRoleArn,
            topicArn: this.topicArn,
            ruleArn: this.ruleArn,
            ruleRoleArn: this.ruleRoleArn,
            scheduleArn: this.scheduleArn,
            scheduleGroupName: this.scheduleGroupName,
            scheduleRoleArn: this.scheduleRoleArn,
        });
    }
}
