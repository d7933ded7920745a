import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import type { AwsLocation } from "../../components/pattern/location";
import { rememberLocation } from "../../components/resources/currentLocation";
import type { GivenConfig } from "../config/read";

/** Partition and account from the ARN of the assumed role. */
const locationOfAssumedRole = (config: GivenConfig): Pick<AwsLocation, "partition" | "accountId"> | undefined => {
    const { assumeRoleArn } = config;
    const [, partition, accountId] =
        /^arn:([a-z-]+):iam::(\d{12}):role\//.exec(typeof assumeRoleArn === "string" ? assumeRoleArn : "") ?? [];
    return partition === undefined || accountId === undefined ? undefined : { partition, accountId };
};

/** Resolves the location of the stack before any component is created. */
export const stackLocation = async (config: GivenConfig): Promise<AwsLocation> => {
    const assumed = locationOfAssumedRole(config);
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
