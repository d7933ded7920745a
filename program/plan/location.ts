import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import type { AwsLocation } from "../../components/pattern/location";
import type { GivenConfig } from "../config/read";

/** Partition and account of an assumed role are in its ARN. */
const locationOfAssumedRole = (config: GivenConfig): Pick<AwsLocation, "partition" | "accountId"> | undefined => {
    const { assumeRoleArn } = config;
    const [, partition, accountId] =
        /^arn:([a-z-]+):iam::(\d{12}):role\//.exec(typeof assumeRoleArn === "string" ? assumeRoleArn : "") ?? [];
    return partition === undefined || accountId === undefined ? undefined : { partition, accountId };
};

/** Where the stack will stand, asked before any component is made. */
export const stackLocation = async (config: GivenConfig): Promise<AwsLocation> => {
    const [{ region }, where] = await Promise.all([
        getRegion(),
        locationOfAssumedRole(config) ??
            Promise.all([getPartition(), getCallerIdentity()]).then(([{ partition }, { accountId }]) => ({
                partition,
                accountId,
            })),
    ]);
    return { ...where, region };
};
