/** The args that enable endpoints. Of the route tables, only their presence counts. */
interface Asking {
    readonly ec2Messages?: boolean;
    readonly ec2?: boolean;
    readonly kms?: boolean;
    readonly logs?: boolean;
    readonly s3RouteTableIds?: unknown;
}

/**
 * The services that nodes use, in the order in which they need them. Amazon S3 has a gateway endpoint, the others have
 * interface endpoints.
 */
export const endpointServices = ["ssm", "ssmmessages", "ec2messages", "ec2", "kms", "logs", "s3"] as const;
export type EndpointService = (typeof endpointServices)[number];

/** Whether the args enable the endpoint of a service, which is known even while their values are unknown. */
export const asksFor = (args: Asking, service: EndpointService): boolean =>
    ({
        ssm: true,
        ssmmessages: true,
        ec2messages: args.ec2Messages === true,
        ec2: args.ec2 === true,
        kms: args.kms === true,
        logs: args.logs === true,
        s3: args.s3RouteTableIds !== undefined,
    })[service];
