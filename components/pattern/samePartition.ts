import { partitionOfRegion } from "../../policypack/iam";
import type { AwsLocation } from "./location";
import type { ValidationIssue } from "./validationIssue";

/** A Region of another partition: no credentials of the one reach the other, and no ARN is of both. */
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
                  message: `is a Region of partition ${partitionOfRegion(value)}, but this stack stands in ${location.partition}`,
                  fix: "Name a Region of this partition; another partition has accounts and stacks of its own.",
              },
          ];
