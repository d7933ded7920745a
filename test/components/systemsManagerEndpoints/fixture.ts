import type { NodeEgressArgs } from "../../../components/nodeEgress/args";
import type { SystemsManagerEndpointsArgs } from "../../../components/systemsManagerEndpoints/args";
import type { Unwrap } from "../../../components/pattern/args";

export const vpcId = "vpc-0123456789abcdef0";
export const subnetIds = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
export const nodeGroup = "sg-0123456789abcdef0";
export const routeTable = "rtb-0123456789abcdef0";

/** The endpoints that are always created, for nodes of one security group. */
export const least: Unwrap<SystemsManagerEndpointsArgs> = { vpcId, subnetIds, nodeSecurityGroupIds: [nodeGroup] };

/** Every endpoint, each with a policy. */
export const everything: Unwrap<SystemsManagerEndpointsArgs> = {
    ...least,
    nodeCidrBlocks: ["10.1.0.0/16"],
    s3RouteTableIds: [routeTable],
    awsBuckets: { bucketSet: "guide" },
    readableBucketNames: ["al2023-repos-eu-west-1-de612dc2"],
    ec2Messages: true,
    ec2: true,
    kms: true,
    logs: true,
    accountIds: ["123456789012", "111122223333"],
};

/** The default endpoints and Amazon S3, for an organization. */
export const ofOrganization: Unwrap<SystemsManagerEndpointsArgs> = {
    ...least,
    s3RouteTableIds: [routeTable],
    organizationId: "o-a1b2c3d4e5",
};

/** Every kind of destination. */
export const egress: Unwrap<NodeEgressArgs> = {
    vpcId,
    endpointSecurityGroupIds: ["sg-0123456789abcdef1"],
    prefixListIds: ["pl-6da54004"],
    cidrBlocks: ["10.2.0.0/24"],
};
