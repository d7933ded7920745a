import * as pulumi from "@pulumi/pulumi";
import type { AutomationEventsArgs } from "./args";
import { automationEvents as pattern } from "./pattern";
import { ruleInput, ruleTemplate, runbookTarget, statusPattern } from "./targets";
import { automationSchedule } from "./schedule.resource";
import { eventRule } from "./eventRule.resource";
import { currentLocation } from "../resources/currentLocation";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/** What a runbook is started with stands in no document, so it may be unknown or secret and leaves them as they are. */
const withoutInputs = ({ rule, schedule, ...args }: AutomationEventsArgs): AutomationEventsArgs => ({
    ...args,
    ...(rule && { rule: { ...rule, parameters: undefined } }),
    ...(schedule && { schedule: { ...schedule, parameters: undefined } }),
});

/**
 * Events from Systems Manager Automation and to it: changes of status told to a topic, a runbook started by events or by
 * a schedule. Each has a role of its own, which EventBridge assumes for exactly that rule or group of schedules.
 *
 * @example
 * const events = new AutomationEvents("images", {
 *     notifications: { notificationTopicArn: topic.arn, statuses: ["Failed", "TimedOut"] },
 *     schedule: { scheduleExpression: "cron(0 3 ? * SUN *)", runbook: "Acme-PatchImage", assumeRoleArn: images.roleArn },
 * });
 * export const topicArn = events.topicArn;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-event-bridge.html
 */
export class AutomationEvents extends pulumi.ComponentResource {
    /** ARN of the rule on changes of status, once it tells the topic; undefined without notifications. */
    readonly notificationRuleArn?: pulumi.Output<string>;
    /** ARN of the role on the target of that rule; undefined without notifications. */
    readonly notificationRoleArn?: pulumi.Output<string>;
    /** ARN of the topic, once it is told; undefined without notifications. */
    readonly topicArn?: pulumi.Output<string>;
    /** ARN of the rule that starts a runbook, once it does; undefined without a rule. */
    readonly ruleArn?: pulumi.Output<string>;
    /** ARN of the role on the target of that rule; undefined without a rule. */
    readonly ruleRoleArn?: pulumi.Output<string>;
    /** ARN of the schedule; undefined without a schedule. */
    readonly scheduleArn?: pulumi.Output<string>;
    /** The name of the schedule's group; undefined without a schedule. */
    readonly scheduleGroupName?: pulumi.Output<string>;
    /** ARN of the role that EventBridge Scheduler starts the runbook with; undefined without a schedule. */
    readonly scheduleRoleArn?: pulumi.Output<string>;

    constructor(name: string, args: AutomationEventsArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:AutomationEvents", name, validateArgs(pattern, name, args), opts);
        const { names, documents } = planComponent(this, pattern, name, withoutInputs(args));
        const location = currentLocation({ parent: this }, args.region);
        const { notifications, rule, schedule } = args;

        if (notifications !== undefined) {
            const role = serviceRole(this, `${name}-notifications`, {
                planned: names.notificationRole,
                description: "Lets EventBridge tell a topic of changes of status of Automation.",
                trust: documents.notificationTrust,
                grants: { publish: documents.notificationGrant },
                args,
            });
            this.notificationRoleArn = role.arn;
            this.notificationRuleArn = eventRule(this, `${name}-notifications`, {
                planned: names.notificationRule,
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
                planned: names.ruleRole,
                description: "Lets EventBridge start a runbook of Systems Manager Automation.",
                trust: documents.ruleTrust,
                grants: { start: documents.ruleGrant },
                args,
            });
            const { eventPattern, scheduleExpression, eventBusName, eventParameters } = rule;
            const given = pulumi.output(rule);
            this.ruleRoleArn = role.arn;
            this.ruleArn = eventRule(this, `${name}-rule`, {
                planned: names.rule,
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
                planned: names.scheduleRole,
                description: "Lets EventBridge Scheduler start a runbook of Systems Manager Automation.",
                trust: documents.scheduleTrust,
                grants: { start: documents.scheduleGrant },
                args,
            });
            const made = automationSchedule(this, `${name}-schedule`, schedule, {
                planned: names.schedule,
                group: names.scheduleGroup,
                location: location,
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
