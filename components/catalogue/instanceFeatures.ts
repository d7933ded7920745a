import { allow, type Conditions, type Statement } from "../../policypack/iam";
import type {
    InstanceBucketArgs,
    InstanceCloudWatchAgentArgs,
    InstanceLogsArgs,
    InstanceParametersArgs,
    InstanceSessionsArgs,
    ManagedInstanceAccessArgs,
    Unwrap,
} from "../args";
import { arn, bucketArn, parameterArn, regionOf, type Place } from "./place";
import { viaService } from "./viaService";

type Args = Unwrap<ManagedInstanceAccessArgs>;
type Bucket = Unwrap<InstanceBucketArgs>;

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** Reading by path is judged on the path that is asked for, so it stands apart from reading by name. */
const parameters = (
    place: Place,
    { paths = [], names = [], kmsKeyArns }: Unwrap<InstanceParametersArgs>,
): readonly Statement[] => {
    const below = paths.map((path) => `${parameterArn(place, path)}/*`);
    const readable = [...below, ...names.map((name) => parameterArn(place, name))];
    return [
        allow("ReadParameters", ["ssm:GetParameter", "ssm:GetParameters"], readable),
        ...(paths.length === 0
            ? []
            : [
                  allow(
                      "ReadParametersByPath",
                      ["ssm:GetParametersByPath"],
                      [...paths.map((path) => parameterArn(place, path)), ...below],
                  ),
              ]),
        ...(kmsKeyArns === undefined
            ? []
            : [
                  allow("DecryptParameters", ["kms:Decrypt"], kmsKeyArns, {
                      ...viaService(place, "ssm"),
                      StringLike: { "kms:EncryptionContext:PARAMETER_ARN": readable },
                  }),
              ]),
    ];
};

const cloudWatchAgent = (
    place: Place,
    { namespaces = ["CWAgent"], configurationParameterNames }: Unwrap<InstanceCloudWatchAgentArgs>,
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
];

const directories = (place: Place, ids: readonly string[]): readonly Statement[] => [
    allow(
        "JoinDirectories",
        ["ds:CreateComputer"],
        ids.map((id) => arn(place, "ds", `directory/${id}`)),
    ),
    allow("FindDirectories", ["ds:DescribeDirectories"], ["*"]),
];

/** A group itself, and its streams; a name that only begins so is another group. */
const groupArns = (place: Place, groups: readonly string[]): readonly string[] =>
    groups.flatMap((group) => [`log-group:${group}`, `log-group:${group}:*`].map((name) => arn(place, "logs", name)));

const writeLogs = (place: Place, sid: string, groups: readonly string[]): Statement =>
    allow(sid, ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], groupArns(place, groups));

const logs = (place: Place, { logGroupNames, createLogGroups }: Unwrap<InstanceLogsArgs>): readonly Statement[] => [
    writeLogs(place, "WriteLogs", logGroupNames),
    ...(createLogGroups === true
        ? [allow("CreateLogGroups", ["logs:CreateLogGroup"], groupArns(place, logGroupNames))]
        : []),
];

/** A bucket's ARN names no account, so only this condition keeps a stranger's bucket of the same name out. */
const ownedBy = (accounts: readonly string[]): Conditions => ({ StringEquals: { "s3:ResourceAccount": accounts } });

/** Writing to buckets, to be told apart by what is written; buckets of other accounts each under their own condition. */
const buckets = (
    place: Place,
    purpose: string,
    all: readonly Bucket[],
    readingEncryption: readonly Bucket[],
): readonly Statement[] => {
    const owner = ({ accountId = place.accountId }: Bucket): string => accountId;
    const keys = unique(all.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []));
    return [
        ...unique(all.map(owner)).map((account) => {
            const foreign = account !== place.accountId;
            return allow(
                `Write${purpose}${foreign ? `To${account}` : ""}`,
                ["s3:PutObject", ...(foreign ? ["s3:PutObjectAcl"] : [])],
                all
                    .filter((bucket) => owner(bucket) === account)
                    .map(({ bucketName, keyPrefix }) =>
                        bucketArn(place, bucketName, keyPrefix === undefined ? "*" : `${keyPrefix}/*`),
                    ),
                ownedBy([account]),
            );
        }),
        ...(readingEncryption.length === 0
            ? []
            : [
                  allow(
                      `Read${purpose}Encryption`,
                      ["s3:GetEncryptionConfiguration"],
                      unique(readingEncryption.map(({ bucketName }) => bucketArn(place, bucketName))),
                      ownedBy(unique(readingEncryption.map(owner))),
                  ),
              ]),
        ...(keys.length === 0
            ? []
            : [
                  allow(
                      `Encrypt${purpose}`,
                      ["kms:GenerateDataKey"],
                      keys,
                      viaService(place, "s3", unique(keys.map(regionOf))),
                  ),
              ]),
    ];
};

/** The agent itself decrypts the data of sessions, so no service stands between it and the key. */
const sessions = (
    place: Place,
    { kmsKeyArn, logGroupName, bucket }: Unwrap<InstanceSessionsArgs>,
): readonly Statement[] => [
    ...(kmsKeyArn === undefined ? [] : [allow("DecryptSessions", ["kms:Decrypt"], [kmsKeyArn])]),
    ...(logGroupName === undefined ? [] : [writeLogs(place, "WriteSessionLogs", [logGroupName])]),
    ...(bucket === undefined ? [] : buckets(place, "SessionRecords", [bucket], [bucket])),
];

/** What the args ask for beside the core, each on named resources; empty when they ask for nothing. */
export const instanceFeatures = (place: Place, args: Args): readonly Statement[] => [
    ...(args.parameters === undefined ? [] : parameters(place, args.parameters)),
    ...(args.cloudWatchAgent === undefined ? [] : cloudWatchAgent(place, args.cloudWatchAgent)),
    ...(args.directoryIds === undefined ? [] : directories(place, args.directoryIds)),
    ...(args.logs === undefined ? [] : logs(place, args.logs)),
    ...(args.outputBuckets === undefined
        ? []
        : buckets(
              place,
              "Output",
              args.outputBuckets,
              args.outputBuckets.filter(({ kmsKeyArn }) => kmsKeyArn !== undefined),
          )),
    ...(args.sessions === undefined ? [] : sessions(place, args.sessions)),
    // This action knows no resource; whoever writes to a group looks for it first.
    ...(args.logs === undefined && args.sessions?.logGroupName === undefined
        ? []
        : [allow("FindLogGroups", ["logs:DescribeLogGroups"], ["*"])]),
];
