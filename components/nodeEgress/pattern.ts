import type { NodeEgressArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import { physicalName } from "../pattern/naming";
import * as network from "../nodes/networkConstraints";
import { patternConstraints } from "../pattern/commonConstraints";
import type { Pattern } from "../pattern/pattern";

type Args = Unwrap<NodeEgressArgs>;

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        vpcId: network.vpcId,
        endpointSecurityGroupIds: { atLeast: 1, each: network.securityGroupId },
        prefixListIds: { atLeast: 1, each: network.prefixListId },
        cidrBlocks: { atLeast: 1, each: network.cidrBlock },
    },
    groups: [{ rule: "atLeastOne", of: ["endpointSecurityGroupIds", "prefixListIds", "cidrBlocks", "internet"] }],
};

/** The security group of nodes that only open outbound connections. The pattern has no policy documents. */
export const nodeEgress: Pattern<Args, { readonly securityGroup: { readonly name: string } }> = {
    component: "NodeEgress",
    summary:
        "A security group for nodes: outbound HTTPS to the endpoints that Systems Manager needs, no inbound traffic.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway.html",
    ],
    unverified: [],
    constraints,
    assignedByAws: ["vpcId", "endpointSecurityGroupIds", "prefixListIds"],
    children: { securityGroup: { kind: "securityGroup" } },
    validate: ({ endpointSecurityGroupIds, prefixListIds, cidrBlocks, internet }) => [
        ...network.networkIssues({ endpointSecurityGroupIds, prefixListIds, cidrBlocks }),
        ...(internet === false && endpointSecurityGroupIds === undefined && !prefixListIds && !cidrBlocks
            ? [
                  {
                      path: "internet",
                      value: false,
                      message: "leaves the nodes without a destination",
                      fix: 'Set "endpointSecurityGroupIds", "prefixListIds" or "cidrBlocks".',
                  },
              ]
            : []),
        ...(internet === true && cidrBlocks !== undefined
            ? [
                  {
                      path: "cidrBlocks",
                      value: cidrBlocks,
                      message: "is redundant, because internet allows every IPv4 address",
                      fix: 'Remove "cidrBlocks" or "internet".',
                  },
              ]
            : []),
    ],
    names: (scope) => ({ securityGroup: { name: physicalName(scope, "egress", "securityGroup") } }),
    documents: {},
};
