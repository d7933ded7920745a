/** The location of a call: partition and account of the provider, and the Region of the call. */
export interface AwsLocation {
    readonly partition: string;
    readonly accountId: string;
    readonly region: string;
}

/** The ARN of a service's resource in the location. */
export const resourceArn = ({ partition, region, accountId }: AwsLocation, service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
