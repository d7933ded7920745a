import type { Input } from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";

/**
 * The security group of nodes that only open outbound connections. Requires at least one of `endpointSecurityGroupIds`,
 * `prefixListIds`, `cidrBlocks` and `internet`.
 */
export interface NodeEgressArgs extends PatternArgs {
    /** ID of the nodes' VPC, such as `vpc-0123456789abcdef0`. */
    vpcId: Input<string>;
    /**
     * IDs of the security groups of VPC endpoints to allow as destinations, such as the output `securityGroupId` of
     * `SystemsManagerEndpoints`.
     *
     * @default - no security groups.
     */
    endpointSecurityGroupIds?: Input<string>[];
    /**
     * IDs of prefix lists to allow as destinations, such as the one of Amazon S3, which a gateway endpoint needs: the
     * output `s3PrefixListId` of `SystemsManagerEndpoints`.
     *
     * @default - no prefix lists.
     * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway.html
     */
    prefixListIds?: Input<string>[];
    /**
     * IPv4 CIDR blocks to allow as destinations, such as the subnets of endpoints in another VPC: first address of the
     * block and a prefix length of 8 to 32. Not with `internet`.
     *
     * @default - no CIDR blocks.
     */
    cidrBlocks?: Input<string>[];
    /**
     * Allow any IPv4 address as destination, for nodes without VPC endpoints: AWS publishes no IP ranges of Systems
     * Manager. Any process on the node can then send data to any host by HTTPS.
     *
     * @default false
     */
    internet?: boolean;
}
