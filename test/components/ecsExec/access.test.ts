import * as assert from "node:assert/strict";
import type { EcsExecAccessArgs } from "../../../components/ecsExec/args";
import { ecsExec } from "../../../components/ecsExec/pattern";
import type { Unwrap } from "../../../components/pattern/args";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { keyArn } from "../managedInstance/fixture";
import { namingScope } from "../namingScopes";
import { everything, narrow } from "./fixture";

type Args = Unwrap<EcsExecAccessArgs>;

const principal = "arn:aws:iam::123456789012:role/somebody";
const keyPolicy = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "LeaveToIam",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["kms:*"],
            Resource: ["*"],
        },
    ],
} as const;

const world = (args: Args, level: "users" | "tasks") => (): World => ({
    grants: {
        [principal]: [planDocuments(ecsExec, namingScope("EcsExecAccess"), args)[level]?.document ?? assert.fail()],
    },
    resourcePolicies: Object.fromEntries(
        ["a", "b", "e"].flatMap((digit) =>
            ["eu-west-1", "eu-west-2", "eu-central-1"].map((region) => [keyArn(digit, region), keyPolicy]),
        ),
    ),
});

const ask = (action: string, resource: string, context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});
const here = (resource: string, service = "ecs"): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const cluster = here("cluster/web");
const task = here("task/web/0123456789abcdef0123456789abcdef");
const job = here("task/jobs/0123456789abcdef0123456789abcdef");

