import type { Conditions } from "../../policypack/iam";
import type { Place } from "./place";

/**
 * The key is used by a service of AWS for the holder of the policy, never by the holder itself. In China AWS writes hosts
 * with and without its own ending, so both are given; only AWS can use either.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const viaService = (
    { partition, region }: Place,
    service: string,
    regions: readonly string[] = [region],
): Conditions => ({
    StringEquals: {
        "kms:ViaService": regions.flatMap((one) => {
            const host = `${service}.${one}.amazonaws.com`;
            return partition === "aws-cn" ? [host, `${host}.cn`] : [host];
        }),
    },
});
