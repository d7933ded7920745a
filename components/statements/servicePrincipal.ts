import type { AwsLocation } from "../pattern/location";

/**
 * Services whose principal carries the partition's own domain in China; every other one is `SERVICE.amazonaws.com`
 * there too.
 *
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html
 */
const chinese: ReadonlySet<string> = new Set(["ec2"]);

/** The principal of a service in a location: what a trust policy names and what `iam:PassedToService` holds. */
export const servicePrincipal = ({ partition }: AwsLocation, service: string): string =>
    `${service}.amazonaws.com${partition === "aws-cn" && chinese.has(service) ? ".cn" : ""}`;
