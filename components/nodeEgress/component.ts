import { SecurityGroup } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { NodeEgressArgs } from "./args";
import { nodeEgress } from "./pattern";
import { httpsPeers } from "../nodes/httpsPeers.resource";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

/** A new description would replace the security group. */
const description = "Nodes of Systems Manager: HTTPS out to what they need, nothing in.";

/** Every IPv4 address. */
const everywhere = "0.0.0.0/0";

/**
 * The security group of nodes that only open outbound connections: SSM Agent opens every connection itself, so the
 * group allows no inbound traffic, and outbound HTTPS to the given destinations only. Security groups do not filter DNS
 * queries to the VPC's own resolver; for another resolver, or for other software on the nodes, attach an additional
 * security group.
 *
 * The rules of all security groups of a node add up: next to a group that allows all outbound traffic, this one limits
 * nothing. Each rule is a resource of its own, so rules created elsewhere are kept.
 *
 * @example
 * const endpoints = new SystemsManagerEndpoints("main", {
 *     vpcId: "vpc-0123456789abcdef0",
 *     subnetIds: ["subnet-0123456789abcdef0"],
 *     nodeCidrBlocks: ["10.0.0.0/16"],
 * });
 * const egress = new NodeEgress("nodes", {
 *     vpcId: "vpc-0123456789abcdef0",
 *     endpointSecurityGroupIds: [endpoints.securityGroupId],
 * });
 * export const { securityGroupId } = egress;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
export class NodeEgress extends pulumi.ComponentResource {
    /** ID of the security group. Resolves once its rules exist. */
    readonly securityGroupId: pulumi.Output<string>;

    constructor(name: string, args: NodeEgressArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:NodeEgress", name, validateArgs(nodeEgress, name, args), opts);
        const childOptions = { parent: this };
        const { names } = planComponent(this, nodeEgress, name, args);
        const { vpcId, tags, region, endpointSecurityGroupIds, prefixListIds, cidrBlocks, internet } = args;

        const group = new SecurityGroup(
            name,
            { name: names.securityGroup.name, description, vpcId, tags, region },
            childOptions,
        );
        const rules = httpsPeers({
            securityGroupIds: endpointSecurityGroupIds,
            prefixListIds,
            cidrBlocks: internet === true ? [everywhere] : cidrBlocks,
        }).map(
            ([peer, rule]) =>
                new SecurityGroupEgressRule(
                    `${name}-to-${peer}`,
                    { securityGroupId: group.id, description: "HTTPS", ...rule, tags, region },
                    childOptions,
                ),
        );

        this.securityGroupId = resolveAfter(group.id, rules);
        this.registerOutputs({ securityGroupId: this.securityGroupId });
    }
}
