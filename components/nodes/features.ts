import { allow, deny, type Statement } from "../../policypack/iam";
import type { NodeCloudWatchAgentArgs, NodeFeaturesArgs, NodeLogsArgs, NodeSessionsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { createLogGroups, findLogGroups, logGroupArns, writeLogs } from "../statements/logGroups";
import { readParameters } from "../statements/readParameters";
import { nodeBuckets, writeBuckets } from "./buckets";
import { sourceInstanceKeys } from "./kinds";
import { baselineArns, readBaseline } from "../statements/patchBaselines";
import { arn, parameterArn, type Place } from "../pattern/location";

type Args = Unwrap<NodeFeaturesArgs>;

/**
 * These actions know no resource, or sampling rules that are named by whoever traces.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSXRayDaemonWriteAccess.html
 */
const sendTraces = allow(
    "SendTraces",
    [
        "xray:GetSamplingRules",
        "xray:GetSamplingStatisticSummaries",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ],
    ["*"],
);

const cloudWatchAgent = (
    place: Place,
    { namespaces = ["CWAgent"], configurationParameterNames, traces }: Unwrap<NodeCloudWatchAgentArgs>,
): readonly Statement[] => [
    allow("PublishMetrics", ["cloudwatch:PutMetricData"], ["*"], {
        StringEquals: { "cloudwatch:namespace": namespaces },
    }),
    allow("DescribeMetricDimensions", ["ec2:DescribeTags", "ec2:DescribeVolumes"], ["*"]),
    ...(configurationParameterNames === undefined
        ? []
        : [
              allow(
                  "ReadAgentConfiguration",
                  ["ssm:GetParameter"],
                  configurationParameterNames.map((name) => parameterArn(place, name)),
              ),
          ]),
    ...(traces === true ? [sendTraces] : []),
];

const directories = (place: Place, ids: readonly string[]): readonly Statement[] => [
    allow(
        "JoinDirectories",
        ["ds:CreateComputer"],
        ids.map((id) => arn(place, "ds", `directory/${id}`)),
    ),
    allow("FindDirectories", ["ds:DescribeDirectories"], ["*"]),
];

const logs = (
    place: Place,
    { logGroupNames, createLogGroups: create, setRetention }: Unwrap<NodeLogsArgs>,
): readonly Statement[] => [
    writeLogs(place, "WriteLogs", logGroupNames),
    ...(create === true ? [createLogGroups(place, "CreateLogGroups", logGroupNames)] : []),
    ...(setRetention === true
        ? [allow("SetRetention", ["logs:PutRetentionPolicy"], logGroupArns(place, logGroupNames))]
        : []),
];

/**
 * What `AWS-RunPatchBaselineAssociation` reads, of these baselines only.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-aws-runpatchbaselineassociation.html
 */
const patchBaselines = (place: Place, baselines: readonly string[]): readonly Statement[] => [
    allow("ReadPatchBaselines", readBaseline, baselineArns(place, baselines)),
    allow("FindPatchBaselines", ["ssm:DescribePatchBaselines", "tag:GetResources"], ["*"]),
];

/**
 * Takes reports away from whoever signs without being a node. Both keys must be missing, since a node sends one of them.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html
 */
const reportsOfNodesOnly = deny(
    "DenyReportsOfOthers",
    ["ssm:PutComplianceItems", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus"],
    ["*"],
    { Null: Object.fromEntries(sourceInstanceKeys.map((key) => [key, "true"])) },
);

/** The agent itself decrypts the data of sessions, so no service stands between it and the key. */
const sessions = (
    place: Place,
    { kmsKeyArn, logGroupName, bucket }: Unwrap<NodeSessionsArgs>,
): readonly Statement[] => [
    ...(kmsKeyArn === undefined ? [] : [allow("DecryptSessions", ["kms:Decrypt"], [kmsKeyArn])]),
    ...(logGroupName === undefined ? [] : [writeLogs(place, "WriteSessionLogs", [logGroupName])]),
    // The agent asks how the bucket encrypts before it records.
    ...(bucket === undefined ? [] : writeBuckets(place, "SessionRecords", [bucket], () => true)),
];

/** What the args ask for beside the core, each on named resources; empty when they ask for nothing. */
export const nodeFeatures = (place: Place, args: Args): readonly Statement[] => [
    ...(args.parameters === undefined ? [] : readParameters(place, args.parameters)),
    ...(args.cloudWatchAgent === undefined ? [] : cloudWatchAgent(place, args.cloudWatchAgent)),
    ...(args.directoryIds === undefined ? [] : directories(place, args.directoryIds)),
    ...(args.logs === undefined ? [] : logs(place, args.logs)),
    ...nodeBuckets(place, args),
    ...(args.sessions === undefined ? [] : sessions(place, args.sessions)),
    ...(args.patchBaselines === undefined ? [] : patchBaselines(place, args.patchBaselines)),
    ...(args.logs === undefined && args.sessions?.logGroupName === undefined ? [] : [findLogGroups]),
    ...(args.restrictReports === true ? [reportsOfNodesOnly] : []),
];

/** The args that ask for something of their own. */
export const featureArgs = [
    "parameters",
    "cloudWatchAgent",
    "directoryIds",
    "logs",
    "outputBuckets",
    "sourceBuckets",
    "awsBuckets",
    "patchBaselines",
    "sessions",
] as const;

/** Whether the args ask for anything beside the core: known before the values are. */
export const hasFeatures = (args: NodeFeaturesArgs): boolean =>
    args.restrictReports === true || featureArgs.some((feature) => args[feature] !== undefined);
