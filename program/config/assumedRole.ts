import { locationOfRole, type AwsLocation } from "../../components/pattern/location";

/** The partition and account in the ARN of the role that the stack assumes; undefined without such an ARN. */
export const locationOfAssumedRole = (
    assumeRoleArn: unknown,
): Pick<AwsLocation, "partition" | "accountId"> | undefined =>
    typeof assumeRoleArn === "string" ? locationOfRole(assumeRoleArn) : undefined;
