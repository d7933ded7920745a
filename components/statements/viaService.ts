import type { Conditions } from "../../policypack/iam";
import { domainOf } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";

/**
 * The key is used by a service of AWS for the holder of the policy, never by the holder itself. In partitions with a domain of
 * their own AWS writes hosts with it and with the usual one, so both are given; only AWS can use either.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const kmsViaService = (
    location: AwsLocation,
    service: string,
    regions: readonly string[] = [location.region],
): Conditions => ({
    StringEquals: {
        "kms:ViaService": regions.flatMap((one) => [
            ...new Set(["amazonaws.com", domainOf(location.partition)].map((domain) => `${service}.${one}.${domain}`)),
        ]),
    },
});
