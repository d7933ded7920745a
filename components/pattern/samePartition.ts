import { partitionOfRegion } from "../../policypack/iam";
import type { AwsLocation } from "./location";
import type { ValidationIssue } from "./validationIssue";

/** Reports a Region of another partition. Credentials and ARNs never work across partitions. */
export const requireSamePartition = (
    path: string,
    value: unknown,
    location: AwsLocation | undefined,
): readonly ValidationIssue[] =>
    location === undefined || typeof value !== "string" || partitionOfRegion(value) === location.partition
        ? []
        : [
              {
                  path,
                  value,
                  message: `is a Region of partition ${partitionOfRegion(value)}, but the component deploys to ${location.partition}`,
                  fix: "Use a Region of this partition. Another partition needs its own account and stack.",
              },
          ];
