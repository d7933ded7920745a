import { allow, deny, type Statement } from "../../policypack/iam";
import type { NodeCloudWatchAgent, NodeFeaturesArgs, NodeLogs, NodeSessions } from "./args";
import type { Unwrap } from "../pattern/args";
import { createLogGroups, findLogGroups, logGroupArns, writeLogs } from "../statements/logGroups";
import { readParameters } from "../statements/readParameters";
import { nodeBuckets, writeBuckets } from "./buckets";
import { sourceInstanceKeys } from "./kinds";
import { baselineArns, readBaseline } from "../statements/patchBaselines";
import { arn, parameterArn, type AwsLocation } from "../pattern/location";

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
    location: AwsLocation,
    { namespaces = ["CWAgent"], configurationParameterNames, traces }: Unwrap<NodeCloudWatchAgent>,
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
                  configurationParameterNames.map((name) => parameterArn(location, name)),
              ),
          ]),
    ...(traces === true ? [sendTraces] : []),
];

const directories = (location: AwsLocation, ids: readonly string[]): readonly Statement[] => [
    allow(
        "JoinDirectories",
        ["ds:CreateComputer"],
        ids.map((id) => arn(location, "ds", `directory/${id}`)),
    ),
    allow("FindDirectories", ["ds:DescribeDirectories"], ["*"]),
];

const logs = (
    location: AwsLocation,
    { logGroupNames, createLogGroups: create, setRetention }: Unwrap<NodeLogs>,
): readonly Statement[] => [
    writeLogs(location, "WriteLogs", logGroupNames),
    ...(create === true ? [createLogGroups(location, "CreateLogGroups", logGroupNames)] : []),
    ...(setRetention === true
        ? [allow("SetRetention", ["logs:PutRetentionPolicy"], logGroupArns(location, logGroupNames))]
        : []),
];

/**
 * What `AWS-RunPatchBaselineAssociation` reads, of these baselines only.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-aws-runpatchbaselineassociation.html
 */
const patchBaselines = (location: AwsLocation, baselines: readonly string[]): readonly Statement[] => [
    allow("ReadPatchBaselines", readBaseline, baselineArns(location, baselines)),
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
    location: AwsLocation,
    { kmsKeyArn, logGroupName, bucket }: Unwrap<NodeSessions>,
): readonly Statement[] => [
    ...(kmsKeyArn === undefined ? [] : [allow("DecryptSessions", ["kms:Decrypt"], [kmsKeyArn])]),
    ...(logGroupName === undefined ? [] : [writeLogs(location, "WriteSessionLogs", [logGroupName])]),
    // The agent asks how the bucket encrypts before it records.
    ...(bucket === undefined ? [] : writeBuckets(location, "SessionRecords", [bucket], () => true)),
];

/** What the args ask for beside the core, each on named resources; empty when they ask for nothing. */
export const nodeFeatures = (location: AwsLocation, args: Args): readonly Statement[] => [
    ...(args.parameters === undefined ? [] : readParameters(location, args.parameters)),
    ...(args.cloudWatchAgent === undefined ? [] : cloudWatchAgent(location, args.cloudWatchAgent)),
    ...(args.directoryIds === undefined ? [] : directories(location, args.directoryIds)),
    ...(args.logs === undefined ? [] : logs(location, args.logs)),
    ...nodeBuckets(location, args),
    ...(args.sessions === undefined ? [] : sessions(location, args.sessions)),
    ...(args.patchBaselines === undefined ? [] : patchBaselines(location, args.patchBaselines)),
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
