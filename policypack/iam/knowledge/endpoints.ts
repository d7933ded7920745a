/** The names of VPC endpoint services. */

/**
 * Services whose endpoint service has the prefix `cn.` in China. The others use the usual format there too.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html (2026)
 */
const chinaPrefixServices: ReadonlySet<string> = new Set(["ec2"]);

/** The endpoint service name of a service in a Region: `com.amazonaws.eu-west-1.ssm`. */
export const endpointServiceName = (partition: string, region: string, service: string): string =>
    `${partition === "aws-cn" && chinaPrefixServices.has(service) ? "cn." : ""}com.amazonaws.${region}.${service}`;
