import type { AwsBuckets } from "./awsBucketsArgs";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import { bucketArn, type AwsLocation } from "../pattern/location";
import type { Unverified } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";

type Args = Unwrap<AwsBuckets>;

/** The suffixes of the names of AWS-owned patch buckets in one Region. */
interface Suffixes {
    readonly patchManager: string;
    /** @default - the name ends with the Region. */
    readonly patchBaselineSnapshot?: string;
}

/**
 * The suffixes in all Regions that AWS lists, as of 2026-11-22. The bucket for macOS has the same suffix as the one for
 * Linux and Windows.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html
 */
export const awsBucketSuffixes: Readonly<Record<string, Suffixes>> = {
    "af-south-1": { patchManager: "bdd5f65a9", patchBaselineSnapshot: "tbxdb5b9" },
    "ap-east-1": { patchManager: "632356271" },
    "ap-east-2": { patchManager: "5a64b2916", patchBaselineSnapshot: "8947749e" },
    "ap-northeast-1": { patchManager: "4849fa78f" },
    "ap-northeast-2": { patchManager: "10467995c" },
    "ap-northeast-3": { patchManager: "67373598a" },
    "ap-south-1": { patchManager: "cb7c62ff9" },
    "ap-south-2": { patchManager: "32f4b4128", patchBaselineSnapshot: "50209442" },
    "ap-southeast-1": { patchManager: "7fdfd9ef7" },
    "ap-southeast-2": { patchManager: "17283a275" },
    "ap-southeast-3": { patchManager: "aa48fc462", patchBaselineSnapshot: "be0a3174" },
    "ap-southeast-4": { patchManager: "01e2c40d3", patchBaselineSnapshot: "dc6f76ce" },
    "ap-southeast-5": { patchManager: "dcb42f3e3" },
    "ap-southeast-6": { patchManager: "df0d3a7f2", patchBaselineSnapshot: "62f446f2" },
    "ap-southeast-7": { patchManager: "c707c017a", patchBaselineSnapshot: "1699f14f" },
    "ca-central-1": { patchManager: "3148e69e3" },
    "ca-west-1": { patchManager: "9e3a4b2f9" },
    "eu-central-1": { patchManager: "9163fdaaf" },
    "eu-central-2": { patchManager: "184ce43c8" },
    "eu-north-1": { patchManager: "795879e9b" },
    "eu-south-1": { patchManager: "c52f3f594" },
    "eu-south-2": { patchManager: "a4cf248b1", patchBaselineSnapshot: "df2c9d70" },
    "eu-west-1": { patchManager: "5522fb710" },
    "eu-west-2": { patchManager: "902a2bc74" },
    "eu-west-3": { patchManager: "29bf85721" },
    "il-central-1": { patchManager: "e221cb57b" },
    "me-central-1": { patchManager: "2932f2f80" },
    "me-south-1": { patchManager: "a53fc9dce", patchBaselineSnapshot: "uduvl7q8" },
    "mx-central-1": { patchManager: "396b275ad", patchBaselineSnapshot: "ed0da79c" },
    "sa-east-1": { patchManager: "ddf4b6a09" },
    "us-east-1": { patchManager: "1970c647d" },
    "us-east-2": { patchManager: "552881074" },
    "us-west-1": { patchManager: "8badb4304" },
    "us-west-2": { patchManager: "34d7f99f8" },
};

/** The suffixes of a Region: those of the args, then those that AWS lists. */
const suffixesOf = (region: string, { suffixes = {} }: Args): Partial<Suffixes> => ({
    ...awsBucketSuffixes[region],
    ...suffixes[region],
});

const withSuffix = (name: string, suffix: string | undefined): string =>
    suffix === undefined ? name : `${name}-${suffix}`;

