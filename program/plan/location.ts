import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import type { AwsLocation } from "../../components/pattern/location";
import { rememberLocation } from "../../components/resources/currentLocation";
import { locationOfAssumedRole } from "../config/assumedRole";
import type { GivenConfig } from "../config/read";

/** Resolves the location of the stack before any component is created. */
export const stackLocation = async (config: GivenConfig): Promise<AwsLocation> => {
    const assumed = locationOfAssumedRole(config.assumeRoleArn);
    if (assumed !== undefined) {
        const { region } = await getRegion();
        return { ...assumed, region };
    }
    const [{ partition }, { accountId }, { region }] = await Promise.all([
        getPartition(),
        getCallerIdentity(),
        getRegion(),
    ]);
    const location = { partition, accountId, region };
    // The components use the same provider, and need not call it again.
    rememberLocation(location);
    return location;
};
