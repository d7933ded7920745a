import { SecurityGroup } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { NodeEgressArgs } from "./args";
import { nodeEgress } from "./pattern";
import { httpsPeers } from "../nodes/httpsPeers.resource";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

/** AWS replaces a security group to change its description. */
const description = "Nodes of Systems Manager: HTTPS out to what they need, nothing in.";

/** Every IPv4 address. */
const everywhere = "0.0.0.0/0";

/**
 * The security group of nodes that only speak first: the agent opens every connection, so nothing need come in, and HTTPS
 * to endpoints is all that goes out. Name resolution by the VPC's own resolver passes every security group; nodes that
 * ask another one need a further group for that, as does whatever else they run.
 *
 * A node has all of its security groups at once: beside one that lets everything out, this one limits nothing. The rules
 * of a group are one each, so that rules made elsewhere stay.
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
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
export class NodeEgress extends pulumi.ComponentResource {
    /** Id of the security group, once its rules are in place. */
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