/** The buckets in both bucket sets. */
const commonBuckets = (region: string, args: Args): readonly string[] => [
    `aws-ssm-${region}`,
    `aws-windows-downloads-${region}`,
    `amazon-ssm-${region}`,
    `${region}-birdwatcher-prod`,
    withSuffix(`patch-baseline-snapshot-${region}`, suffixesOf(region, args).patchBaselineSnapshot),
];

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html */
const guide = (region: string): readonly string[] => [
    `amazon-ssm-packages-${region}`,
    `aws-ssm-distributor-file-${region}`,
    `aws-ssm-document-attachments-${region}`,
];

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html */
const patchManager = (region: string, args: Args): readonly string[] => {
    const suffix = suffixesOf(region, args).patchManager;
    return suffix === undefined
        ? []
        : [
              `aws-patch-manager-${region}-${suffix}`,
              ...(args.macOS === true ? [`aws-patchmanager-macos-${region}-${suffix}`] : []),
          ];
};

/** The names of the AWS-owned buckets that nodes download from. `region` is the Region of the component. */
export const awsBucketNames = (region: string, args: Args): readonly string[] =>
    [...new Set(args.regions ?? [region])].flatMap((one) => [
        ...commonBuckets(one, args),
        ...(args.bucketSet === "guide" ? guide(one) : patchManager(one, args)),
    ]);

/**
 * The names of the AWS-owned buckets that users' requests access: the document categories, which Systems Manager reads
 * on behalf of users who list documents, and the Session Manager plugin.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/data-perimeters.html
 */
export const awsBucketNamesOfPeople = (region: string, { regions = [region] }: Args): readonly string[] => [
    ...[...new Set(regions)].map((one) => `ssm-document-categories-${one}`),
    "session-manager-downloads",
];

/** The ARNs of all objects in these buckets. */
export const awsBucketArns = (location: AwsLocation, args: Args): readonly string[] =>
    awsBucketNames(location.region, args).map((name) => bucketArn(location, name, "*"));

/** AWS lists its patch buckets for the partition `aws` only. */
export const unverifiedAwsBuckets: Unverified = {
    fact: "AWS lists the suffixes of its patch buckets for Regions of the partition aws, but not for China, GovCloud and other partitions.",
    arg: "awsBuckets.suffixes",
    check: "Patch a node behind a VPC endpoint in such a Region. The access denied error names the bucket.",
};

const suffix = { description: "a suffix: 1 to 32 lower-case letters or digits", pattern: "[a-z0-9]{1,32}" };

export const awsBucketsConstraints: Constraints<Args> = {
    properties: {
        bucketSet: { description: '"current" or "guide"', pattern: "current|guide" },
        regions: { atLeast: 1, each: limit.region },
        suffixes: {
            atLeast: 1,
            keys: limit.region,
            values: {
                properties: { patchManager: suffix, patchBaselineSnapshot: suffix },
                groups: [{ rule: "atLeastOne", of: ["patchManager", "patchBaselineSnapshot"] }],
            },
        },
    },
};

/**
 * Reports options for buckets that are not in use.
 *
 * @param defaultRegions the Regions in use if `regions` is not set; undefined while they are unknown.
 */
export const awsBucketsIssues = (
    args: Args | undefined,
    path: string,
    defaultRegions?: readonly string[],
): readonly ValidationIssue[] => {
    if (args === undefined) {
        return [];
    }
    const regions = args.regions ?? defaultRegions;
    const unusedMacOS = args.bucketSet === "guide" && args.macOS === true;
    return [
        ...(unusedMacOS
            ? [
                  {
                      path: `${path}.macOS`,
                      value: true,
                      message: 'is for a bucket that the bucket set "guide" does not include',
                      fix: 'Remove it, or use the bucket set "current".',
                  },
              ]
            : []),
        ...Object.keys(args.suffixes ?? {})
            .filter((one) => regions !== undefined && !regions.includes(one))
            .map((one) => ({
                path: `${path}.suffixes.${one}`,
                message: `is for a Region other than those in use: ${(regions ?? []).join(", ")}`,
                fix: `Remove it, or add "${one}" to ${path}.regions.`,
            })),
        ...(args.macOS !== true || unusedMacOS
            ? []
            : (regions ?? [])
                  .filter((one) => suffixesOf(one, args).patchManager === undefined)
                  .map((one) => ({
                      path: `${path}.macOS`,
                      value: true,
                      message: `needs the suffix of the bucket name, which AWS does not list for ${one}`,
                      fix: `Set ${path}.suffixes.${one}.patchManager, or remove "macOS".`,
                  }))),
    ];
};
