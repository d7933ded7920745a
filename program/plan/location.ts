import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import type { AwsLocation } from "../../components/pattern/location";
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
