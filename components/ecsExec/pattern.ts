import { allow, deny, type Conditions, type Statement } from "../../policypack/iam";
import type { EcsExecAccessArgs, EcsExecConfiguration, EcsExecUsers } from "./args";
import { configurationConstraints } from "./configuration";
import type { Unwrap } from "../pattern/args";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import type { Constraints } from "../pattern/constraints";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import { arn, bucketArn, type AwsLocation } from "../pattern/location";
import { namedPolicies, namedRole } from "../pattern/namedResources";
import { physicalName, type NamingScope } from "../pattern/naming";
import { grant, type NamedResource, type Pattern, type PlannedDocument } from "../pattern/pattern";
import { requireSameRegion } from "../pattern/sameAccountAndRegion";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";
import { writeBuckets } from "../nodes/buckets";
import { findLogGroups, writeLogs } from "../statements/logGroups";
import { ownedBy } from "../statements/readBucket";
import { serviceTrust } from "../statements/serviceTrust";
import { requireTags } from "../statements/tagConditions";

type Args = Unwrap<EcsExecAccessArgs>;
type NameArgs = Pick<EcsExecAccessArgs, "path" | "roleName" | "cluster">;
type Configuration = Unwrap<EcsExecConfiguration>;
type Users = Unwrap<EcsExecUsers>;

/** The access levels that have a policy of their own, by arg name. */
export const ecsExecAccessLevels = ["tasks", "users"] as const;
type AccessLevel = (typeof ecsExecAccessLevels)[number];

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        clusterNames: { atLeast: 1, each: limit.clusterName },
        configuration: configurationConstraints,
        cluster: { properties: { clusterName: limit.clusterName } },
        tasks: { properties: { grantees: granteesConstraints } },
        users: {
            properties: {
                grantees: granteesConstraints,
                // Without a key there would be no condition, and all tasks would match.
                taskTags: { atLeast: 1, keys: limit.matchedTagKey, values: { atLeast: 1, each: limit.tagValue } },
                containerNames: { atLeast: 1, each: limit.containerName },
            },
        },
    },
    groups: [{ rule: "atLeastOne", of: ["taskRole", ...ecsExecAccessLevels, "cluster"] }],
};

const cluster = (scope: NamingScope, { clusterName }: NonNullable<NameArgs["cluster"]>): NamedResource => {
    const name = clusterName ?? physicalName(scope, "cluster", "cluster");
    return { name, arn: arn(scope.location, "ecs", `cluster/${name}`) };
};

/** The agent in the container decrypts session data itself, so there is no `kms:ViaService` condition. */
const receiveCommands = (location: AwsLocation, { kmsKeyArn, logGroup, bucket }: Configuration = {}): PlannedDocument =>
    grant(
        allow(
            "ReceiveCommands",
            [
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ],
            ["*"],
        ),
        ...(kmsKeyArn === undefined ? [] : [allow("DecryptSessions", ["kms:Decrypt"], [kmsKeyArn])]),
        ...(logGroup === undefined
            ? []
            : [writeLogs(location, "WriteSessionLogs", [logGroup.logGroupName]), findLogGroups]),
        ...(bucket === undefined
            ? []
            : [
                  allow(
                      "FindSessionRecords",
                      ["s3:GetBucketLocation"],
                      [bucketArn(location, bucket.bucketName)],
                      ownedBy([bucket.accountId ?? location.accountId]),
                  ),
                  ...writeBuckets(
                      location,
                      "SessionRecords",
                      [
                          {
                              bucketName: bucket.bucketName,
                              ...(bucket.keyPrefix === undefined ? {} : { keyPrefix: bucket.keyPrefix }),
                              ...(bucket.kmsKeyArn === undefined ? {} : { kmsKeyArn: bucket.kmsKeyArn }),
                              ...(bucket.accountId === undefined ? {} : { accountId: bucket.accountId }),
                          },
                      ],
                      () => true,
                  ),
              ]),
    );

/** All conditions in one block: each must match. */
const both = (...all: readonly (Conditions | undefined)[]): Conditions | undefined => {
    const given = all.flatMap((conditions) => (conditions === undefined ? [] : [conditions.StringEquals]));
    return given.length === 0 ? undefined : { StringEquals: Object.assign({}, ...given) as Conditions[string] };
};

