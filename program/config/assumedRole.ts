import type { AwsLocation } from "../../components/pattern/location";

/** The partition and account in the ARN of the role that the stack assumes; undefined without such an ARN. */
export const locationOfAssumedRole = (
    assumeRoleArn: unknown,
): Pick<AwsLocation, "partition" | "accountId"> | undefined => {
    const [, partition, accountId] =
        /^arn:([a-z-]+):iam::(\d{12}):role\//.exec(typeof assumeRoleArn === "string" ? assumeRoleArn : "") ?? [];
    return partition === undefined || accountId === undefined ? undefined : { partition, accountId };
};
