import type { GoodRow, RejectedCase } from "./case";
import { document } from "./documents";

const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

const vpcId = "vpc-0123456789abcdef0";
const subnetId = "subnet-0123456789abcdef0";
const routeTableId = "rtb-0123456789abcdef0";
const missingGroup = "sg-0123456789abcdef0";
const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

export const good: readonly GoodRow[] = [
    [securityGroup, () => ({ name: "endpoints", description: "HTTPS from the nodes.", vpcId })],
    [ingress, (made) => ({ ...https, securityGroupId: made[securityGroup]?.id ?? "", cidrIpv4: "10.0.0.0/20" })],
    [egress, (made) => ({ ...https, securityGroupId: made[securityGroup]?.id ?? "", prefixListId: "pl-6da54004" })],
    [
        endpoint,
        (made) => ({
            vpcId,
            serviceName: "com.amazonaws.eu-west-1.ssm",
            vpcEndpointType: "Interface",
            subnetIds: [subnetId],
            securityGroupIds: [made[securityGroup]?.id ?? ""],
            privateDnsEnabled: true,
            policy: document({ Effect: "Allow", Principal: "*", Action: "ssm:*", Resource: "*" }),
        }),
    ],
];

/** The change that turns the valid endpoint into a gateway endpoint for Amazon S3. */
const gateway = {
    serviceName: "com.amazonaws.eu-west-1.s3",
    vpcEndpointType: "Gateway",
    subnetIds: null,
    securityGroupIds: null,
    privateDnsEnabled: null,
    policy: null,
    routeTableIds: [routeTableId],
};

/** Security groups, security group rules and VPC endpoints. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a security group name with the reserved prefix sg-",
        type: securityGroup,
        change: { name: "sg-nodes" },
        rejected: /may not be in the format sg-\*/,
    },
    {
        name: "a duplicate security group in the VPC",
        type: securityGroup,
        change: {},
        rejected: /InvalidGroup\.Duplicate/,
        keepName: true,
    },
    {
        name: "a security group name of 256 characters",
        type: securityGroup,
        change: { name: "a".repeat(256) },
        rejected: /0 to 255 characters/,
    },
    {
        name: "a security group description with an unsupported character",
        type: securityGroup,
        change: { description: "Noeuds – HTTPS" },
        rejected: /of description is invalid/,
    },
    {
        name: "a security group with a malformed VPC id",
        type: securityGroup,
        change: { vpcId: "main" },
        rejected: /InvalidVpcID\.Malformed/,
    },
    {
        name: "a rule of a security group that does not exist",
        type: ingress,
        change: { securityGroupId: missingGroup },
        rejected: /InvalidGroup\.NotFound/,
    },
    {
        name: "a duplicate rule with another description",
        type: ingress,
        change: { description: "The same rule again" },
        rejected: /InvalidPermission\.Duplicate/,
    },
    {
        name: "a rule whose CIDR block has host bits",
        type: ingress,
        change: { cidrIpv4: "10.0.0.1/20" },
        rejected: /begins with its first address/,
    },
    {
        name: "a rule without a source",
        type: ingress,
        change: { cidrIpv4: null },
        rejected: /one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId/,
    },
    {
        name: "a rule with two sources",
        type: ingress,
        change: { referencedSecurityGroupId: missingGroup },
        rejected: /conflicts with cidrIpv4/,
    },
    {
        name: "a rule with a malformed source security group id",
        type: ingress,
        change: { cidrIpv4: null, referencedSecurityGroupId: "nodes" },
        rejected: /InvalidGroupId\.Malformed/,
    },
    {
        name: "a rule with a malformed prefix list id",
        type: egress,
        change: { prefixListId: "com.amazonaws.eu-west-1.s3" },
        rejected: /InvalidPrefixListId\.Malformed/,
    },
    {
        name: "a rule description with an unsupported character",
        type: egress,
        change: { prefixListId: "pl-0123abcd", description: "S3 → out" },
        rejected: /Invalid rule description/,
    },
    {
        name: "a TCP rule without a port",
        type: egress,
        change: { fromPort: null },
        rejected: /both from and to ports/,
    },
    {
        name: "a rule with a reversed port range",
        type: egress,
        change: { fromPort: 444 },
        rejected: /Invalid TCP port range/,
    },
    {
        name: "a second endpoint of a service with private DNS in the VPC",
        type: endpoint,
        change: {},
        rejected: /conflicting DNS domain/,
    },
    {
        name: "an endpoint for a service of another Region",
        type: endpoint,
        change: { serviceName: "com.amazonaws.eu-central-1.ssm" },
        rejected: /InvalidServiceName/,
    },
    {
        name: "a gateway endpoint for a service that has none",
        type: endpoint,
        change: { ...gateway, serviceName: "com.amazonaws.eu-west-1.ssm" },
        rejected: /InvalidServiceName/,
    },
    {
        name: "a gateway endpoint with subnets",
        type: endpoint,
        change: { ...gateway, subnetIds: [subnetId] },
        rejected: /subnetIds cannot be set for an endpoint of the type Gateway/,
    },
    {
        name: "an interface endpoint with a route table",
        type: endpoint,
        change: { privateDnsEnabled: false, routeTableIds: [routeTableId] },
        rejected: /routeTableIds cannot be set/,
    },
    {
        name: "an endpoint with a malformed subnet id",
        type: endpoint,
        change: { subnetIds: ["main"] },
        rejected: /InvalidSubnetId\.Malformed/,
    },
    {
        name: "an endpoint with a security group that does not exist",
        type: endpoint,
        change: { securityGroupIds: [missingGroup] },
        rejected: /InvalidSecurityGroupId\.NotFound/,
    },
    {
        name: "an endpoint with a security group of another VPC",
        type: endpoint,
        change: { vpcId: "vpc-0123456789abcdef1" },
        rejected: /is not in the VPC/,
    },
    {
        name: "an endpoint policy without a principal",
        type: endpoint,
        change: { privateDnsEnabled: false, policy: document() },
        rejected: /Missing required field Principal/,
    },
    {
        name: "an endpoint policy that is too long",
        type: endpoint,
        change: {
            privateDnsEnabled: false,
            policy: document({
                Effect: "Allow",
                Principal: "*",
                Action: "ssm:*",
                Resource: Array.from(
                    { length: 400 },
                    (_, i) => `arn:aws:ssm:eu-west-1:123456789012:parameter/app/${i}`,
                ),
            }),
        },
        rejected: /InvalidPolicyDocument/,
    },
];
