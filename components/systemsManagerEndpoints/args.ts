import type { Input } from "@pulumi/pulumi";
import type { AwsBuckets } from "../nodes/awsBucketsArgs";
import type { PatternArgs } from "../pattern/args";

/**
 * The endpoints that nodes without internet reach Systems Manager through: `ssm` and `ssmmessages` always, the others when
 * asked for. At least one of `nodeSecurityGroupIds` and `nodeCidrBlocks`.
 */
export interface SystemsManagerEndpointsArgs extends PatternArgs {
    /** Id of the VPC. Its DNS support and DNS hostnames must be on for private DNS. */
    vpcId: Input<string>;
    /** Ids of the subnets that the endpoints stand in, one in each Availability Zone; AWS refuses two of the same. */
    subnetIds: Input<string>[];
    /**
     * Ids of the security groups of the nodes, which may reach the endpoints on port 443.
     *
     * @default - none by security group.
     */
    nodeSecurityGroupIds?: Input<string>[];
    /**
     * IPv4 ranges of the nodes, which may reach the endpoints on port 443: their first address and 8 to 32 bits. Nodes on
     * premises, which come through a VPN or Direct Connect, are named so.
     *
     * @default - none by range.
     */
    nodeCidrBlocks?: Input<string>[];
    /**
     * Ids of the route tables that get a gateway endpoint of Amazon S3, which agents, patches and output go through. It
     * serves the VPC only: nodes elsewhere reach Amazon S3 otherwise.
     *
     * @default - no endpoint of Amazon S3.
     */
    s3RouteTableIds?: Input<string>[];
    /**
     * The buckets of AWS that may be read through the endpoint of Amazon S3.
     *
     * @default - what the guide's page on the agent lists for the Region.
     */
    awsBuckets?: AwsBuckets;
    /**
     * Exact names of further buckets of others that everybody in the VPC may read through the endpoint of Amazon S3, such
     * as those that Amazon Linux installs its packages from.
     *
     * @example ["al2023-repos-eu-west-1-de612dc2"]
     * @default - none.
     */
    readableBucketNames?: Input<string>[];
    /**
     * Also `ec2messages`, which agents older than 3.3.40.0 need, in Regions launched before 2024.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
     */
    ec2Messages?: boolean;
    /**
     * Also `ec2`, which snapshots by VSS on Windows need.
     *
     * @default false
     */
    ec2?: boolean;
    /**
     * Also `kms`, which encrypted sessions and `SecureString` parameters need.
     *
     * @default false
     */
    kms?: boolean;
    /**
     * Also `logs`, which output and session logs in CloudWatch Logs need.
     *
     * @default false
     */
    logs?: boolean;
    /**
     * Let the names of the services lead to the endpoints throughout the VPC. AWS allows it once for each service in a
     * VPC.
     *
     * @default true
     */
    privateDns?: boolean;
    /**
     * The accounts whose principals may use the endpoints, and whose resources they may reach through them.
     *
     * @default - the account of this stack, where no `organizationId` is given.
     */
    accountIds?: Input<string>[];
    /**
     * Id of the organization whose principals may use the endpoints, and whose resources they may reach through them.
     *
     * @example o-a1b2c3d4e5
     * @default - the accounts of `accountIds`.
     */
    organizationId?: Input<string>;
    /**
     * Services whose endpoint lets every request through, as AWS's default policy does, each by name: `ssm`,
     * `ssmmessages`, `ec2messages`, `ec2`, `kms`, `logs`, `s3`. Anybody who reaches the endpoint can then send to any
     * account with credentials of his own.
     *
     * @default - every endpoint has a policy.
     */
    fullAccess?: string[];
    /**
     * By service, the name of its endpoint service where it is another one: `{ ec2: "cn.com.amazonaws.cn-north-1.ec2" }`.
     *
     * @default - `com.amazonaws.REGION.SERVICE`; `cn.com.amazonaws.REGION.ec2` in China.
     */
    serviceNames?: Record<string, string>;
}
