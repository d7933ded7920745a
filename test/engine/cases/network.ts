import type { GoodRow, RefusalCase } from "./case";
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
    [securityGroup, () => ({ name: "endpoints", description: "HTTPS in from the nodes.", vpcId })],
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

/** What makes the good endpoint one to Amazon S3. */
const gateway = {
    serviceName: "com.amazonaws.eu-west-1.s3",
    vpcEndpointType: "Gateway",
    subnetIds: null,
    securityGroupIds: null,
    privateDnsEnabled: null,
    policy: null,
    routeTableIds: [routeTableId],
};

/** Security groups, their rules, and endpoints. */
export const refusals: readonly RefusalCase[] = [
    {
        name: "a security group of AWS's prefix",
        type: securityGroup,
        spoil: { name: "sg-nodes" },
        refused: /may not be in the format sg-\*/,
    },
    {
        name: "a second security group of the name in the VPC",
        type: securityGroup,
        spoil: {},
        refused: /InvalidGroup\.Duplicate/,
        keepName: true,
    },
    {
        name: "a security group's name of 256 characters",
        type: securityGroup,
        spoil: { name: "a".repeat(256) },
        refused: /0 to 255 characters/,
    },
    {
        name: "a security group described in other letters",
        type: securityGroup,
        spoil: { description: "Noeuds – HTTPS" },
        refused: /of description is invalid/,
    },
    {
        name: "a security group in what is no VPC",
        type: securityGroup,
        spoil: { vpcId: "main" },
        refused: /InvalidVpcID\.Malformed/,
    },
    {
        name: "a rule of a missing security group",
        type: ingress,
        spoil: { securityGroupId: missingGroup },
        refused: /InvalidGroup\.NotFound/,
    },
    {
        name: "a rule said twice",
        type: ingress,
        spoil: { description: "The same in other words" },
        refused: /InvalidPermission\.Duplicate/,
    },
    {
        name: "a rule whose range has host bits",
        type: ingress,
        spoil: { cidrIpv4: "10.0.0.1/20" },
        refused: /begins with its first address/,
    },
    {
        name: "a rule from nowhere",
        type: ingress,
        spoil: { cidrIpv4: null },
        refused: /one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId/,
    },
    {
        name: "a rule from two places",
        type: ingress,
        spoil: { referencedSecurityGroupId: missingGroup },
        refused: /conflicts with cidrIpv4/,
    },
    {
        name: "a rule from what is no security group",
        type: ingress,
        spoil: { cidrIpv4: null, referencedSecurityGroupId: "nodes" },
        refused: /InvalidGroupId\.Malformed/,
    },
    {
        name: "a rule to what is no prefix list",
        type: egress,
        spoil: { prefixListId: "com.amazonaws.eu-west-1.s3" },
        refused: /InvalidPrefixListId\.Malformed/,
    },
    {
        name: "a rule described in other letters",
        type: egress,
        spoil: { prefixListId: "pl-0123abcd", description: "S3 → out" },
        refused: /Invalid rule description/,
    },
    {
        name: "a rule for TCP without a port",
        type: egress,
        spoil: { fromPort: null },
        refused: /both from and to ports/,
    },
    {
        name: "a rule whose ports run backwards",
        type: egress,
        spoil: { fromPort: 444 },
        refused: /Invalid TCP port range/,
    },
    {
        name: "private DNS for a service twice in a VPC",
        type: endpoint,
        spoil: {},
        refused: /conflicting DNS domain/,
    },
    {
        name: "an endpoint of a service of another Region",
        type: endpoint,
        spoil: { serviceName: "com.amazonaws.eu-central-1.ssm" },
        refused: /InvalidServiceName/,
    },
    {
        name: "a gateway of a service that has none",
        type: endpoint,
        spoil: { ...gateway, serviceName: "com.amazonaws.eu-west-1.ssm" },
        refused: /InvalidServiceName/,
    },
    {
        name: "a gateway in subnets",
        type: endpoint,
        spoil: { ...gateway, subnetIds: [subnetId] },
        refused: /subnetIds cannot be set for an endpoint of the type Gateway/,
    },
    {
        name: "an interface with a route table",
        type: endpoint,
        spoil: { privateDnsEnabled: false, routeTableIds: [routeTableId] },
        refused: /routeTableIds cannot be set/,
    },
    {
        name: "an endpoint in what is no subnet",
        type: endpoint,
        spoil: { subnetIds: ["main"] },
        refused: /InvalidSubnetId\.Malformed/,
    },
    {
        name: "an endpoint with a missing security group",
        type: endpoint,
        spoil: { securityGroupIds: [missingGroup] },
        refused: /InvalidSecurityGroupId\.NotFound/,
    },
    {
        name: "an endpoint with a security group of another VPC",
        type: endpoint,
        spoil: { vpcId: "vpc-0123456789abcdef1" },
        refused: /is not in the VPC/,
    },
    {
        name: "an endpoint whose policy names nobody",
        type: endpoint,
        spoil: { privateDnsEnabled: false, policy: document() },
        refused: /Missing required field Principal/,
    },
    {
        name: "an endpoint whose policy is too long",
        type: endpoint,
        spoil: {
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
        refused: /InvalidPolicyDocument/,
    },
];
