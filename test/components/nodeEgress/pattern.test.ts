import * as assert from "node:assert/strict";
import { nodeEgress } from "../../../components/nodeEgress/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { egress, vpcId } from "../systemsManagerEndpoints/fixture";

const scope = namingScope("NodeEgress", {}, "nodes");

describe("NodeEgress pattern", () => {
    it("names a security group and has no documents", () => {
        assert.match(nodeEgress.names(scope, {}).securityGroup.name, /^acme-test-nodes-egress-[0-9a-f]{8}$/);
        assert.deepEqual(planDocuments(nodeEgress, scope, egress), {});
    });
});

describeIssues("NodeEgress validation", nodeEgress, scope, [
    ["every kind of destination", egress],
    ["internet only", { vpcId, internet: true }],
    ["no destination", { vpcId }, /^ has neither "endpointSecurityGroupIds" nor "prefixListIds"/],
    [
        "internet disabled without another destination",
        { vpcId, internet: false },
        /^internet leaves the nodes without a destination$/,
    ],
    ["internet disabled with other destinations", { ...egress, internet: false }],
    [
        "a CIDR block of all addresses",
        { vpcId, cidrBlocks: ["0.0.0.0/0"] },
        /^cidrBlocks\[0\] is not an IPv4 CIDR block of 8 to 32 bits/,
    ],
    [
        "CIDR blocks with internet",
        { vpcId, cidrBlocks: ["10.0.0.0/8"], internet: true },
        /^cidrBlocks is redundant, because internet allows every IPv4 address$/,
    ],
    [
        "malformed IDs",
        { vpcId: "vpc-1", endpointSecurityGroupIds: ["vpce-0123456789abcdef0"], prefixListIds: ["s3"] },
        /^vpcId is not the ID of a VPC/,
        /^endpointSecurityGroupIds\[0\] is not the ID of a security group/,
        /^prefixListIds\[0\] is not the ID of a prefix list/,
    ],
    [
        "a duplicate and an unaligned CIDR block",
        { vpcId, cidrBlocks: ["10.0.0.0/16", "10.0.0.0/16", "10.0.0.128/24"] },
        /^cidrBlocks\[1\] duplicates cidrBlocks\[0\]$/,
        /^cidrBlocks\[2\] does not begin with the first address of the range$/,
    ],
]);
