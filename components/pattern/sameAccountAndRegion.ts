import type { Identity } from "./naming";
import { accountOf, partitionOf, regionOf, type Place } from "./location";
import type { Problem } from "./validationIssue";

/** A value by its path; of a list, each of its values. */
const each = (path: string, given: unknown): readonly (readonly [path: string, value: unknown])[] =>
    Array.isArray(given) ? given.map((value: unknown, i) => [`${path}[${String(i)}]`, value]) : [[path, given]];

/** What is of another partition, given by its ARN: no request ever names it. */
const ofOtherPartition = (path: string, value: unknown, place: Place | undefined): readonly Problem[] =>
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
        : [];

/**
 * A policy is attached within one account; what stands in another one must be granted there. Each partition has accounts,
 * and ARNs for the policies of AWS, of its own.
 */
export const foreignAccount = (path: string, given: unknown, identity: Identity | undefined): readonly Problem[] =>
    each(path, given).flatMap(([at, value]) => {
        const ofPartition = ofOtherPartition(at, value, identity?.place);
        if (ofPartition.length > 0) {
            return ofPartition;
        }
        const account = typeof value === "string" ? accountOf(value) : undefined;
        return identity === undefined || !account || account === "aws" || account === identity.place.accountId
            ? []
            : [
                  {
                      path: at,
                      value,
                      message: `is of account ${account}, but this stack stands in account ${identity.place.accountId}`,
                      fix: "Name one of this account, or give the component the provider of the other account.",
                  },
              ];
    });

/** What is of another Region, given by its ARN; a name is of the Region it is used in. */
const ofOtherRegion = (
    path: string,
    value: unknown,
    regions: readonly string[],
    standing: string,
): readonly Problem[] =>
    regions.length === 0 ||
    typeof value !== "string" ||
    !value.startsWith("arn:") ||
    ["", ...regions].includes(regionOf(value))
        ? []
        : [
              {
                  path,
                  value,
                  message: `is of Region ${regionOf(value)}, but ${standing} ${regions.join(" and ")}`,
                  fix: 'Name one of that Region, or set "region".',
              },
          ];

/**
 * What serves its own Region only would, in the documents of another Region, allow nothing, silently.
 *
 * @param standing what stands in a Region of its own, as the words before that Region's name.
 * @param further the Regions in which it stands, too.
 */
export const foreignRegion = (
    path: string,
    given: unknown,
    identity: Identity | undefined,
    standing = "the documents are of",
    further: readonly string[] = [],
): readonly Problem[] =>
    each(path, given).flatMap(([at, value]) =>
        ofOtherRegion(at, value, identity === undefined ? [] : [identity.place.region, ...further], standing),
    );

/** What is of another partition or Region. */
export const foreignPlace = (path: string, given: unknown, place: Place | undefined): readonly Problem[] =>
    each(path, given).flatMap(([at, value]) => {
        const ofPartition = ofOtherPartition(at, value, place);
        return ofPartition.length > 0
            ? ofPartition
            : ofOtherRegion(at, value, place === undefined ? [] : [place.region], "the documents are of");
    });
