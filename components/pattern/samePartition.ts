import { partitionOfRegion } from "../../policypack/iam";
import type { Place } from "./location";
import type { Problem } from "./validationIssue";

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
