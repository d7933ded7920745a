import * as assert from "node:assert/strict";
import { nodeEgress } from "../../../components/nodeEgress/pattern";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { egress, vpcId } from "../systemsManagerEndpoints/fixture";

const scope = namingScope("NodeEgress", {}, "nodes");

describe("the catalogue of egress", () => {
    it("names a security group and writes no document", () => {
        assert.match(nodeEgress.names(scope, {}).securityGroup.name, /^acme-test-nodes-egress-[0-9a-f]{8}$/);
        assert.deepEqual(nodeEgress.documents(scope, egress), {});
    });
});

describeIssues("the problems of egress", nodeEgress, scope, [
    ["nothing in a full set", egress],
    ["nothing in the internet alone", { vpcId, internet: true }],
    ["nodes without a destination", { vpcId }, /^ has neither "endpointSecurityGroupIds" nor "prefixListIds"/],
    [
        "an internet that is off alone",
        { vpcId, internet: false },
        /^internet leaves the nodes without any destination$/,
    ],
    ["nothing where the internet is off beside another", { ...egress, internet: false }],
    [
        "the internet by its range",
        { vpcId, cidrBlocks: ["0.0.0.0/0"] },
        /^cidrBlocks\[0\] is not an IPv4 range of 8 to 32 bits/,
    ],
    [
        "ranges beside the internet",
        { vpcId, cidrBlocks: ["10.0.0.0/8"], internet: true },
        /^cidrBlocks is part of what internet allows$/,
    ],
    [
        "ids of something else",
        { vpcId: "vpc-1", endpointSecurityGroupIds: ["vpce-0123456789abcdef0"], prefixListIds: ["s3"] },
        /^vpcId is not the id of a VPC/,
        /^endpointSecurityGroupIds\[0\] is not the id of a security group/,
        /^prefixListIds\[0\] is not the id of a prefix list/,
    ],
    [
        "a range twice, and one from its middle",
        { vpcId, cidrBlocks: ["10.0.0.0/16", "10.0.0.0/16", "10.0.0.128/24"] },
        /^cidrBlocks\[1\] is given twice$/,
        /^cidrBlocks\[2\] does not begin with the first address of the range$/,
    ],
]);
