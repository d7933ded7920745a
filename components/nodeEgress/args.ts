import type { Input } from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";

/** The security group of nodes that only speak first. At least one destination. */
export interface NodeEgressArgs extends PatternArgs {
    /** Id of the VPC of the nodes. */
    vpcId: Input<string>;
    /**
     * Ids of the security groups of VPC endpoints, such as `securityGroupId` of `SystemsManagerEndpoints`.
     *
     * @default - none by security group.
     */
    endpointSecurityGroupIds?: Input<string>[];
    /**
     * Ids of prefix lists, such as that of Amazon S3, which is reached through a gateway endpoint: `s3PrefixListId` of
     * `SystemsManagerEndpoints`.
     *
     * @default - none by prefix list.
     */
    prefixListIds?: Input<string>[];
    /**
     * IPv4 ranges, such as that of the subnets of endpoints in another VPC: their first address and 8 to 32 bits.
     *
     * @default - none by range.
     */
    cidrBlocks?: Input<string>[];
    /**
     * Also any IPv4 address, for nodes without endpoints: AWS publishes no ranges of Systems Manager. Whatever runs on
     * the node can then send to anybody by HTTPS.
     *
     * @default false
     */
    internet?: boolean;
}
