import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { RunCommandNotificationsArgs } from "./args";
import { runCommandNotifications } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * Run Command notifications: an SNS topic, the role that Systems Manager uses to publish to that topic only, and the
 * principals that may pass the role.
 *
 * @example
 * const notifications = new RunCommandNotifications("patching", { callers: { grantees: { groups: ["ops"] } } });
 * export const { roleArn, topicArn } = notifications;
 *
 * @throws RunError that lists every validation issue of the args; no resources are created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-sns-notifications.html
 */
export class RunCommandNotifications extends pulumi.ComponentResource {
    /** ARN of the role, for `ServiceRoleArn` of a command; resolved after its permissions are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the role. */
    readonly roleName: pulumi.Output<string>;
    /** ARN of the topic, for `NotificationArn` of a command; resolved after the topic exists. */
    readonly topicArn: pulumi.Output<string>;
    /** ARN of the callers policy, resolved after it is attached to all grantees; undefined without a policy. */
    readonly callerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `callers` as JSON; undefined unless the level is set without grantees. */
    readonly callerPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: RunCommandNotificationsArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super(
            "ssm-access:index:RunCommandNotifications",
            name,
            validateArgs(runCommandNotifications, name, args),
            opts,
        );
        const { names, policies } = planComponent(this, runCommandNotifications, name, args);

        if (args.topicArn === undefined) {
            const topic = new sns.Topic(
                `${name}-topic`,
                { name: names.topic.name, kmsMasterKeyId: args.kmsKeyArn, tags: args.tags, region: args.region },
                { parent: this },
            );
            this.topicArn = resolveAfter(names.topic.arn as pulumi.Output<string>, [topic]);
        } else {
            this.topicArn = pulumi.output(args.topicArn);
        }

        const role = serviceRole(this, name, {
            resource: names.role,
            description: "Publishes the notifications of Run Command.",
            trust: policies.trust,
            grants: { publish: policies.publish },
            args,
        });
        this.roleArn = role.arn;
        this.roleName = role.name;

        const { callers } = granteePolicies(this, name, ["callers"], {
            names,
            policies,
            descriptions: { callers: "Pass the role of Run Command's notifications to Systems Manager." },
            args,
        });
        this.callerPolicyArn = callers.arn;
        this.callerPolicyJson = callers.json;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            topicArn: this.topicArn,
            callerPolicyArn: this.callerPolicyArn,
            callerPolicyJson: this.callerPolicyJson,
        });
    }
}
