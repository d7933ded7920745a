import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { RolePatternArgs } from "../pattern/args";

/** A log group of CloudWatch Logs that flow logs go to. */
export interface FlowLogGroup {
    /**
     * Name of an existing log group, in the Region of the component. At most one of it and `logGroupName`.
     *
     * @default - a log group is made.
     */
    existingLogGroupName?: Input<string>;
    /**
     * The name of the log group made here: 1 to 512 letters, digits or any of `_-/.#`.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    logGroupName?: string;
    /**
     * How many days the log group made here keeps records: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731,
     * 1096, 1827, 2192, 2557, 2922, 3288 or 3653; 0 keeps them for ever.
     *
     * @default 365
     * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
     */
    retentionDays?: number;
    /**
     * ARN of the key, in the Region of the component, that encrypts the log group made here. Its key policy must let
     * CloudWatch Logs use it.
     *
     * @default - CloudWatch Logs encrypts with its own keys.
     * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
     */
    kmsKeyArn?: Input<string>;
    /**
     * Whether the role may create the log group too, exactly this one. AWS's minimum says so, also where the group exists;
     * a group that was deleted then comes back without retention and key.
     *
     * @default true
     */
    createLogGroup?: boolean;
}

/** A bucket of this account that flow logs go to. */
export interface FlowLogBucket {
    /** Name of the existing bucket. */
    bucketName: Input<string>;
    /**
     * Prefix before `AWSLogs`, without a slash at its ends; it cannot begin with `AWSLogs`, which AWS keeps for itself.
     *
     * @default - `AWSLogs/…` stands at the root of the bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * Flow logs that name Hive-compatible prefixes: `AWSLogs/aws-account-id=…`.
     *
     * @default false
     */
    hivePrefixes?: boolean;
    /**
     * The Regions that flow logs are delivered from, such as `eu-west-1`.
     *
     * @default - the Region of the component.
     */
    sourceRegions?: string[];
    /**
     * Attach the policy to the bucket. A bucket has one policy, and this one replaces what it has. With `false` the bucket
     * is left alone, and the policy is handed out for whoever keeps the bucket's own.
     *
     * @default true
     */
    attachPolicy?: boolean;
}

/** Who may make flow logs that are delivered so. */
export interface FlowLogCreators {
    /** Who may, such as an Automation role that runs `AWSSupport-EnableVPCFlowLogs`. */
    grantees: Grantees;
    /**
     * Ids of what flow logs may be made of: VPCs (`vpc-…`), subnets (`subnet-…`), network interfaces (`eni-…`), NAT
     * gateways (`nat-…`), transit gateways (`tgw-…`) and their attachments (`tgw-attach-…`).
     */
    resourceIds: Input<string>[];
    /**
     * Also delete flow logs: any of the account in the Region, since nothing tells them apart before they are made.
     *
     * @default false
     */
    deleteFlowLogs?: boolean;
}

/** What VPC Flow Logs need to deliver to a log group or a bucket: at least one of the two. */
export interface FlowLogDeliveryArgs extends RolePatternArgs {
    /**
     * Deliver to CloudWatch Logs, with a role.
     *
     * @default - nothing is delivered to CloudWatch Logs, and no role is made.
     */
    logGroup?: FlowLogGroup;
    /**
     * Deliver to Amazon S3, by the policy of the bucket.
     *
     * @default - nothing is delivered to Amazon S3.
     */
    bucket?: FlowLogBucket;
    /**
     * Ids of the flow logs, such as `fl-0123456789abcdef0`, that the role's trust is limited to. They are known only once
     * they are made.
     *
     * @default - every flow log of the account in the Region.
     */
    flowLogIds?: Input<string>[];
    /**
     * Who may make flow logs of which resources. To a bucket they can deliver by whatever its policy lets in, since AWS
     * has no condition on where a flow log goes; to a log group only with a role that they may pass, which is this one.
     *
     * @default - nobody by this component.
     */
    creators?: FlowLogCreators;
}
