import type { SystemsManagerEndpointsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { awsBucketsConstraints, awsBucketsIssues } from "../nodes/awsBuckets";
import { endpointPolicy } from "./policies";
import { asksFor, endpointServiceName, endpointServices, type EndpointService } from "./services";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { physicalName, type NamingScope } from "../pattern/naming";
import * as network from "../nodes/networkConstraints";
import { patternConstraints } from "../pattern/commonConstraints";
import type { Pattern, PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";

type Args = Unwrap<SystemsManagerEndpointsArgs>;

const service: ValueConstraint = {
    description: `one of ${endpointServices.join(", ")}`,
    pattern: endpointServices.join("|"),
};

const serviceName: ValueConstraint = {
    description: "the name of an endpoint service, such as com.amazonaws.eu-west-1.ssm",
    pattern: "[a-z0-9-]+(\\.[a-z0-9-]+){2,}",
};

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        vpcId: network.vpcId,
        subnetIds: { atLeast: 1, each: network.subnetId },
        nodeSecurityGroupIds: { atLeast: 1, each: network.securityGroupId },
        nodeCidrBlocks: { atLeast: 1, each: network.cidrBlock },
        s3RouteTableIds: { atLeast: 1, each: network.routeTableId },
        awsBuckets: awsBucketsConstraints,
        readableBucketNames: { atLeast: 1, each: limit.bucketName },
        accountIds: { atLeast: 1, each: limit.accountId },
        organizationId: network.organizationId,
        fullAccess: { atLeast: 1, each: service },
        serviceNames: { atLeast: 1, keys: service, values: serviceName },
    },
    groups: [
        { rule: "atLeastOne", of: ["nodeSecurityGroupIds", "nodeCidrBlocks"] },
        { rule: "atMostOne", of: ["accountIds", "organizationId"] },
    ],
};

/** What an arg says of an endpoint that is not made, or of a policy that is not written. */
const unusedArgIssues = (args: Args): readonly ValidationIssue[] => {
    const unasked = (path: string, name: string, value: unknown): readonly ValidationIssue[] =>
        endpointServices.some((one) => one === name && !asksFor(args, one))
            ? [
                  {
                      path,
                      value,
                      message: `is about the endpoint of ${name}, which is not asked for`,
                      fix: "Take it away, or ask for that endpoint.",
                  },
              ]
            : [];
    const open = args.fullAccess?.includes("s3") === true;
    return [
        ...(args.fullAccess ?? []).flatMap((name, i) => unasked(`fullAccess[${String(i)}]`, name, name)),
        ...Object.entries(args.serviceNames ?? {}).flatMap(([name, value]) =>
            unasked(`serviceNames.${name}`, name, value),
        ),
        ...(["awsBuckets", "readableBucketNames"] as const)
            .filter((name) => args[name] !== undefined && (open || !asksFor(args, "s3")))
            .map((name) => ({
                path: name,
                value: args[name],
                message: `is about the policy of the endpoint of s3, which is not ${open ? "written" : "asked for"}`,
                fix: open
                    ? 'Take it away, or take "s3" out of fullAccess.'
                    : 'Take it away, or give "s3RouteTableIds".',
            })),
    ];
};

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => {
    const { subnetIds, nodeSecurityGroupIds, nodeCidrBlocks, s3RouteTableIds } = args;
    return [
        ...network.networkIssues({ subnetIds, nodeSecurityGroupIds, nodeCidrBlocks, s3RouteTableIds }),
        ...unusedArgIssues(args),
        ...awsBucketsIssues(args.awsBuckets, "awsBuckets", scope && [scope.location.region]),
    ];
};

/** The endpoints that nodes without internet reach Systems Manager through. */
export const systemsManagerEndpoints: Pattern<
    Args,
    Record<EndpointService | "securityGroup", { readonly name: string }>,
    Record<EndpointService, PlannedDocument | undefined>
> = {
    component: "SystemsManagerEndpoints",
    summary: "The VPC endpoints that nodes reach Systems Manager through, who may use them, and for what.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/data-perimeters.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    ],
    unverified: [
        {
            fact: "AWS does not say which account aws:ResourceAccount names in requests of ssm, ec2, kms and logs that have no resource; its samples of endpoint policies take it for the caller's.",
            arg: "fullAccess",
            check: "List commands and log groups through the endpoints. Denied means that the endpoint's policy is too narrow.",
        },
        {
            fact: "The names of endpoint services in China are those that other tools list; AWS's page does not show them, nor those of isolated Regions, which are written as everywhere.",
            arg: "serviceNames",
            check: "Compare with aws ec2 describe-vpc-endpoint-services in the Region.",
        },
    ],
    constraints,
    argsOutsideDocuments: ["vpcId", "subnetIds", "nodeSecurityGroupIds", "s3RouteTableIds"],
    validate,
    names: (scope, { serviceNames = {} }) => {
        const named = (one: EndpointService): { readonly name: string } => ({
            name: serviceNames[one] ?? endpointServiceName(scope.location, one),
        });
        return {
            securityGroup: { name: physicalName(scope, "endpoints", "securityGroup") },
            ssm: named("ssm"),
            ssmmessages: named("ssmmessages"),
            ec2messages: named("ec2messages"),
            ec2: named("ec2"),
            kms: named("kms"),
            logs: named("logs"),
            s3: named("s3"),
        };
    },
    documents: ({ location }, args) => {
        const policy = (one: EndpointService): PlannedDocument | undefined =>
            asksFor(args, one) && args.fullAccess?.includes(one) !== true
                ? endpointPolicy(one, location, args)
                : undefined;
        return {
            ssm: policy("ssm"),
            ssmmessages: policy("ssmmessages"),
            ec2messages: policy("ec2messages"),
            ec2: policy("ec2"),
            kms: policy("kms"),
            logs: policy("logs"),
            s3: policy("s3"),
        };
    },
};
