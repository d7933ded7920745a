import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { AwsLocation } from "../pattern/location";

type Location = pulumi.Output<Partial<AwsLocation>>;

/** The locations of the providers of one program run; the default provider is `undefined`. */
type Locations = Map<pulumi.ProviderResource | undefined, Location>;

/** By the monitor of the run: two programs in one process, with credentials of their own, share nothing. */
const locationsOfRuns = new WeakMap<object, Locations>();

const locationsOfThisRun = (): Locations => {
    const run = pulumi.runtime.getMonitor();
    if (run === undefined) {
        return new Map();
    }
    const known = locationsOfRuns.get(run) ?? new Map<pulumi.ProviderResource | undefined, Location>();
    locationsOfRuns.set(run, known);
    return known;
};

/** Calls the provider. Without a known configuration it returns an empty result. */
const requestLocation = (provider: pulumi.ProviderResource | undefined): Location => {
    const opts = provider === undefined ? {} : { provider };
    return pulumi
        .all([
            getPartitionOutput({}, opts).partition as pulumi.Output<string | undefined>,
            getCallerIdentityOutput({}, opts).accountId as pulumi.Output<string | undefined>,
            getRegionOutput({}, opts).region as pulumi.Output<string | undefined>,
        ])
        .apply(([partition, accountId, region]) => ({ partition, accountId, region }));
};

/** Records the location of the default provider, for a program that has requested it already. */
export const rememberLocation = (location: AwsLocation): void => {
    locationsOfThisRun().set(undefined, pulumi.output(location));
};

/**
 * The location of the provider of a resource; `region` overrides the Region of the provider. Known at preview if the
 * configuration of the provider is; otherwise the location stays unknown. Each provider is called once per program run.
 */
export const currentLocation = (
    { parent }: { readonly parent: pulumi.Resource },
    region?: string,
): pulumi.Output<AwsLocation> => {
    const provider = parent.getProvider("aws:index/getRegion:getRegion");
    const locations = locationsOfThisRun();
    const location = locations.get(provider) ?? requestLocation(provider);
    locations.set(provider, location);
    return location.apply(({ partition, accountId, region: ownRegion }) => {
        const effectiveRegion = region ?? ownRegion;
        return partition === undefined || accountId === undefined || effectiveRegion === undefined
            ? (pulumi.unknown as AwsLocation)
            : { partition, accountId, region: effectiveRegion };
    });
};
