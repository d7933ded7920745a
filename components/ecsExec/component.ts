import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { EcsExecAccessArgs } from "./args";
import { executeCommandConfiguration } from "./configuration";
import { ecsExec, ecsExecAccessLevels } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { planComponent, validateArgs } from "../resources/planComponent";
import { resolveAfter } from "../resources/resolveAfter";
import { serviceRole } from "../resources/serviceRole";

const descriptions = {
    tasks: "Receive commands of ECS Exec in containers.",
    users: "Run commands in containers by ECS Exec.",
} as const;

/**
 * Grants permission to run commands in containers by ECS Exec, and what the containers need for it: a new task role, or
 * a policy for existing ones. It can create a cluster that encrypts and logs the commands. ECS Exec must also be enabled
 * in the service or task (`enableExecuteCommand`).
 *
 * Before you use it:
 * - A command runs as root in the container, with the credentials of the task role. Who may run commands has all
 *   permissions of the task.
 * - Users may not start a session on a task directly, which no log of the cluster would show.
 * - The permissions of the task role are also those of the application. Give the role to tasks only.
 * - Tasks that reach AWS by VPC endpoints need the one of `ssmmessages`.
 *
 * @example
 * const access = new EcsExecAccess("web", {
 *     clusterNames: ["web"],
 *     configuration: { logGroup: { logGroupName: "/ecs/exec" } },
 *     tasks: { grantees: { roles: ["web-task"] } },
 *     users: { taskTags: { Environment: ["dev"] }, grantees: { groups: ["developers"] } },
 * });
 * export const userPolicyArn = access.userPolicyArn;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export class EcsExecAccess extends pulumi.ComponentResource {
    /** ARN of the created task role. Resolves once its permissions are attached. Undefined without `taskRole`. */
    readonly roleArn?: pulumi.Output<string>;
    /** Name of the created task role. Undefined without `taskRole`. */
    readonly roleName?: pulumi.Output<string>;
    /** Name of the created cluster. Resolves once it exists. Undefined without `cluster`. */
    readonly clusterName?: pulumi.Output<string>;
    /** ARN of the created cluster. Resolves once it exists. Undefined without `cluster`. */
    readonly clusterArn?: pulumi.Output<string>;
    /**
     * The value for `configuration.executeCommandConfiguration` of an existing cluster, as JSON. Undefined without
     * `configuration`.
     */
    readonly configurationJson?: pulumi.Output<string>;
    /** ARN of the task policy. Resolves once it is attached to all task roles. Undefined without a policy. */
    readonly taskPolicyArn?: pulumi.Output<string>;
    /** Policy document of `tasks` as JSON; undefined unless the level is set without grantees. */
    readonly taskPolicyJson?: pulumi.Output<string>;
    /** ARN of the users' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly userPolicyArn?: pulumi.Output<string>;
    /** Policy document of `users` as JSON; undefined unless the level is set without grantees. */
    readonly userPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: EcsExecAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:EcsExecAccess", name, validateArgs(ecsExec, name, args), opts);
        const { names, policies } = planComponent(this, ecsExec, name, args);
        const configuration =
            args.configuration === undefined
                ? undefined
                : pulumi.output(args.configuration).apply(executeCommandConfiguration);

        if (args.taskRole !== undefined) {
            const role = serviceRole(this, `${name}-task`, {
                resource: names.role,
                description: "Used by ECS tasks that receive commands of ECS Exec.",
                trust: policies.trust,
                grants: { permissions: policies.permissions },
                args,
            });
            this.roleArn = role.arn;
            this.roleName = role.name;
        }

        if (args.cluster !== undefined) {
            const cluster = new ecs.Cluster(
                `${name}-cluster`,
                {
                    name: names.cluster.name,
                    configuration:
                        configuration === undefined ? undefined : { executeCommandConfiguration: configuration },
                    tags: args.tags,
                    region: args.region,
                },
                { parent: this },
            );
            this.clusterName = resolveAfter(names.cluster.name, [cluster]);
            this.clusterArn = resolveAfter(names.cluster.arn as pulumi.Output<string>, [cluster]);
        }

        if (configuration !== undefined) {
            this.configurationJson = configuration.apply((value) => JSON.stringify(value));
        }

        const { tasks, users } = granteePolicies(this, name, ecsExecAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });
        this.taskPolicyArn = tasks.arn;
        this.taskPolicyJson = tasks.json;
        this.userPolicyArn = users.arn;
        this.userPolicyJson = users.json;
        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            clusterName: this.clusterName,
            clusterArn: this.clusterArn,
            configurationJson: this.configurationJson,
            taskPolicyArn: this.taskPolicyArn,
            taskPolicyJson: this.taskPolicyJson,
            userPolicyArn: this.userPolicyArn,
            userPolicyJson: this.userPolicyJson,
        });
    }
}