const consoleReads = (location: AwsLocation, clusters: readonly string[]): readonly Statement[] => {
    const ofEach = (kind: string): readonly string[] => clusters.map((name) => arn(location, "ecs", `${kind}/${name}`));
    return [
        allow("ListServices", ["ecs:ListServices"], ["*"], { ArnEquals: { "ecs:cluster": ofEach("cluster") } }),
        // AWS authorizes it on the container instances of the cluster, also for tasks on AWS Fargate.
        allow(
            "ListTasks",
            ["ecs:ListTasks"],
            ofEach("container-instance").map((instances) => `${instances}/*`),
        ),
        allow("ListClusters", ["ecs:ListClusters"], ["*"]),
        allow("DescribeClusters", ["ecs:DescribeClusters"], ofEach("cluster")),
        allow(
            "DescribeServices",
            ["ecs:DescribeServices"],
            ofEach("service").map((services) => `${services}/*`),
        ),
    ];
};

/**
 * ECS authorizes a command on the cluster and on the task. A condition on task tags would deny every cluster that does
 * not have these tags, so each has a statement of its own. Only `ecs:ExecuteCommand` has the name of the container:
 * with it, `ecs:DescribeTasks` would match nothing.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
const runCommands = (
    location: AwsLocation,
    { taskTags, containerNames, globalTagKey, dataChannels, directSessions, console }: Users,
    clusters: readonly string[],
    kmsKeyArn: string | undefined,
): PlannedDocument => {
    const tasks = clusters.map((name) => arn(location, "ecs", `task/${name}/*`));
    const tagged = requireTags(globalTagKey === true ? "aws:ResourceTag" : "ecs:ResourceTag", taskTags);
    const inContainers =
        containerNames === undefined ? undefined : { StringEquals: { "ecs:container-name": containerNames } };
    return grant(
        allow(
            "ExecuteOnClusters",
            ["ecs:ExecuteCommand"],
            clusters.map((name) => arn(location, "ecs", `cluster/${name}`)),
            inContainers,
        ),
        allow("ExecuteInTasks", ["ecs:ExecuteCommand"], tasks, both(tagged, inContainers)),
        // The AWS CLI looks up the container's ID before it opens the session.
        allow("DescribeTasks", ["ecs:DescribeTasks"], tasks, tagged),
        ...(kmsKeyArn === undefined ? [] : [allow("EncryptSessions", ["kms:GenerateDataKey"], [kmsKeyArn])]),
        ...(dataChannels === true
            ? [allow("OpenDataChannels", ["ssmmessages:OpenDataChannel"], [arn(location, "ssm", "session/*")])]
            : []),
        ...(console === true ? consoleReads(location, clusters) : []),
        ...(directSessions === true
            ? []
            : [deny("KeepFromDirectSessions", ["ssm:StartSession"], [arn(location, "ecs", "task/*")])]),
    );
};

const usersIssues = ({ users, clusterNames, cluster: created, configuration, taskRole, ...args }: Args) => [
    ...(users !== undefined && clusterNames === undefined && created === undefined
        ? [
              {
                  path: "users",
                  message: "has no cluster in which commands can run",
                  fix: 'Set "clusterNames" to the names of the clusters, or "cluster" to create one.',
              },
          ]
        : []),
    ...(users === undefined && clusterNames !== undefined
        ? [
              {
                  path: "clusterNames",
                  value: clusterNames,
                  message: "has no effect without users",
                  fix: 'Set "users", or remove it.',
              },
          ]
        : []),
    ...(users?.globalTagKey === true && users.taskTags === undefined
        ? [
              {
                  path: "users.globalTagKey",
                  value: true,
                  message: "has no effect without taskTags",
                  fix: 'Set "taskTags", or remove it.',
              },
          ]
        : []),
    ...(configuration !== undefined && Object.values<unknown>(configuration).every((value) => value === undefined)
        ? [
              {
                  path: "configuration",
                  message: "configures nothing",
                  fix: 'Set "kmsKeyArn", "logGroup" or "bucket", or remove it.',
              },
          ]
        : []),
    ...(taskRole === undefined
        ? (["roleName", "permissionsBoundary"] as const).flatMap((name) =>
              args[name] === undefined
                  ? []
                  : [
                        {
                            path: name,
                            value: args[name],
                            message: "applies to a new role, but the component creates none",
                            fix: 'Set "taskRole", or remove it.',
                        },
                    ],
          )
        : []),
];

/** Tasks use roles only. */
const taskGranteesIssues = ({ tasks }: Args): readonly ValidationIssue[] =>
    (["users", "groups"] as const).flatMap((kind) =>
        tasks?.grantees?.[kind] === undefined
            ? []
            : [
                  {
                      path: `tasks.grantees.${kind}`,
                      value: tasks.grantees[kind],
                      message: "cannot be used by tasks",
                      fix: 'Name the task roles in "roles".',
                  },
              ],
    );

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...usersIssues(args),
    ...taskGranteesIssues(args),
    ...requireSameRegion("configuration.kmsKeyArn", args.configuration?.kmsKeyArn, scope),
    ...granteesIssues(args, ecsExecAccessLevels, scope),
];

