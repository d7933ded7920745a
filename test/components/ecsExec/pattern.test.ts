import * as assert from "node:assert/strict";
import { executeCommandConfiguration } from "../../../components/ecsExec/configuration";
import { ecsExec } from "../../../components/ecsExec/pattern";
import type { EcsExecAccessArgs } from "../../../components/ecsExec/args";
import type { Unwrap } from "../../../components/pattern/args";
import { planDocuments } from "../../../components/pattern/pattern";
import { keyArn } from "../managedInstance/fixture";
import { namingScope } from "../namingScopes";
import { configuration, everything, narrow } from "./fixture";

const plan = (args: Unwrap<EcsExecAccessArgs>) => planDocuments(ecsExec, namingScope("EcsExecAccess"), args);
const here = (resource: string, service = "ecs"): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;

const channels = {
    Sid: "ReceiveCommands",
    Effect: "Allow",
    Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ],
    Resource: ["*"],
};

describe("EcsExecAccess documents", () => {
    it("trust ECS on behalf of the account", () => {
        assert.deepEqual(plan(narrow).trust?.document.Statement, [
            {
                Sid: "TrustService",
                Effect: "Allow",
                Principal: { Service: "ecs-tasks.amazonaws.com" },
                Action: ["sts:AssumeRole"],
                Condition: {
                    StringEquals: { "aws:SourceAccount": "123456789012" },
                    ArnLike: { "aws:SourceArn": ["arn:aws:ecs:eu-west-1:123456789012:*"] },
                },
            },
        ]);
        assert.deepEqual(plan(everything).trust?.document.Statement[0]?.Condition?.ArnLike, {
            "aws:SourceArn": ["arn:aws:ecs:*:123456789012:*"],
        });
    });

    it("allow tasks to receive commands only, without a configuration", () => {
        assert.deepEqual(plan(narrow).permissions?.document.Statement, [channels]);
    });

    it("allow tasks to decrypt sessions and to write their logs", () => {
        const { tasks, permissions } = plan(everything);
        assert.deepEqual(tasks, permissions);
        assert.deepEqual(tasks?.document.Statement, [
            channels,
            { Sid: "DecryptSessions", Effect: "Allow", Action: ["kms:Decrypt"], Resource: [keyArn("a")] },
            {
                Sid: "WriteSessionLogs",
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                Resource: [here("log-group:/ecs/exec", "logs"), here("log-group:/ecs/exec:*", "logs")],
            },
            { Sid: "FindLogGroups", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
            {
                Sid: "FindSessionRecords",
                Effect: "Allow",
                Action: ["s3:GetBucketLocation"],
                Resource: ["arn:aws:s3:::acme-sessions"],
                Condition: { StringEquals: { "s3:ResourceAccount": ["123456789012"] } },
            },
            {
                Sid: "WriteSessionRecords",
                Effect: "Allow",
                Action: ["s3:PutObject"],
                Resource: ["arn:aws:s3:::acme-sessions/exec/*"],
                Condition: { StringEquals: { "s3:ResourceAccount": ["123456789012"] } },
            },
            {
                Sid: "ReadSessionRecordsEncryption",
                Effect: "Allow",
                Action: ["s3:GetEncryptionConfiguration"],
                Resource: ["arn:aws:s3:::acme-sessions"],
                Condition: { StringEquals: { "s3:ResourceAccount": ["123456789012"] } },
            },
            {
                Sid: "EncryptSessionRecords",
                Effect: "Allow",
                Action: ["kms:GenerateDataKey"],
                Resource: [keyArn("b", "eu-central-1")],
                Condition: { StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] } },
            },
        ]);
    });

    it("allow users clusters and tasks in separate statements, and name containers for commands only", () => {
        const clusters = [here("cluster/web"), here("cluster/jobs")];
        const tasks = [here("task/web/*"), here("task/jobs/*")];
        const tagged = { "ecs:ResourceTag/Environment": ["dev", "test"] };
        const named = { "ecs:container-name": ["web"] };
        assert.deepEqual(plan(everything).users?.document.Statement, [
            {
                Sid: "ExecuteOnClusters",
                Effect: "Allow",
                Action: ["ecs:ExecuteCommand"],
                Resource: clusters,
                Condition: { StringEquals: named },
            },
            {
                Sid: "ExecuteInTasks",
                Effect: "Allow",
                Action: ["ecs:ExecuteCommand"],
                Resource: tasks,
                Condition: { StringEquals: { ...tagged, ...named } },
            },
            {
                Sid: "DescribeTasks",
                Effect: "Allow",
                Action: ["ecs:DescribeTasks"],
                Resource: tasks,
                Condition: { StringEquals: tagged },
            },
            { Sid: "EncryptSessions", Effect: "Allow", Action: ["kms:GenerateDataKey"], Resource: [keyArn("a")] },
            {
                Sid: "OpenDataChannels",
                Effect: "Allow",
                Action: ["ssmmessages:OpenDataChannel"],
                Resource: [here("session/*", "ssm")],
            },
            {
                Sid: "ListServices",
                Effect: "Allow",
                Action: ["ecs:ListServices"],
                Resource: ["*"],
                Condition: { ArnEquals: { "ecs:cluster": clusters } },
            },
            {
                Sid: "ListTasks",
                Effect: "Allow",
                Action: ["ecs:ListTasks"],
                Resource: [here("container-instance/web/*"), here("container-instance/jobs/*")],
            },
            { Sid: "ListClusters", Effect: "Allow", Action: ["ecs:ListClusters"], Resource: ["*"] },
            { Sid: "DescribeClusters", Effect: "Allow", Action: ["ecs:DescribeClusters"], Resource: clusters },
            {
                Sid: "DescribeServices",
                Effect: "Allow",
                Action: ["ecs:DescribeServices"],
                Resource: [here("service/web/*"), here("service/jobs/*")],
            },
            {
                Sid: "KeepFromDirectSessions",
                Effect: "Deny",
                Action: ["ssm:StartSession"],
                Resource: [here("task/*")],
            },
        ]);
    });

    it("match tags by the global key and leave out the Deny if asked", () => {
        const tagged = { StringEquals: { "aws:ResourceTag/Team": ["web"] } };
        assert.deepEqual(
            plan(narrow).users?.document.Statement.map(({ Sid, Condition }) => [Sid, Condition]),
            [
                ["ExecuteOnClusters", undefined],
                ["ExecuteInTasks", tagged],
                ["DescribeTasks", tagged],
            ],
        );
    });

    it("name the cluster that the component creates", () => {
        const args = { cluster: {}, users: {} };
        const { cluster } = ecsExec.names(namingScope("EcsExecAccess"), args);
        assert.match(cluster.name, /^[\w-]+-cluster-[0-9a-f]{8}$/);
        assert.deepEqual(plan(args).users?.document.Statement[0]?.Resource, [here(`cluster/${cluster.name}`)]);
        assert.equal(ecsExec.names(namingScope("EcsExecAccess"), {}).cluster.arn, undefined);
    });
});

