import type { Input } from "@pulumi/pulumi";
import type { AwsBuckets } from "../nodes/awsBucketsArgs";
import type { PatternArgs } from "../pattern/args";

/**
 * VPC endpoints for nodes without internet access: `ssm` and `ssmmessages` always, the others optionally. Requires at
 * least one of `nodeSecurityGroupIds` and `nodeCidrBlocks`.
 */
export interface SystemsManagerEndpointsArgs extends PatternArgs {
    /**
     * ID of the VPC, such as `vpc-0123456789abcdef0`. Private DNS needs DNS support and DNS hostnames enabled in the
     * VPC.
     */
    vpcId: Input<string>;
    /** IDs of the endpoints' subnets, at most one per Availability Zone; AWS rejects two in the same zone. */
    subnetIds: Input<string>[];
    /**
     * IDs of the nodes' security groups, which may connect to the endpoints on port 443.
     *
     * @default - no security groups.
     */
    nodeSecurityGroupIds?: Input<string>[];
    /**
     * IPv4 CIDR blocks of the nodes, which may connect to the endpoints on port 443: first address of the block and a
     * prefix length of 8 to 32. Use it for on-premises nodes that connect by VPN or Direct Connect.
     *
     * @default - no CIDR blocks.
     */
    nodeCidrBlocks?: Input<string>[];
    /**
     * IDs of the route tables for a gateway endpoint for Amazon S3, which SSM Agent updates, patches and command output
     * use. A gateway endpoint works inside the VPC only: on-premises and peered nodes need another route to Amazon S3.
     *
     * @default - no endpoint for Amazon S3.
     * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
     */
    s3RouteTableIds?: Input<string>[];
    /**
     * AWS-owned buckets that are readable through the Amazon S3 endpoint.
     *
     * @default - the buckets that the user guide lists for SSM Agent in the Region.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html
     */
    awsBuckets?: AwsBuckets;
    /**
     * Exact names of additional buckets in other accounts that anyone in the VPC may read through the Amazon S3
     * endpoint, such as the package repositories of Amazon Linux.
     *
     * @example ["al2023-repos-eu-west-1-de612dc2"]
     * @default - no additional buckets.
     */
    readableBucketNames?: Input<string>[];
    /**
     * Create the `ec2messages` endpoint, which SSM Agent before version 3.3.40.0 needs in Regions launched before 2024.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
     */
    ec2Messages?: boolean;
    /**
     * Create the `ec2` endpoint, which VSS snapshots on Windows need.
     *
     * @default false
     */
    ec2?: boolean;
    /**
     * Create the `kms` endpoint, which encrypted sessions and `SecureString` parameters need.
     *
     * @default false
     */
    kms?: boolean;
    /**
     * Create the `logs` endpoint, which command output and session logs in CloudWatch Logs need.
     *
     * @default false
     */
    logs?: boolean;
    /**
     * Resolve the services' public DNS names to the interface endpoints in the whole VPC. A VPC can have only one
     * endpoint with private DNS per service.
     *
     * @default true
     * @see https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
     */
    privateDns?: boolean;
    /**
     * IDs (12 digits) of the accounts whose principals may use the endpoints and whose resources are reachable through
     * them. At most one of `accountIds` and `organizationId`.
     *
     * @default - the account of this stack, unless `organizationId` is set.
     */
    accountIds?: Input<string>[];
    /**
     * ID of the organization whose principals may use the endpoints and whose resources are reachable through them. At
     * most one of `accountIds` and `organizationId`.
     *
     * @example o-a1b2c3d4e5
     * @default - the accounts of `accountIds`.
     */
    organizationId?: Input<string>;
    /**
     * Services whose endpoint keeps AWS's default policy, which allows every request: `ssm`, `ssmmessages`,
     * `ec2messages`, `ec2`, `kms`, `logs` or `s3`. Anyone who can connect to such an endpoint can send data to any
     * account with that account's credentials.
     *
     * @default - every endpoint has a restrictive policy.
     * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
     */
    fullAccess?: string[];
    /**
     * Names of endpoint services that differ from the default, by service:
     * `{ ec2: "cn.com.amazonaws.cn-north-1.ec2" }`.
     *
     * @default - `com.amazonaws.REGION.SERVICE`; `cn.com.amazonaws.REGION.ec2` in China.
     * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
     */
    serviceNames?: Record<string, string>;
}
