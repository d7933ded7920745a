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
 * These actions support no resource-level permissions, except for sampling rules, which the tracing application names.
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
 * The permissions of `AWS-RunPatchBaselineAssociation`, limited to these baselines.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-aws-runpatchbaselineassociation.html
 */
const patchBaselines = (location: AwsLocation, baselines: readonly string[]): readonly Statement[] => [
    allow("ReadPatchBaselines", readBaseline, baselineArns(location, baselines)),
    allow("FindPatchBaselines", ["ssm:DescribePatchBaselines", "tag:GetResources"], ["*"]),
];

/**
 * Denies reports from principals that are not nodes. Both keys must be missing, because a node sends one of them.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html
 */
const reportsOfNodesOnly = deny(
    "DenyReportsOfOthers",
    ["ssm:PutComplianceItems", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus"],
    ["*"],
    { Null: Object.fromEntries(sourceInstanceKeys.map((key) => [key, "true"])) },
);

/** The agent decrypts session data itself, so there is no `kms:ViaService` condition. */
const sessions = (
    location: AwsLocation,
    { kmsKeyArn, logGroupName, bucket }: Unwrap<NodeSessions>,
): readonly Statement[] => [
    ...(kmsKeyArn === undefined ? [] : [allow("DecryptSessions", ["kms:Decrypt"], [kmsKeyArn])]),
    ...(logGroupName === undefined ? [] : [writeLogs(location, "WriteSessionLogs", [logGroupName])]),
    // The agent reads the encryption configuration of the bucket before it writes session logs.
    ...(bucket === undefined ? [] : writeBuckets(location, "SessionRecords", [bucket], () => true)),
];

/** The statements for the features in the args, each on named resources; empty without features. */
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

/** The args that each enable a feature. */
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

/** Whether the args enable any feature. Known even if the values of the args are not. */
export const hasFeatures = (args: NodeFeaturesArgs): boolean =>
    args.restrictReports === true || featureArgs.some((feature) => args[feature] !== undefined);