const tagged = (tags: Readonly<Record<string, string>>, key: string): Context =>
    Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${key}:ResourceTag/${name}`, value]));
const dev = { Environment: "dev" };

const execute = ({
    on = cluster,
    in: target = task,
    of = dev,
    container = "web",
    key = "ecs",
}: {
    readonly on?: string;
    readonly in?: string;
    readonly of?: Readonly<Record<string, string>>;
    readonly container?: string;
    readonly key?: string;
} = {}): Request => ({
    principal,
    action: "ecs:ExecuteCommand",
    resource: [{ resource: on }, { resource: target, context: tagged(of, key) }],
    ...(container === "" ? {} : { context: { "ecs:container-name": container } }),
});
const describeTask = (resource: string, of: Readonly<Record<string, string>> = dev): Request =>
    ask("ecs:DescribeTasks", resource, tagged(of, "ecs"));
const ofCluster = (arn: string): Context => ({ "ecs:cluster": arn });

const start = (resource: string): Request => ask("ssm:StartSession", resource);
const allSessions = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Sessions", Effect: "Allow", Action: ["ssm:StartSession"], Resource: ["*"] }],
} as const;
const withSessions = (args: Args) => (): World => {
    const { grants = {}, ...others } = world(args, "users")();
    return { ...others, grants: { [principal]: [...(grants[principal] ?? []), allSessions] } };
};

describeAccess(
    "a user of ECS Exec who may start sessions elsewhere",
    withSessions(everything),
    [
        may("run a command in a task with the tag", execute()),
        may("run a command in a task with the other value", execute({ of: { Environment: "test" } })),
        may("run a command in a task of the created cluster", execute({ on: here("cluster/jobs"), in: job })),
        mayNot("run a command in a task with another value", execute({ of: { Environment: "prod" } })),
        mayNot("run a command in a task without the tag", execute({ of: {} })),
        mayNot("run a command in another container", execute({ container: "sidecar" })),
        mayNot("run a command without naming the container", execute({ container: "" })),
        mayNot(
            "run a command on the cluster in another container",
            ask("ecs:ExecuteCommand", cluster, { "ecs:container-name": "sidecar" }),
        ),
        mayNot(
            "run a command in a task in another container",
            ask("ecs:ExecuteCommand", task, { ...tagged(dev, "ecs"), "ecs:container-name": "sidecar" }),
        ),
        mayNot(
            "run a command in a task without naming the container",
            ask("ecs:ExecuteCommand", task, tagged(dev, "ecs")),
        ),
        mayNot("run a command on the cluster without naming the container", ask("ecs:ExecuteCommand", cluster)),
        mayNot(
            "run a command in another cluster",
            execute({ on: here("cluster/web2"), in: task.replace("web", "web2") }),
        ),
        mayNot("run a command in a task of another cluster", execute({ in: task.replace("web", "web2") })),
        mayNot("run a command on another cluster", execute({ on: here("cluster/web2") })),
        mayNot("run a command on a cluster in another Region", execute({ on: inOtherRegion(cluster) })),
        mayNot("run a command on a cluster in another account", execute({ on: inOtherAccount(cluster) })),
        mayNot(
            "run a command on the created cluster in another Region",
            execute({ on: inOtherRegion(here("cluster/jobs")) }),
        ),
        mayNot("run a command in a task in another Region", execute({ in: inOtherRegion(task) })),
        mayNot("run a command in a task in another account", execute({ in: inOtherAccount(task) })),
        mayNot(
            "run a command in a job in another Region",
            execute({ on: here("cluster/jobs"), in: inOtherRegion(job) }),
        ),

        may("describe a task with the tag", describeTask(task)),
        may("describe a task of the created cluster", describeTask(job)),
        mayNot("describe a task without the tag", describeTask(task, {})),
        mayNot("describe a task with another value", describeTask(task, { Environment: "prod" })),
        mayNot("describe a task of another cluster", describeTask(task.replace("web", "web2"))),
        mayNot("describe a task in another Region", describeTask(inOtherRegion(task))),
        mayNot("describe a job in another Region", describeTask(inOtherRegion(job))),

        may("generate a data key with the session key", ask("kms:GenerateDataKey", keyArn("a"))),
        mayNot("generate a data key with another key", ask("kms:GenerateDataKey", keyArn("e"))),
        mayNot(
            "generate a data key with a key in another Region",
            ask("kms:GenerateDataKey", keyArn("a", "eu-west-2")),
        ),
        mayNot("decrypt with the session key", ask("kms:Decrypt", keyArn("a"))),

        may("open a data channel", ask("ssmmessages:OpenDataChannel", here("session/ecs-execute-command-0abc", "ssm"))),
        mayNot(
            "open a data channel in another Region",
            ask("ssmmessages:OpenDataChannel", inOtherRegion(here("session/ecs-execute-command-0abc", "ssm"))),
        ),

        ...["web", "jobs"].flatMap((name) => [
            may(`list tasks of ${name}`, ask("ecs:ListTasks", here(`container-instance/${name}/0abc`))),
            mayNot(
                `list tasks of ${name} in another Region`,
                ask("ecs:ListTasks", inOtherRegion(here(`container-instance/${name}/0abc`))),
            ),
        ]),
        mayNot("list tasks of another cluster", ask("ecs:ListTasks", here("container-instance/web2/0abc"))),
        mayNot("list services of another cluster", ask("ecs:ListServices", "*", ofCluster(here("cluster/web2")))),
        ...[cluster, here("cluster/jobs")].flatMap((arn) => [
            may(`list services of ${arn}`, ask("ecs:ListServices", "*", ofCluster(arn))),
            mayNot(
                `list services of ${arn} in another Region`,
                ask("ecs:ListServices", "*", ofCluster(inOtherRegion(arn))),
            ),
            mayNot(
                `list services of ${arn} in another account`,
                ask("ecs:ListServices", "*", ofCluster(inOtherAccount(arn))),
            ),
        ]),
        mayNot("list services without naming a cluster", ask("ecs:ListServices", "*")),
        may("list clusters", ask("ecs:ListClusters", "*")),
        may("describe the cluster", ask("ecs:DescribeClusters", cluster)),
        may("describe the created cluster", ask("ecs:DescribeClusters", here("cluster/jobs"))),
        mayNot("describe another cluster", ask("ecs:DescribeClusters", here("cluster/web2"))),
        mayNot("describe a cluster in another Region", ask("ecs:DescribeClusters", inOtherRegion(cluster))),
        mayNot(
            "describe a created cluster in another Region",
            ask("ecs:DescribeClusters", inOtherRegion(here("cluster/jobs"))),
        ),
        may("describe a service", ask("ecs:DescribeServices", here("service/web/shop"))),
        mayNot("describe a service of another cluster", ask("ecs:DescribeServices", here("service/web2/shop"))),
        mayNot(
            "describe a service in another Region",
            ask("ecs:DescribeServices", inOtherRegion(here("service/web/shop"))),
        ),
        mayNot(
            "describe a service of the created cluster in another Region",
            ask("ecs:DescribeServices", inOtherRegion(here("service/jobs/shop"))),
        ),

        mayNot("start a session on a task", start(task)),
        mayNot("start a session on a task of another cluster", start(here("task/web2/0abc"))),
        may("start a session on a task in another Region", start(inOtherRegion(task))),
        may("start a session on an instance", start(here("instance/i-0123456789abcdef0", "ec2"))),
        mayNot("start a task", ask("ecs:RunTask", here("task-definition/web:1"))),
        mayNot("change the cluster", ask("ecs:UpdateCluster", cluster)),
        mayNot("tag a task", ask("ecs:TagResource", task)),
    ],
    { resources: true },
);

describeAccess("a user of ECS Exec without tags", world({ clusterNames: ["web"], users: {} }, "users"), [
    may("run a command in any container", execute({ of: {}, container: "sidecar" })),
    may("describe any task of the cluster", describeTask(task, {})),
    mayNot("run a command in another cluster", execute({ on: here("cluster/web2"), in: task.replace("web", "web2") })),
    mayNot("start a session on a task", start(task)),
    mayNot("list clusters", ask("ecs:ListClusters", "*")),
    mayNot("open a data channel", ask("ssmmessages:OpenDataChannel", here("session/ecs-execute-command-0abc", "ssm"))),
]);

describeAccess("a user of ECS Exec by the global tag key", withSessions(narrow), [
    may("start a session on a task", start(task)),
    may("run a command in a task with the tag", execute({ of: { Team: "web" }, key: "aws" })),
    mayNot("run a command in a task with another value", execute({ of: { Team: "db" }, key: "aws" })),
    mayNot("run a command in a task without the tag", execute({ of: {} })),
    may("describe a task with the tag", ask("ecs:DescribeTasks", task, tagged({ Team: "web" }, "aws"))),
    mayNot("describe a task with another value", ask("ecs:DescribeTasks", task, tagged({ Team: "db" }, "aws"))),
    mayNot("describe a task without the tag", ask("ecs:DescribeTasks", task)),
]);

const mine = { "s3:ResourceAccount": "123456789012" };
const theirs = { "s3:ResourceAccount": "210987654321" };
const bucket = "arn:aws:s3:::acme-sessions";
const record = `${bucket}/exec/ecs-execute-command-0abc.log`;
const central = keyArn("b", "eu-central-1");
const viaS3 = { "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
const stream = here("log-group:/ecs/exec:log-stream:0abc", "logs");

describeAccess(
    "a task that receives commands",
    world(everything, "tasks"),
    [
        may("open a control channel", ask("ssmmessages:OpenControlChannel", "*")),
        may("create a data channel", ask("ssmmessages:CreateDataChannel", "*")),
        may("decrypt session data", ask("kms:Decrypt", keyArn("a"))),
        mayNot("decrypt with another key", ask("kms:Decrypt", keyArn("e"))),
        mayNot("decrypt with a key in another Region", ask("kms:Decrypt", keyArn("a", "eu-west-2"))),
        may("write log events", ask("logs:PutLogEvents", stream)),
        mayNot("write log events in another Region", ask("logs:PutLogEvents", inOtherRegion(stream))),
        mayNot("write log events of another log group", ask("logs:PutLogEvents", stream.replace("exec", "exec2"))),
        may("list the log streams", ask("logs:DescribeLogStreams", here("log-group:/ecs/exec", "logs"))),
        mayNot(
            "list the log streams of another log group",
            ask("logs:DescribeLogStreams", here("log-group:/ecs/exec2", "logs")),
        ),
        mayNot(
            "list the log streams in another Region",
            ask("logs:DescribeLogStreams", inOtherRegion(here("log-group:/ecs/exec", "logs"))),
        ),
        mayNot("create a log group", ask("logs:CreateLogGroup", here("log-group:/ecs/exec", "logs"))),
        may("find log groups", ask("logs:DescribeLogGroups", "*")),
        may("find the bucket", ask("s3:GetBucketLocation", bucket, mine)),
        mayNot("find another account's bucket", ask("s3:GetBucketLocation", bucket, theirs)),
        mayNot("find the bucket without s3:ResourceAccount", ask("s3:GetBucketLocation", bucket)),
        mayNot("find another bucket", ask("s3:GetBucketLocation", "arn:aws:s3:::acme-other", mine)),
        may("write a log object", ask("s3:PutObject", record, mine)),
        mayNot("write a log object in another account's bucket", ask("s3:PutObject", record, theirs)),
        mayNot("write a log object without s3:ResourceAccount", ask("s3:PutObject", record)),
        mayNot("write outside the prefix", ask("s3:PutObject", `${bucket}/exec2/0abc.log`, mine)),
        mayNot("read a log object", ask("s3:GetObject", record, mine)),
        may("read the encryption of the bucket", ask("s3:GetEncryptionConfiguration", bucket, mine)),
        mayNot("read the encryption of another account's bucket", ask("s3:GetEncryptionConfiguration", bucket, theirs)),
        mayNot("read the encryption without s3:ResourceAccount", ask("s3:GetEncryptionConfiguration", bucket)),
        mayNot(
            "read the encryption of another bucket",
            ask("s3:GetEncryptionConfiguration", "arn:aws:s3:::acme-other", mine),
        ),
        may("encrypt log objects", ask("kms:GenerateDataKey", central, viaS3)),
        mayNot("encrypt without kms:ViaService", ask("kms:GenerateDataKey", central)),
        mayNot(
            "encrypt via another service",
            ask("kms:GenerateDataKey", central, { "kms:ViaService": "ssm.eu-central-1.amazonaws.com" }),
        ),
        mayNot("encrypt with another key", ask("kms:GenerateDataKey", keyArn("e", "eu-central-1"), viaS3)),
        mayNot("encrypt with a key in another Region", ask("kms:GenerateDataKey", keyArn("b", "eu-west-2"), viaS3)),
        mayNot("run a command", execute()),
        mayNot("read a parameter", ask("ssm:GetParameter", here("parameter/app", "ssm"))),
    ],
    { resources: true },
);
