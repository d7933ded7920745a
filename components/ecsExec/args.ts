import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { RolePatternArgs } from "../pattern/args";

/** The log group that receives the output of commands. It must exist. */
export interface EcsExecLogGroup {
    /** Name of the log group, without a wildcard. */
    logGroupName: Input<string>;
    /**
     * Whether the log group is encrypted with a KMS key.
     *
     * @default true
     */
    encrypted?: Input<boolean>;
}

/** The bucket that receives the output of commands. It must exist. */
export interface EcsExecBucket {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Key prefix of the logs, without a leading or trailing slash.
     *
     * @default - no prefix.
     */
    keyPrefix?: Input<string>;
    /**
     * Whether the logs are encrypted.
     *
     * @default true
     */
    encrypted?: Input<boolean>;
    /**
     * ARN of the KMS key that encrypts the bucket.
     *
     * @default - the bucket is encrypted with Amazon S3 managed keys.
     */
    kmsKeyArn?: Input<string>;
    /**
     * The 12-digit ID of the account that owns the bucket.
     *
     * @default - the account of the component.
     */
    accountId?: Input<string>;
}

/**
 * How a cluster encrypts and logs commands. Task roles and users get the permissions that it needs, so it must be the
 * configuration of every cluster of the component.
 */
export interface EcsExecConfiguration {
    /**
     * ARN of the KMS key, in the component's Region, that encrypts the data between the user and the container in
     * addition to TLS.
     *
     * @default - the data is encrypted by TLS only.
     */
    kmsKeyArn?: Input<string>;
    /**
     * The CloudWatch Logs log group for the output of commands. The container image must contain `script` and `cat`,
     * or nothing is logged.
     *
     * @default - no logs in a log group of its own: without `bucket` either, the log configuration of the task applies.
     */
    logGroup?: EcsExecLogGroup;
    /**
     * The Amazon S3 bucket for the output of commands.
     *
     * @default - no logs in Amazon S3.
     */
    bucket?: EcsExecBucket;
}

/** A cluster to create, with the `configuration` of the component. */
export interface EcsExecCluster {
    /**
     * Name of the cluster: 1 to 255 letters, digits, `_` or `-`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    clusterName?: string;
}

/** A task role to create. It can do nothing but receive commands; attach what the application needs to it. */
export interface EcsExecTaskRole {
    /**
     * Trust ECS on behalf of this account in every Region, instead of only in the component's Region.
     *
     * @default false
     */
    anyRegion?: boolean;
}

/** Existing task roles that receive commands. */
export interface EcsExecTasks extends AccessLevelArgs {
    /**
     * The task roles. Only roles are allowed: tasks cannot use users and groups.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
}

/**
 * Who may run commands in containers, including a shell. A command runs as root, whatever the user of the container is,
 * and can use the credentials of the task role.
 */
export interface EcsExecUsers extends AccessLevelArgs {
    /**
     * Principals that may run commands.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Tags that select the tasks of the clusters: a task must have every key, with one of the key's values. Tasks of a
     * service have tags only if the service propagates them. Anyone who can tag tasks can widen this grant.
     *
     * @example { Environment: ["dev"] }
     * @default - every task of the clusters.
     */
    taskTags?: Record<string, Input<string>[]>;
    /**
     * Names of the containers, without wildcards. Users must then name the container in each request, also where the
     * task has only one.
     *
     * @default - every container of the tasks.
     */
    containerNames?: Input<string>[];
    /**
     * Match `taskTags` by `aws:ResourceTag` instead of `ecs:ResourceTag`.
     *
     * @default false
     */
    globalTagKey?: boolean;
    /**
     * Allow opening the data channel of any session of the account and Region (`ssmmessages:OpenDataChannel`), as users
     * of Session Manager need.
     *
     * @default false
     */
    dataChannels?: boolean;
    /**
     * Do not deny `ssm:StartSession` on tasks. Sessions that do not go through ECS are not logged by the cluster's
     * configuration.
     *
     * @default false
     * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
     */
    directSessions?: boolean;
    /**
     * Allow listing the tasks and services of the clusters, which the console needs, and the names of all clusters.
     *
     * @default false
     */
    console?: boolean;
}

/**
 * ECS Exec: what task roles need to receive commands, who may run commands in which containers, and the configuration
 * of a cluster. Requires at least one of `taskRole`, `tasks`, `users` and `cluster`.
 */
export interface EcsExecAccessArgs extends RolePatternArgs {
    /**
     * Names of existing clusters in which users may run commands, without wildcards.
     *
     * @default - only the cluster of `cluster`.
     */
    clusterNames?: Input<string>[];
    /**
     * How clusters encrypt and log commands.
     *
     * @default - TLS only, and the log configuration of each task.
     */
    configuration?: EcsExecConfiguration;
    /**
     * The cluster to create. For existing clusters, use the output `configurationJson`.
     *
     * @default - the component creates no cluster.
     */
    cluster?: EcsExecCluster;
    /**
     * The task role to create.
     *
     * @default - the component creates no role.
     */
    taskRole?: EcsExecTaskRole;
    /**
     * The existing task roles that receive commands.
     *
     * @default - no task policy is created.
     */
    tasks?: EcsExecTasks;
    /**
     * Who may run commands in containers. Requires `clusterNames` or `cluster`.
     *
     * @default - no user policy is created.
     */
    users?: EcsExecUsers;
}
