import { arnParts } from "../../policypack/iam";
import type { NamingScope } from "./naming";
import { accountOf, regionOf, type AwsLocation } from "./location";
import type { ValidationIssue } from "./validationIssue";

/** The value with its path, or each element of a list with its path. */
const each = (path: string, given: unknown): readonly (readonly [path: string, value: unknown])[] =>
    Array.isArray(given) ? given.map((value: unknown, i) => [`${path}[${String(i)}]`, value]) : [[path, given]];

/** Reports an ARN in another partition. No request can ever match it. */
const partitionIssues = (
    path: string,
    value: unknown,
    location: AwsLocation | undefined,
): readonly ValidationIssue[] => {
    const partition = typeof value === "string" ? arnParts(value)?.partition : undefined;
    return location === undefined || partition === undefined || partition === location.partition
        ? []
        : [
              {
                  path,
                  value,
                  message: `is in partition ${partition}, but the component deploys to ${location.partition}`,
                  fix: "Use an ARN in this partition.",
              },
          ];
};

/**
 * Reports ARNs in another account or partition. A policy can only be attached to principals of its own account, and
 * each partition has its own accounts and its own ARNs for AWS managed policies.
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
                      message: `is in account ${account}, but the component deploys to account ${scope.location.accountId}`,
                      fix: "Use an ARN in this account, or pass the component a provider for the other account.",
                  },
              ];
    });

/** Reports an ARN in another Region. A name always refers to the Region in which it is used. */
const regionIssues = (
    path: string,
    value: unknown,
    regions: readonly string[],
    subject: string,
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
                  message: `is in Region ${regionOf(value)}, but ${subject} ${regions.join(" and ")}`,
                  fix: 'Use an ARN in that Region, or set "region".',
              },
          ];

/**
 * Reports ARNs of regional resources in another Region. A regional resource named in another Region's policy grants
 * nothing, and AWS reports no error.
 *
 * @param subject the words of the message before the expected Regions.
 * @param furtherRegions allowed Regions besides that of the location.
 */
export const requireSameRegion = (
    path: string,
    given: unknown,
    scope: NamingScope | undefined,
    subject = "the policies are for",
    furtherRegions: readonly string[] = [],
): readonly ValidationIssue[] =>
    each(path, given).flatMap(([at, value]) =>
        regionIssues(at, value, scope === undefined ? [] : [scope.location.region, ...furtherRegions], subject),
    );

/** Reports ARNs in another partition or Region. */
export const requireSameLocation = (
    path: string,
    given: unknown,
    location: AwsLocation | undefined,
): readonly ValidationIssue[] =>
    each(path, given).flatMap(([at, value]) => {
        const ofPartition = partitionIssues(at, value, location);
        return ofPartition.length > 0
            ? ofPartition
            : regionIssues(at, value, location === undefined ? [] : [location.region], "the policies are for");
    });
