import type { NamingScope } from "./naming";
import { accountOf, partitionOf, regionOf, type AwsLocation } from "./location";
import type { ValidationIssue } from "./validationIssue";

/** A value by its path; of a list, each of its values. */
const each = (path: string, given: unknown): readonly (readonly [path: string, value: unknown])[] =>
    Array.isArray(given) ? given.map((value: unknown, i) => [`${path}[${String(i)}]`, value]) : [[path, given]];

/** What is of another partition, given by its ARN: no request ever names it. */
const partitionIssues = (
    path: string,
    value: unknown,
    location: AwsLocation | undefined,
): readonly ValidationIssue[] =>
    location !== undefined &&
    typeof value === "string" &&
    value.startsWith("arn:") &&
    partitionOf(value) !== location.partition
        ? [
              {
                  path,
                  value,
                  message: `is of partition ${partitionOf(value)}, but this stack stands in ${location.partition}`,
                  fix: "Name one of this partition.",
              },
          ]
        : [];

/**
 * A policy is attached within one account; what stands in another one must be granted there. Each partition has accounts,
 * and ARNs for the policies of AWS, of its own.
 */
export const requireSameAccount = (
    path: string,
    given: unknown,
    scope: NamingScope | undefined,
): readonly ValidationIssue[] =>
    each(path, given).flatMap(([at, value]) => {
        const ofPartition = partitionIssues(at, value, scope?.location);
        if (ofPartition.length > 0) {
            return ofPartition;
        }
        const account = typeof value === "string" ? accountOf(value) : undefined;
        return scope === undefined || !account || account === "aws" || account === scope.location.accountId
            ? []
            : [
                  {
                      path: at,
                      value,
                      message: `is of account ${account}, but this stack stands in account ${scope.location.accountId}`,
                      fix: "Name one of this account, or give the component the provider of the other account.",
                  },
              ];
    });

/** What is of another Region, given by its ARN; a name is of the Region it is used in. */
const regionIssues = (
    path: string,
    value: unknown,
    regions: readonly string[],
    standing: string,
): readonly ValidationIssue[] =>
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
export const requireSameRegion = (
    path: string,
    given: unknown,
    scope: NamingScope | undefined,
    standing = "the documents are of",
    further: readonly string[] = [],
): readonly ValidationIssue[] =>
    each(path, given).flatMap(([at, value]) =>
        regionIssues(at, value, scope === undefined ? [] : [scope.location.region, ...further], standing),
    );

/** What is of another partition or Region. */
export const requireSameLocation = (
    path: string,
    given: unknown,
    location: AwsLocation | undefined,
): readonly ValidationIssue[] =>
    each(path, given).flatMap(([at, value]) => {
        const ofPartition = partitionIssues(at, value, location);
        return ofPartition.length > 0
            ? ofPartition
            : regionIssues(at, value, location === undefined ? [] : [location.region], "the documents are of");
    });
