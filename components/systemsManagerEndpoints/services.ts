import type { AwsLocation } from "../pattern/location";

/** The args that ask for endpoints; of the route tables only whether there are any. */
interface Asking {
    readonly ec2Messages?: boolean;
    readonly ec2?: boolean;
    readonly kms?: boolean;
    readonly logs?: boolean;
    readonly s3RouteTableIds?: unknown;
}

/** The services that nodes reach, in the order in which they need them. Amazon S3 has a gateway, the others interfaces. */
export const endpointServices = ["ssm", "ssmmessages", "ec2messages", "ec2", "kms", "logs", "s3"] as const;
export type EndpointService = (typeof endpointServices)[number];

/** Whether the args ask for the endpoint of a service: known before their values are. */
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

/**
 * The name of the endpoint service of a service in a Region. In China those of most services begin as everywhere; of the
 * ones here, that of EC2 does not.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const endpointServiceName = ({ partition, region }: AwsLocation, service: EndpointService): string =>
    `${partition === "aws-cn" && service === "ec2" ? "cn." : ""}com.amazonaws.${region}.${service}`;
