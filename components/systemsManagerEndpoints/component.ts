import { SecurityGroup, VpcEndpoint } from "@pulumi/aws/ec2";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { maximumOf } from "../../policypack/iam";
import type { SystemsManagerEndpointsArgs } from "./args";
import { asksFor, endpointServices, type EndpointService } from "./services";
import { systemsManagerEndpoints } from "./pattern";
import { httpsPeers } from "../nodes/httpsPeers.resource";
import { compliantPolicy } from "../resources/compliantPolicy";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

/** AWS replaces a security group to change its description. */
const description = "VPC endpoints of Systems Manager: HTTPS in from the nodes.";

/** AWS names an endpoint as a whole first, then by Availability Zone. A run without AWS has no names. */
const firstName = (entries: readonly { readonly dnsName: string }[] | undefined): string => entries?.[0]?.dnsName ?? "";

/**
 * The VPC endpoints that nodes without internet reach Systems Manager through. Their security group lets in port 443 from
 * the nodes only; their policies let through own principals at own resources, documents, parameters and patch baselines of
 * AWS, nodes of own accounts, reading from AWS's buckets, and services of AWS in their own name. A policy of an endpoint
 * grants nothing: it is the most that may pass.
 *
 * With private DNS, everybody in the VPC talks to these services through the endpoints, so whoever is not a node needs to be
 * let in too. A peered VPC reaches the interfaces, but never the gateway of Amazon S3. A node whose security group limits
 * what goes out needs HTTPS to the endpoints and to the prefix list of Amazon S3: see `NodeEgress`.
 *
 * @example
 * const endpoints = new SystemsManagerEndpoints("main", {
 *     vpcId: "vpc-0123456789abcdef0",
 *     subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
 *     nodeSecurityGroupIds: ["sg-0123456789abcdef0"],
 *     s3RouteTableIds: ["rtb-0123456789abcdef0"],
 * });
 * export const { endpointIds } = endpoints;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
export class SystemsManagerEndpoints extends pulumi.ComponentResource {
    /** Ids of the endpoints by service, such as `ssm`, once the nodes are let in. */
    readonly endpointIds: pulumi.Output<Record<string, string>>;
    /**
     * Host names of the interface endpoints by service, once the nodes are let in: of each the one that leads to all of its
     * Availability Zones. For nodes elsewhere, and where `privateDns` is off.
     */
    readonly dnsNames: pulumi.Output<Record<string, string>>;
    /** Id of the security group of the interface endpoints, once the nodes are let in. */
    readonly securityGroupId: pulumi.Output<string>;
    /** Id of the prefix list of Amazon S3, for rules of the nodes' security groups; undefined without its endpoint. */
    readonly s3PrefixListId?: pulumi.Output<string>;

    constructor(name: string, args: SystemsManagerEndpointsArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super(
            "ssm-access:index:SystemsManagerEndpoints",
            name,
            validateArgs(systemsManagerEndpoints, name, args),
            opts,
        );
        const childOptions = { parent: this };
        const { names, documents } = planComponent(this, systemsManagerEndpoints, name, args);
        const { vpcId, subnetIds, s3RouteTableIds, tags, region } = args;

        const group = new SecurityGroup(
            name,
            { name: names.securityGroup.name, description, vpcId, tags, region },
            childOptions,
        );
        const rules = httpsPeers({
            securityGroupIds: args.nodeSecurityGroupIds,
            cidrBlocks: args.nodeCidrBlocks,
        }).map(
            ([peer, rule]) =>
                new SecurityGroupIngressRule(
                    `${name}-from-${peer}`,
                    { securityGroupId: group.id, description: "HTTPS from nodes", ...rule, tags, region },
                    childOptions,
                ),
        );

        const endpoint = (service: EndpointService): VpcEndpoint =>
            new VpcEndpoint(
                `${name}-${service}`,
                {
                    vpcId,
                    serviceName: names[service].name,
                    policy:
                        args.fullAccess?.includes(service) === true
                            ? undefined
                            : compliantPolicy(documents[service], this, maximumOf.endpointPolicy),
                    ...(service === "s3"
                        ? { vpcEndpointType: "Gateway", routeTableIds: s3RouteTableIds }
                        : {
                              vpcEndpointType: "Interface",
                              subnetIds,
                              securityGroupIds: [group.id],
                              privateDnsEnabled: args.privateDns ?? true,
                          }),
                    tags,
                    region,
                },
                childOptions,
            );
        const endpoints = endpointServices
            .filter((service) => asksFor(args, service))
            .map((service) => [service, endpoint(service)] as const);

        this.endpointIds = resolveAfter(
            pulumi.output(Object.fromEntries(endpoints.map(([service, { id }]) => [service, id]))),
            rules,
        );
        this.dnsNames = resolveAfter(
            pulumi.output(
                Object.fromEntries(
                    endpoints
                        .filter(([service]) => service !== "s3")
                        .map(([service, { dnsEntries }]) => [service, dnsEntries.apply(firstName)]),
                ),
            ),
            rules,
        );
        this.securityGroupId = resolveAfter(group.id, rules);
        this.s3PrefixListId = endpoints.find(([service]) => service === "s3")?.[1].prefixListId;
        this.registerOutputs({
            endpointIds: this.endpointIds,
            dnsNames: this.dnsNames,
            securityGroupId: this.securityGroupId,
            s3PrefixListId: this.s3PrefixListId,
        });
    }
}
