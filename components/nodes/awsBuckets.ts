import type { AwsBuckets } from "./awsBucketsArgs";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import { bucketArn, type AwsLocation } from "../pattern/location";
import type { Unverified } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";

type Args = Unwrap<AwsBuckets>;

/** What the names of AWS's patch buckets end in; the day it was read stands beside it. */
interface Suffixes {
    readonly patchManager: string;
    /** @default - the name ends with the Region. */
    readonly patchBaselineSnapshot?: string;
}

/**
 * Every Region that AWS lists, read on 2026-11-22. The bucket for macOS ends as that for Linux and Windows does.
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

/** What the names of a Region end in, as far as anybody says. */
const suffixesOf = (region: string, { suffixes = {} }: Args): Partial<Suffixes> => ({
    ...awsBucketSuffixes[region],
    ...suffixes[region],
});

const ending = (name: string, suffix: string | undefined): string =>
    suffix === undefined ? name : `${name}-${suffix}`;

/** What both lists of AWS have. */
const always = (region: string, args: Args): readonly string[] => [
    `aws-ssm-${region}`,
    `aws-windows-downloads-${region}`,
    `amazon-ssm-${region}`,
    `${region}-birdwatcher-prod`,
    ending(`patch-baseline-snapshot-${region}`, suffixesOf(region, args).patchBaselineSnapshot),
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

/** The names of AWS's buckets that a node fetches from, each with its Region; `region` is that of the component. */
export const awsBucketNames = (region: string, args: Args): readonly string[] =>
    [...new Set(args.regions ?? [region])].flatMap((one) => [
        ...always(one, args),
        ...(args.bucketSet === "guide" ? guide(one) : patchManager(one, args)),
    ]);

/**
 * The names of AWS's buckets that people's own requests lead to: the categories of documents, which Systems Manager reads for
 * who looks at documents, and the plugin that opens sessions.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/data-perimeters.html
 */
export const awsBucketNamesOfPeople = (region: string, { regions = [region] }: Args): readonly string[] => [
    ...[...new Set(regions)].map((one) => `ssm-document-categories-${one}`),
    "session-manager-downloads",
];

/** The ARNs of all that these buckets hold. */
export const awsBucketArns = (location: AwsLocation, args: Args): readonly string[] =>
    awsBucketNames(location.region, args).map((name) => bucketArn(location, name, "*"));

/** AWS's table of patch buckets ends at the partition `aws`. */
export const unverifiedAwsBuckets: Unverified = {
    fact: "AWS lists what its patch buckets end in for the Regions of the partition aws; for China, GovCloud and others it does not.",
    arg: "awsBuckets.suffixes",
    check: "Patch a node behind an endpoint in such a Region. What is denied names the bucket.",
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
 * Args about buckets that are not among those asked for.
 *
 * @param standing the Regions that are asked for where none are named.
 */
export const awsBucketsIssues = (
    args: Args | undefined,
    path: string,
    standing?: readonly string[],
): readonly ValidationIssue[] => {
    if (args === undefined) {
        return [];
    }
    const regions = args.regions ?? standing;
    const idle = args.bucketSet === "guide" && args.macOS === true;
    return [
        ...(idle
            ? [
                  {
                      path: `${path}.macOS`,
                      value: true,
                      message: 'is about a bucket that the set "guide" does not have',
                      fix: 'Take it away, or take the set "current".',
                  },
              ]
            : []),
        ...Object.keys(args.suffixes ?? {})
            .filter((one) => regions !== undefined && !regions.includes(one))
            .map((one) => ({
                path: `${path}.suffixes.${one}`,
                message: `is of a Region whose buckets are not asked for: ${(regions ?? []).join(", ")}`,
                fix: `Take it away, or add "${one}" to ${path}.regions.`,
            })),
        ...(args.macOS !== true || idle
            ? []
            : (regions ?? [])
                  .filter((one) => suffixesOf(one, args).patchManager === undefined)
                  .map((one) => ({
                      path: `${path}.macOS`,
                      value: true,
                      message: `needs what the bucket's name ends in, which AWS does not list for ${one}`,
                      fix: `Give ${path}.suffixes.${one}.patchManager, or take "macOS" away.`,
                  }))),
    ];
};
