import * as pulumi from "@pulumi/pulumi";

/**
 * A computed value, usable only once these resources exist. It waits on their URNs, which are known at preview; `arn` and
 * `id` are not, and would make every document that holds the value unknown.
 */
export const resolveAfter = <T>(value: pulumi.Output<T>, resources: readonly pulumi.Resource[]): pulumi.Output<T> => {
    const ready: pulumi.Output<unknown> = pulumi.all(resources.map(({ urn }) => urn));
    return pulumi
        .all([value as pulumi.Output<unknown>, ready])
        .apply(([known]) => known as pulumi.Input<T>) as pulumi.Output<T>;
};
