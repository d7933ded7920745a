/** Where a call is made: the provider's account and partition, and the region of the call. */
export interface AwsLocation {
    readonly partition: string;
    readonly accountId: string;
    readonly region: string;
}

/** The ARN of a resource of a service, in the place. */
export const resourceArn = ({ partition, region, accountId }: AwsLocation, service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
