import type { Conditions } from "../../policypack/iam";
import { domainOf } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";

/**
 * The principal can use the key only through an AWS service. In partitions with their own domain, AWS uses host names
 * in that domain and in `amazonaws.com`, so both are allowed. AWS controls both.
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
