import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { AwsLocation } from "../pattern/location";

/**
 * The location of the provider in `opts`; `region` overrides the Region of the provider. Known at preview if the
 * configuration of the provider is. Otherwise the provider returns an empty result and the location stays unknown.
 */
export const currentLocation = (opts: pulumi.InvokeOptions, region?: string): pulumi.Output<AwsLocation> =>
    pulumi
        .all([
            getPartitionOutput({}, opts).partition as pulumi.Output<string | undefined>,
            getCallerIdentityOutput({}, opts).accountId as pulumi.Output<string | undefined>,
            region ?? (getRegionOutput({}, opts).region as pulumi.Output<string | undefined>),
        ])
        .apply(([partition, accountId, effectiveRegion]) =>
            partition === undefined || accountId === undefined || effectiveRegion === undefined
                ? (pulumi.unknown as AwsLocation)
                : { partition, accountId, region: effectiveRegion },
        );