describe("the configuration of ECS Exec", () => {
    it("encrypts and logs", () => {
        assert.deepEqual(executeCommandConfiguration(configuration), {
            logging: "OVERRIDE",
            kmsKeyId: keyArn("a"),
            logConfiguration: {
                cloudWatchLogGroupName: "/ecs/exec",
                cloudWatchEncryptionEnabled: true,
                s3BucketName: "acme-sessions",
                s3BucketEncryptionEnabled: true,
                s3KeyPrefix: "exec",
            },
        });
    });

    it("logs as the task does without a log group and a bucket", () => {
        assert.deepEqual(executeCommandConfiguration({ kmsKeyArn: keyArn("a") }), {
            logging: "DEFAULT",
            kmsKeyId: keyArn("a"),
        });
    });

    it("logs to a bucket without encryption if asked", () => {
        assert.deepEqual(executeCommandConfiguration({ bucket: { bucketName: "acme-sessions", encrypted: false } }), {
            logging: "OVERRIDE",
            logConfiguration: { s3BucketName: "acme-sessions", s3BucketEncryptionEnabled: false },
        });
        assert.deepEqual(executeCommandConfiguration({ logGroup: { logGroupName: "/e", encrypted: false } }), {
            logging: "OVERRIDE",
            logConfiguration: { cloudWatchLogGroupName: "/e", cloudWatchEncryptionEnabled: false },
        });
    });
});
