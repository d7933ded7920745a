import type { Identity } from "./names";
import { partitionOf, regionOf, type Place } from "./place";
import type { Problem } from "./plan";

/** What is of another Region, given by its ARN; a name is of the Region it is used in. */
const ofOtherRegion = (path: string, value: unknown, place: Place | undefined, standing: string): readonly Problem[] =>
    place === undefined ||
    typeof value !== "string" ||
    !value.startsWith("arn:") ||
    ["", place.region].includes(regionOf(value))
        ? []
        : [
              {
                  path,
                  value,
                  message: `is of Region ${regionOf(value)}, but ${standing} ${place.region}`,
                  fix: 'Name one of that Region, or set "region".',
              },
          ];

/**
 * What serves its own Region only would, in the documents of another Region, allow nothing, silently.
 *
 * @param standing what stands in a Region of its own, as the words before that Region's name.
 */
export const foreignRegion = (
    path: string,
    value: unknown,
    identity: Identity | undefined,
    standing = "the documents are of",
): readonly Problem[] => ofOtherRegion(path, value, identity?.place, standing);

/** The same of the partition too: no request ever names what is of another one. */
export const foreignPlace = (path: string, value: unknown, place: Place | undefined): readonly Problem[] =>
    place !== undefined &&
    typeof value === "string" &&
    value.startsWith("arn:") &&
    partitionOf(value) !== place.partition
        ? [
              {
                  path,
                  value,
                  message: `is of partition ${partitionOf(value)}, but this stack stands in ${place.partition}`,
                  fix: "Name one of this partition.",
              },
          ]
        : ofOtherRegion(path, value, place, "the documents are of");
