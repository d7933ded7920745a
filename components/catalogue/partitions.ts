import type { Place } from "./place";
import type { Problem } from "./plan";

/** The partitions beside `aws`: how their Regions begin, and the domain of the hosts in them. */
const others: readonly (readonly [partition: string, regions: string, domain: string])[] = [
    ["aws-cn", "cn-", "amazonaws.com.cn"],
    ["aws-us-gov", "us-gov-", "amazonaws.com"],
    ["aws-iso", "us-iso-", "c2s.ic.gov"],
    ["aws-iso-b", "us-isob-", "sc2s.sgov.gov"],
    ["aws-iso-e", "eu-isoe-", "cloud.adc-e.uk"],
    ["aws-iso-f", "us-isof-", "csp.hci.ic.gov"],
    ["aws-eusc", "eusc-", "amazonaws.eu"],
];

/** The domain of partition `aws`, and of every one that nobody knows. */
const usualDomain = "amazonaws.com";

/**
 * The domain of the hosts of a partition.
 *
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
export const domainOf = ({ partition }: Pick<Place, "partition">): string =>
    others.find(([name]) => name === partition)?.[2] ?? usualDomain;

/** The partition a Region is of, by how its code begins. */
export const partitionOfRegion = (region: string): string =>
    others.find(([, begins]) => region.startsWith(begins))?.[0] ?? "aws";

/** A Region of another partition: no credentials of the one reach the other, and no ARN is of both. */
export const foreignPartition = (path: string, value: unknown, place: Place | undefined): readonly Problem[] =>
    place === undefined || typeof value !== "string" || partitionOfRegion(value) === place.partition
        ? []
        : [
              {
                  path,
                  value,
                  message: `is a Region of partition ${partitionOfRegion(value)}, but this stack stands in ${place.partition}`,
                  fix: "Name a Region of this partition; another partition has accounts and stacks of its own.",
              },
          ];
