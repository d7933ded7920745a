import type { Input } from "@pulumi/pulumi";
import type { AwsBuckets } from "./awsBucketsArgs";
import type { NodeBucket, NodeSourceBucket } from "./bucketsArgs";

/** Parameters that the nodes read. At least one path or name. */
export interface NodeParameters {
    /**
     * Paths, such as `/app/prod`: everything below them, one by one or by path. `/app` covers neither `/app2` nor a
     * parameter called `/app` itself. The root `/` is refused.
     *
     * @default - none by path.
     */
    paths?: Input<string>[];
    /**
     * Full names of single parameters, such as `/app/db/password` or `password`, without a wildcard.
     *
     * @default - none by name.
     */
    names?: Input<string>[];
    /**
     * ARNs of the customer managed keys that the `SecureString`s among them are encrypted with. Usable through Parameter
     * Store only, and for these parameters only. Those under `alias/aws/ssm` need no key here.
     *
     * @default - no key.
     */
    kmsKeyArns?: Input<string>[];
}

/** What the CloudWatch agent publishes and reads. Its logs go to the groups of `logs`. */
export interface NodeCloudWatchAgent {
    /**
     * Metric namespaces that the agent may publish to, without a wildcard.
     *
     * @default ["CWAgent"]
     */
    namespaces?: Input<string>[];
    /**
     * Full names of the parameters that hold the agent's configuration, such as `AmazonCloudWatch-linux`.
     *
     * @default - the configuration is a file on the node.
     */
    configurationParameterNames?: Input<string>[];
    /**
     * Also send traces to AWS X-Ray and read its sampling rules.
     *
     * @default false
     */
    traces?: boolean;
}

/** Where nodes may write logs: output of commands, and what the CloudWatch agent collects. */
export interface NodeLogs {
    /** Names of the log groups, such as `/aws/ssm/AWS-RunShellScript`, without a wildcard. */
    logGroupNames: Input<string>[];
    /**
     * Also allow to create these log groups. A group made so keeps its logs for ever, without a key.
     *
     * @default false
     */
    createLogGroups?: boolean;
    /**
     * Also allow to set how long these log groups keep their logs, as the CloudWatch agent can be configured to.
     *
     * @default false
     */
    setRetention?: boolean;
}

/** What Session Manager needs beside the channels: at least one of the three. */
export interface NodeSessions {
    /**
     * ARN of the key that encrypts the data of sessions.
     *
     * @default - sessions are encrypted in transit by TLS only.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Name of the log group that sessions are logged to. It must exist.
     *
     * @default - no log group.
     */
    logGroupName?: Input<string>;
    /**
     * Where sessions are recorded when they end.
     *
     * @default - no bucket.
     */
    bucket?: NodeBucket;
}

/** The core of what a node may do, made here: what it needs to be managed, and nothing else. */
export interface NodeCoreArgs {
    /**
     * Documents that the nodes may read and report on, each by name or ARN, without a wildcard. Name those that another
     * account shares by ARN.
     *
     * @default - every document of the account and of AWS.
     */
    documents?: Input<string>[];
    /**
     * Only what Session Manager needs: no commands' documents, associations, inventory, compliance, patches, packages.
     *
     * @default false
     */
    sessionsOnly?: boolean;
    /**
     * Also allow `ec2messages`, which agents older than 3.3.40.0 need, in Regions launched before 2024.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
     */
    ec2Messages?: boolean;
}

/** What nodes may do beside the core, each on named resources and only when asked for. */
export interface NodeFeaturesArgs {
    /**
     * Parameters that the nodes read.
     *
     * @default - nodes read no parameter.
     */
    parameters?: NodeParameters;
    /**
     * What the CloudWatch agent needs.
     *
     * @default - no metrics.
     */
    cloudWatchAgent?: NodeCloudWatchAgent;
    /**
     * Ids of the directories that nodes join, such as `d-1234567890`.
     *
     * @default - nodes join no directory.
     */
    directoryIds?: Input<string>[];
    /**
     * Log groups that the nodes write to.
     *
     * @default - nodes write no logs.
     */
    logs?: NodeLogs;
    /**
     * Buckets that the output of commands and associations goes to.
     *
     * @default - nodes write to no bucket.
     */
    outputBuckets?: NodeBucket[];
    /**
     * Buckets that nodes fetch scripts, packages or patch baseline overrides from.
     *
     * @default - nodes read from no bucket of yours.
     */
    sourceBuckets?: NodeSourceBucket[];
    /**
     * Buckets of AWS, for nodes that reach Amazon S3 through a VPC endpoint. `{}` is the list for the Region.
     *
     * @default - nodes reach the buckets of AWS as everybody does.
     */
    awsBuckets?: AwsBuckets;
    /**
     * Patch baselines that `AWS-RunPatchBaselineAssociation` reads on the nodes, as `AmazonSSMPatchAssociation` allows of
     * all: each by id (`pb-…`) or, where it is AWS's, by ARN. Also lists baselines, and resources by tag, of the account.
     *
     * @default - none; `AWS-RunPatchBaseline` needs no baseline here.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-aws-runpatchbaselineassociation.html
     */
    patchBaselines?: Input<string>[];
    /**
     * Encryption and logging of sessions.
     *
     * @default - sessions are neither encrypted by a key nor logged.
     */
    sessions?: NodeSessions;
    /**
     * Deny reports of compliance and of associations' states to whoever is not a node, whatever else the role allows:
     * without a node's ARN among the keys of the request. A node can still report for another one.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html
     */
    restrictReports?: boolean;
}