const clustersOf = (scope: NamingScope, { clusterNames = [], cluster: created }: Args): readonly string[] => [
    ...clusterNames,
    ...(created === undefined ? [] : [cluster(scope, created).name]),
];

/** ECS Exec: task roles, who may run commands in which containers, and the configuration of a cluster. */
export const ecsExec: Pattern<
    Args,
    Record<"role" | AccessLevel, NamedResource> & {
        /** Has an ARN only if the component creates the cluster. */
        readonly cluster: { readonly name: string; readonly arn?: string };
    },
    Record<"trust" | "permissions" | AccessLevel, PlannedDocument | undefined>,
    NameArgs
> = {
    component: "EcsExecAccess",
    summary:
        "Who may run commands in which containers by ECS Exec, what their task roles need, and the configuration of a cluster.",
    sources: [
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html",
    ],
    unverified: [
        {
            fact: "AWS's samples for ECS Exec match task tags by ecs:ResourceTag. The service authorization reference lists it for tasks, but only aws:ResourceTag for ecs:ExecuteCommand.",
            arg: "users.globalTagKey",
            check: "As a user with taskTags, run a command in a task with the tags. If AWS denies it, set globalTagKey to true.",
        },
        {
            fact: "AWS allows users of Session Manager to open data channels explicitly. Its page about ECS Exec does not mention it, so users get no such permission.",
            arg: "users.dataChannels",
            check: "As a user, open a shell in a container. If the shell does not open, although CloudTrail shows ExecuteCommand without an error, set dataChannels to true.",
        },
    ],
    constraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            trust: "trust",
            grants: ["permissions"],
            passedTo: "ecs-tasks",
            passedByOthers: true,
            passedBy: [],
        },
        tasks: { kind: "policy", purpose: "grantees" },
        users: { kind: "policy", purpose: "grantees" },
        cluster: { kind: "cluster", nameArg: "cluster.clusterName" },
    },
    validate,
    names: (scope, explicit) => {
        const created = cluster(scope, explicit.cluster ?? {});
        return {
            role: namedRole(scope, "task", explicit),
            ...namedPolicies(scope, ecsExecAccessLevels, explicit),
            cluster: explicit.cluster === undefined ? { name: created.name } : created,
        };
    },
    documents: {
        // A cluster cannot be the source: AWS documents that it is not supported here.
        trust: ({ location }, { taskRole }) =>
            taskRole &&
            serviceTrust(location, "ecs-tasks", [
                arn(location, "ecs", "*", taskRole.anyRegion === true ? { region: "*" } : {}),
            ]),
        permissions: ({ location }, { taskRole, configuration }) =>
            taskRole && receiveCommands(location, configuration),
        tasks: ({ location }, { tasks, configuration }) => tasks && receiveCommands(location, configuration),
        users: (scope, args) =>
            args.users &&
            runCommands(scope.location, args.users, clustersOf(scope, args), args.configuration?.kmsKeyArn),
    },
};
