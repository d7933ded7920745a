import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { RolePatternArgs } from "../pattern/args";

/** The CloudWatch Logs log group that receives flow logs. */
export interface FlowLogGroup {
    /**
     * Name of an existing log group in the component's Region. At most one of `existingLogGroupName` and
     * `logGroupName`.
     *
     * @default - the component creates a log group.
     */
    existingLogGroupName?: Input<string>;
    /**
     * Name of the log group that the component creates: 1 to 512 letters, digits or any of `_-/.#`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    logGroupName?: string;
    /**
     * Retention of the created log group in days: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
     * 1827, 2192, 2557, 2922, 3288 or 3653. 0 keeps the logs forever.
     *
     * @default 365
     * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
     */
    retentionDays?: number;
    /**
     * ARN of the KMS key, in the component's Region, that encrypts the created log group. The key policy must allow
     * CloudWatch Logs to use the key.
     *
     * @default - CloudWatch Logs encrypts with keys that it owns.
     * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
     */
    kmsKeyArn?: Input<string>;
    /**
     * Allow the role to create exactly this log group. AWS's minimum policy contains the permission even if the group
     * exists. If the group is deleted, flow logs then recreate it without retention and key.
     *
     * @default true
     * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
     */
    createLogGroup?: boolean;
}

/** The bucket in this account that receives flow logs. */
export interface FlowLogBucket {
    /** Name of an existing bucket: 3 to 63 lower-case letters, digits, `.` or `-`. */
    bucketName: Input<string>;
    /**
     * Key prefix before `AWSLogs`, without a leading or trailing slash. It must not start with `AWSLogs`, which AWS
     * reserves.
     *
     * @default - no prefix: keys start with `AWSLogs/`.
     */
    keyPrefix?: Input<string>;
    /**
     * Whether the flow logs use Hive-compatible prefixes: `AWSLogs/aws-account-id=…`.
     *
     * @default false
     * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
     */
    hivePrefixes?: boolean;
    /**
     * Require `s3:x-amz-acl: bucket-owner-full-control` of deliveries, as AWS's bucket policy does. One report says that
     * deliveries to a bucket with the ownership setting `BucketOwnerEnforced` send no ACL, so that all are denied.
     *
     * @default true
     * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
     */
    requireAcl?: boolean;
    /**
     * Codes of the Regions that flow logs are delivered from, such as `eu-west-1`.
     *
     * @default - the component's Region.
     */
    sourceRegions?: string[];
    /**
     * Attach the policy to the bucket, **replacing** the bucket's existing policy: a bucket has only one. If `false`,
     * the bucket stays unchanged; merge the output `bucketPolicy` into its policy.
     *
     * @default true
     * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
     */
    attachPolicy?: boolean;
}

/** Who may create flow logs with this delivery. */
export interface FlowLogCreators extends AccessLevelArgs {
    /**
     * Principals that may create flow logs, such as an Automation role that runs `AWSSupport-EnableVPCFlowLogs`.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * IDs of the resources that flow logs may be created for: VPCs (`vpc-…`), subnets (`subnet-…`), network interfaces
     * (`eni-…`), NAT gateways (`nat-…`), transit gateways (`tgw-…`) and their attachments (`tgw-attach-…`).
     */
    resourceIds: Input<string>[];
    /**
     * Allow deleting any flow log of the account in the Region. Flow log IDs are unknown before creation, so the
     * permission cannot be narrower.
     *
     * @default false
     */
    deleteFlowLogs?: boolean;
}

/** Delivery of VPC flow logs. Requires at least one of `logGroup` and `bucket`. */
export interface FlowLogDeliveryArgs extends RolePatternArgs {
    /**
     * Deliver to CloudWatch Logs, using a role.
     *
     * @default - no delivery to CloudWatch Logs and no role.
     */
    logGroup?: FlowLogGroup;
    /**
     * Deliver to Amazon S3, allowed by the bucket policy.
     *
     * @default - no delivery to Amazon S3.
     */
    bucket?: FlowLogBucket;
    /**
     * IDs of the flow logs that may use the role, such as `fl-0123456789abcdef0`. AWS assigns an ID when it creates the
     * flow log.
     *
     * @default - every flow log of the account in the Region.
     * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
     */
    flowLogIds?: Input<string>[];
    /**
     * Who may create flow logs for which resources. AWS has no condition key for the destination: creators can deliver
     * to any bucket whose policy allows it. To a log group they can deliver only with a role that they may pass, which
     * is this one.
     *
     * @default - the component grants nobody permission to create flow logs.
     */
    creators?: FlowLogCreators;
}
