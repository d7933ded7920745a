import type { AwsLocation } from "../pattern/location";

/**
 * Services whose principal has the domain of the partition in China. All others are `SERVICE.amazonaws.com` there too.
 *
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html
 */
const chinaDomainServices: ReadonlySet<string> = new Set(["ec2"]);

/** The service principal in a location, for trust policies and `iam:PassedToService`. */
export const servicePrincipal = ({ partition }: AwsLocation, service: string): string =>
    `${service}.amazonaws.com${partition === "aws-cn" && chinaDomainServices.has(service) ? ".cn" : ""}`;
