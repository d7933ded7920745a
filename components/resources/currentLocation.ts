import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { AwsLocation } from "../pattern/location";

/**
 * Where the provider of `opts` stands; a given Region wins over the provider's. Known at preview whenever the
 * provider's configuration is: one that is not answers with nothing, and the place then stays unknown.
 */
export const currentLocation = (opts: pulumi.InvokeOptions, region?: string): pulumi.Output<AwsLocation> =>
    pulumi
        .all([
            getPartitionOutput({}, opts).partition as pulumi.Output<string | undefined>,
            getCallerIdentityOutput({}, opts).accountId as pulumi.Output<string | undefined>,
            region ?? (getRegionOutput({}, opts).region as pulumi.Output<string | undefined>),
        ])
        .apply(([partition, accountId, inRegion]) =>
            partition === undefined || accountId === undefined || inRegion === undefined
                ? (pulumi.unknown as AwsLocation)
                : { partition, accountId, region: inRegion },
        );
