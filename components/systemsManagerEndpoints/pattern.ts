import type { SystemsManagerEndpointsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { endpointServiceName } from "../../policypack/iam";
import { awsBucketsConstraints, awsBucketsIssues } from "../nodes/awsBuckets";
import { endpointPolicy } from "./policies";
import { asksFor, endpointServices, type EndpointService } from "./services";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { physicalName, type NamingScope } from "../pattern/naming";
import * as network from "../nodes/networkConstraints";
import { patternConstraints } from "../pattern/commonConstraints";
import { valueAt } from "../pattern/children";
import { nodesInRegion } from "../nodes/siblings";
import type { Pattern, PlannedDocument, SiblingComponent } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";

type Args = Unwrap<SystemsManagerEndpointsArgs>;
type NameArgs = Pick<SystemsManagerEndpointsArgs, "path" | "serviceNames">;

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

/** Args for an endpoint that is not created, or for a policy that is not written. */
const unusedArgIssues = (args: Args): readonly ValidationIssue[] => {
    const missingEndpointIssues = (path: string, name: string, value: unknown): readonly ValidationIssue[] =>
        endpointServices.some((one) => one === name && !asksFor(args, one))
            ? [
                  {
                      path,
                      value,
                      message: `applies to the ${name} endpoint, which is not enabled`,
                      fix: "Remove it, or enable that endpoint.",
                  },
              ]
            : [];
    const hasFullAccess = args.fullAccess?.includes("s3") === true;
    return [
        ...(args.fullAccess ?? []).flatMap((name, i) => missingEndpointIssues(`fullAccess[${String(i)}]`, name, name)),
        ...Object.entries(args.serviceNames ?? {}).flatMap(([name, value]) =>
            missingEndpointIssues(`serviceNames.${name}`, name, value),
        ),
        ...(["awsBuckets", "readableBucketNames"] as const)
            .filter((name) => args[name] !== undefined && (hasFullAccess || !asksFor(args, "s3")))
            .map((name) => ({
                path: name,
                value: args[name],
                message: hasFullAccess
                    ? "applies to the policy of the s3 endpoint, which fullAccess removes"
                    : "applies to the policy of the s3 endpoint, which is not enabled",
                fix: hasFullAccess
                    ? 'Remove it, or remove "s3" from fullAccess.'
                    : 'Remove it, or set "s3RouteTableIds".',
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

/** The endpoints that sessions need, by what the preferences or the nodes of the Region use. */
const sessionEndpoints = [
    ["logs", "logGroupName", "log to CloudWatch Logs"],
    ["kms", "kmsKeyArn", "are encrypted with a KMS key"],
] as const;

/** Warns about sessions of the Region that need an endpoint which is not enabled. */
const warnings = (
    args: Args,
    { location: { region } }: NamingScope,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] => {
    const nodes = nodesInRegion(siblings, region).map(({ reference, nodes: { sessions } }) => ({
        reference,
        logGroupName: sessions?.logGroupName,
        kmsKeyArn: sessions?.kmsKeyArn,
    }));
    const preferred = siblings
        .filter(({ component, scope }) => component === "SessionAccess" && scope.location.region === region)
        .map(({ reference, args: { preferences } }) => ({
            reference,
            logGroupName: valueAt(preferences, "logGroup.logGroupName"),
            kmsKeyArn: valueAt(preferences, "kmsKeyArn"),
        }));
    return sessionEndpoints.flatMap(([endpoint, arg, use]) => {
        const references = [...preferred, ...nodes].filter((one) => one[arg] !== undefined);
        return asksFor(args, endpoint) || references.length === 0
            ? []
            : [
                  {
                      path: endpoint,
                      message: `is not enabled, but sessions of ${references.map(({ reference }) => reference).join(", ")} ${use}: nodes without another route to the service cannot`,
                      fix: `Set "${endpoint}: true".`,
                  },
              ];
    });
};

/** The policy of the endpoint to a service. */
const policyOf =
    (service: EndpointService) =>
    ({ location }: NamingScope, args: Args): PlannedDocument | undefined =>
        asksFor(args, service) && args.fullAccess?.includes(service) !== true
            ? endpointPolicy(service, location, args)
            : undefined;

/** VPC endpoints that connect nodes without internet access to Systems Manager. */
export const systemsManagerEndpoints: Pattern<
    Args,
    Record<EndpointService | "securityGroup", { readonly name: string }>,
    Record<EndpointService, PlannedDocument | undefined>,
    NameArgs
> = {
    component: "SystemsManagerEndpoints",
    summary: "VPC endpoints that connect nodes to Systems Manager, and policies that limit who may use them for what.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/data-perimeters.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    ],
    unverified: [
        {
            fact: "AWS does not document the value of aws:ResourceAccount for ssm, ec2, kms and logs requests without a resource; its sample endpoint policies assume the caller's account.",
            arg: "fullAccess",
            check: "List commands and log groups through the endpoints. If access is denied, the endpoint policy is too narrow.",
        },
        {
            fact: "The endpoint service names in China come from other tools. AWS's page lists neither them nor those of isolated Regions, for which the usual format is used.",
            arg: "serviceNames",
            check: "Compare the names with the output of aws ec2 describe-vpc-endpoint-services in the Region.",
        },
    ],
    constraints,
    assignedByAws: ["vpcId", "subnetIds", "nodeSecurityGroupIds", "s3RouteTableIds"],
    children: {
        securityGroup: { kind: "securityGroup" },
        ssm: { kind: "endpoint", nameArg: "serviceNames.ssm" },
        ssmmessages: { kind: "endpoint", nameArg: "serviceNames.ssmmessages" },
        ec2messages: { kind: "endpoint", nameArg: "serviceNames.ec2messages" },
        ec2: { kind: "endpoint", nameArg: "serviceNames.ec2" },
        kms: { kind: "endpoint", nameArg: "serviceNames.kms" },
        logs: { kind: "endpoint", nameArg: "serviceNames.logs" },
        s3: { kind: "endpoint", nameArg: "serviceNames.s3" },
    },
    validate,
    warnings,
    names: (scope, { serviceNames = {} }) => {
        const named = (one: EndpointService): { readonly name: string } => ({
            name: serviceNames[one] ?? endpointServiceName(scope.location.partition, scope.location.region, one),
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
    documents: {
        ssm: policyOf("ssm"),
        ssmmessages: policyOf("ssmmessages"),
        ec2messages: policyOf("ec2messages"),
        ec2: policyOf("ec2"),
        kms: policyOf("kms"),
        logs: policyOf("logs"),
        s3: policyOf("s3"),
    },
};
