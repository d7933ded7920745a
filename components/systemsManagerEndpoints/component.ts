import { SecurityGroup, VpcEndpoint } from "@pulumi/aws/ec2";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { SystemsManagerEndpointsArgs } from "./args";
import { asksFor, endpointServices, type EndpointService } from "./services";
import { systemsManagerEndpoints } from "./pattern";
import { httpsPeers } from "../nodes/httpsPeers.resource";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

/** A new description would replace the security group. */
const description = "VPC endpoints of Systems Manager: HTTPS in from the nodes.";

/** The first DNS name is the endpoint's Regional name; zonal names follow. Mocked runs have no names. */
const firstName = (entries: readonly { readonly dnsName: string }[] | undefined): string => entries?.[0]?.dnsName ?? "";

/**
 * VPC endpoints that connect nodes without internet access to Systems Manager. The endpoints' security group allows
 * port 443 from the nodes only. The endpoint policies allow the own accounts' principals to access the own accounts'
 * resources, and AWS-owned documents, parameters and patch baselines; nodes of the own accounts to register; reads from
 * AWS-owned buckets; and calls by AWS services themselves. An endpoint policy grants no permissions: it limits which
 * requests may pass.
 *
 * With private DNS, all traffic of the VPC to these services goes through the endpoints, so clients other than the
 * nodes need access to them too. Peered VPCs can use the interface endpoints, but not the gateway endpoint for Amazon
 * S3. A node whose security group limits outbound traffic needs HTTPS to the endpoints and to the prefix list of Amazon
 * S3: see `NodeEgress`.
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
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
export class SystemsManagerEndpoints extends pulumi.ComponentResource {
    /** IDs of the endpoints by service, such as `ssm`. Resolves once the security group rules exist. */
    readonly endpointIds: pulumi.Output<Record<string, string>>;
    /**
     * Regional DNS names of the interface endpoints by service, for nodes outside the VPC and without `privateDns`.
     * Resolves once the security group rules exist.
     */
    readonly dnsNames: pulumi.Output<Record<string, string>>;
    /** ID of the security group of the interface endpoints. Resolves once its rules exist. */
    readonly securityGroupId: pulumi.Output<string>;
    /**
     * ID of the prefix list of Amazon S3, for the nodes' security group rules. Undefined without the Amazon S3
     * endpoint.
     */
    readonly s3PrefixListId?: pulumi.Output<string>;

    constructor(name: string, args: SystemsManagerEndpointsArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super(
            "ssm-access:index:SystemsManagerEndpoints",
            name,
            validateArgs(systemsManagerEndpoints, name, args),
            opts,
        );
        const childOptions = { parent: this };
        const { names, policies } = planComponent(this, systemsManagerEndpoints, name, args);
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
                    policy: args.fullAccess?.includes(service) === true ? undefined : policies[service],
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
