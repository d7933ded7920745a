import { ecsExec } from "../../../components/ecsExec/pattern";
import { keyArn } from "../managedInstance/fixture";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { everything, narrow } from "./fixture";

const grantees = { groups: ["developers"] };
const users = { grantees };

describeIssues("the validation issues of EcsExecAccess", ecsExec, namingScope("EcsExecAccess"), [
    ["everything", everything],
    ["few args", narrow],
    ["a cluster only", { cluster: {} }],
    ["task roles only", { tasks: { grantees: { roles: ["web-task"] } } }],
    ["nothing to do", {}, /has neither "taskRole" nor "tasks" nor "users" nor "cluster"/],
    ["users without a cluster", { users }, /^users .*no cluster/],
    ["clusters without users", { taskRole: {}, clusterNames: ["web"] }, /^clusterNames .*no effect without users/],
    ["a wildcard for a cluster", { clusterNames: ["web*"], users }, /^clusterNames\[0\] /],
    [
        "an ARN for a cluster",
        { clusterNames: ["arn:aws:ecs:eu-west-1:123456789012:cluster/web"], users },
        /^clusterNames\[0\] /,
    ],
    ["no cluster in the list", { clusterNames: [], users }, /^clusterNames /],
    ["a cluster name with a dot", { cluster: { clusterName: "a.b" } }, /^cluster\.clusterName /],
    [
        "a wildcard for a container",
        { clusterNames: ["web"], users: { containerNames: ["*"] } },
        /^users\.containerNames\[0\] /,
    ],
    ["no container in the list", { clusterNames: ["web"], users: { containerNames: [] } }, /^users\.containerNames /],
    ["no tag", { clusterNames: ["web"], users: { taskTags: {} } }, /^users\.taskTags /],
    [
        "a tag value with a wildcard",
        { clusterNames: ["web"], users: { taskTags: { Team: ["*"] } } },
        /^users\.taskTags\.Team\[0\] /,
    ],
    [
        "a tag key for no tags",
        { clusterNames: ["web"], users: { globalTagKey: true } },
        /^users\.globalTagKey .*no effect/,
    ],
    ["no grantee", { clusterNames: ["web"], users: { grantees: {} } }, /^users\.grantees /],
    ["a group of tasks", { tasks: { grantees } }, /^tasks\.grantees\.groups .*cannot be used by tasks/],
    [
        "a user of tasks",
        { tasks: { grantees: { users: ["ana"] } } },
        /^tasks\.grantees\.users .*cannot be used by tasks/,
    ],
    ["an empty configuration", { taskRole: {}, configuration: {} }, /^configuration .*configures nothing/],
    [
        "an alias for the key",
        { taskRole: {}, configuration: { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/a" } },
        /^configuration\.kmsKeyArn /,
    ],
    [
        "a key in another Region",
        { taskRole: {}, configuration: { kmsKeyArn: keyArn("a", "us-east-1") } },
        /^configuration\.kmsKeyArn .*us-east-1/,
    ],
    [
        "a wildcard in a log group",
        { taskRole: {}, configuration: { logGroup: { logGroupName: "/ecs/*" } } },
        /^configuration\.logGroup\.logGroupName /,
    ],
    [
        "a bucket ARN",
        { taskRole: {}, configuration: { bucket: { bucketName: "arn:aws:s3:::a" } } },
        /^configuration\.bucket\.bucketName /,
    ],
    [
        "a slash at the end of a prefix",
        { taskRole: {}, configuration: { bucket: { bucketName: "acme", keyPrefix: "a/" } } },
        /^configuration\.bucket\.keyPrefix /,
    ],
    [
        "an account of 11 digits",
        { taskRole: {}, configuration: { bucket: { bucketName: "acme", accountId: "12345678901" } } },
        /^configuration\.bucket\.accountId /,
    ],
    ["a role name without a role", { cluster: {}, roleName: "task" }, /^roleName .*creates none/],
    [
        "a boundary without a role",
        { cluster: {}, permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary" },
        /^permissionsBoundary .*creates none/,
    ],
]);
