import type { Input } from "@pulumi/pulumi";
import type { AwsBuckets } from "./awsBucketsArgs";
import type { NodeBucket, NodeSourceBucket } from "./bucketsArgs";

/** Parameters that the nodes can read. At least one path or name is required. */
export interface NodeParameters {
    /**
     * Paths, such as `/app/prod`. Nodes can read all parameters below them, by name or by path. `/app` covers neither
     * `/app2` nor a parameter named `/app`. The root `/` is rejected.
     *
     * @default - no paths.
     */
    paths?: Input<string>[];
    /**
     * Full names of single parameters, such as `/app/db/password` or `password`, without a wildcard.
     *
     * @default - no names.
     */
    names?: Input<string>[];
    /**
     * ARNs of the customer managed keys that encrypt the `SecureString` parameters among them. Nodes can use the keys
     * through Parameter Store only, and for these parameters only. Parameters encrypted with `alias/aws/ssm` need no
     * key here.
     *
     * @default - no keys.
     */
    kmsKeyArns?: Input<string>[];
}

/** Permissions for the CloudWatch agent. Set `logs` for the log groups it writes to. */
export interface NodeCloudWatchAgent {
    /**
     * Metric namespaces that the agent can publish to, without a wildcard.
     *
     * @default ["CWAgent"]
     */
    namespaces?: Input<string>[];
    /**
     * Full names of the parameters with the configuration of the agent, such as `AmazonCloudWatch-linux`.
     *
     * @default - no parameters; the agent reads its configuration from a file on the node.
     */
    configurationParameterNames?: Input<string>[];
    /**
     * Also allow sending traces to AWS X-Ray and reading its sampling rules.
     *
     * @default false
     */
    traces?: boolean;
}

/** Log groups that nodes can write to: command output, and logs that the CloudWatch agent collects. */
export interface NodeLogs {
    /** Names of the log groups, such as `/aws/ssm/AWS-RunShellScript`, without a wildcard. */
    logGroupNames: Input<string>[];
    /**
     * Also allow creating these log groups. A log group that a node creates never expires its logs and has no KMS key.
     *
     * @default false
     */
    createLogGroups?: boolean;
    /**
     * Also allow setting the retention of these log groups. The CloudWatch agent can be configured to do that.
     *
     * @default false
     */
    setRetention?: boolean;
}

/** Permissions for encrypting and logging sessions. At least one property is required. */
export interface NodeSessions {
    /**
     * ARN of the KMS key that encrypts session data.
     *
     * @default - session data is encrypted by TLS only.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Name of the log group for session logs. It must exist.
     *
     * @default - no log group.
     */
    logGroupName?: Input<string>;
    /**
     * Bucket for session logs, which are written when a session ends.
     *
     * @default - no bucket.
     */
    bucket?: NodeBucket;
}

/** Options of the core policy that the component creates: the minimum permissions of a managed node. */
export interface NodeCoreArgs {
    /**
     * Documents that the nodes can read and report on, each by name or ARN, without a wildcard. Use the ARN for
     * documents that another account shares.
     *
     * @default - all documents of the account and all AWS-owned documents.
     */
    documents?: Input<string>[];
    /**
     * Only grant what Session Manager needs: no documents, associations, inventory, compliance, patches or packages.
     *
     * @default false
     */
    sessionsOnly?: boolean;
    /**
     * Also allow `ec2messages`. SSM Agent versions before 3.3.40.0 need it, in Regions launched before 2024.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
     */
    ec2Messages?: boolean;
}

/** Optional permissions of nodes beyond the core, each limited to named resources. */
export interface NodeFeaturesArgs {
    /**
     * Parameters that the nodes can read.
     *
     * @default - no parameters.
     */
    parameters?: NodeParameters;
    /**
     * Permissions for the CloudWatch agent.
     *
     * @default - no permissions for the CloudWatch agent.
     */
    cloudWatchAgent?: NodeCloudWatchAgent;
    /**
     * IDs of the directories that nodes can join, such as `d-1234567890`.
     *
     * @default - no directories.
     */
    directoryIds?: Input<string>[];
    /**
     * Log groups that the nodes can write to.
     *
     * @default - no log groups.
     */
    logs?: NodeLogs;
    /**
     * Buckets for the output of commands and associations.
     *
     * @default - no buckets.
     */
    outputBuckets?: NodeBucket[];
    /**
     * Buckets from which nodes can download scripts, packages or patch baseline overrides.
     *
     * @default - no buckets.
     */
    sourceBuckets?: NodeSourceBucket[];
    /**
     * AWS-owned buckets, for nodes that reach Amazon S3 through a VPC endpoint. `{}` allows those of the Region.
     *
     * @default - no permissions; nodes use the public access to these buckets.
     */
    awsBuckets?: AwsBuckets;
    /**
     * Patch baselines that `AWS-RunPatchBaselineAssociation` reads on the nodes, each by ID (`pb-…`), or by ARN if AWS
     * owns it. Also allows listing the baselines of the account and its resources by tag. `AmazonSSMPatchAssociation`
     * allows the same for all baselines.
     *
     * @default - no baselines; `AWS-RunPatchBaseline` needs none.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-aws-runpatchbaselineassociation.html
     */
    patchBaselines?: Input<string>[];
    /**
     * Encryption and logging of sessions.
     *
     * @default - sessions are neither encrypted with a KMS key nor logged.
     */
    sessions?: NodeSessions;
    /**
     * Deny compliance reports and association status updates that do not come from a node, whatever other policies
     * allow: requests without a node ARN among their condition keys. A node can still report for another node.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html
     */
    restrictReports?: boolean;
}
