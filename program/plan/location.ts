import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import type { Place } from "../../components/pattern/location";
import type { GivenConfig } from "../config/read";

/** Partition and account of an assumed role are in its ARN. */
const assumed = (config: GivenConfig): Pick<Place, "partition" | "accountId"> | undefined => {
    const { assumeRoleArn } = config;
    const [, partition, accountId] =
        /^arn:([a-z-]+):iam::(\d{12}):role\//.exec(typeof assumeRoleArn === "string" ? assumeRoleArn : "") ?? [];
    return partition === undefined || accountId === undefined ? undefined : { partition, accountId };
};

/** Where the stack will stand, asked before any component is made. */
export const placeOfStack = async (config: GivenConfig): Promise<Place> => {
    const [{ region }, where] = await Promise.all([
        getRegion(),
        assumed(config) ??
            Promise.all([getPartition(), getCallerIdentity()]).then(([{ partition }, { accountId }]) => ({
                partition,
                accountId,
            })),
    ]);
    return { ...where, region };
};
