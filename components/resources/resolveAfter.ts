import * as pulumi from "@pulumi/pulumi";

/**
 * A value that resolves only once the resources exist. It waits for their URNs, which are known at preview. `arn` and
 * `id` are not: waiting for them would make every document that contains the value unknown.
 */
export const resolveAfter = <T>(value: pulumi.Output<T>, resources: readonly pulumi.Resource[]): pulumi.Output<T> => {
    const ready: pulumi.Output<unknown> = pulumi.all(resources.map(({ urn }) => urn));
    return pulumi
        .all([value as pulumi.Output<unknown>, ready])
        .apply(([known]) => known as pulumi.Input<T>) as pulumi.Output<T>;
};
