import {
    arnParts,
    hasAction,
    hasWildcard,
    isDenied,
    matches,
    awsOwnedBuckets,
    requiresKey,
    toStatementJson,
    writtenText,
    type PolicyModel,
    type PolicyString,
    type StatementModel,
} from "../../iam";
import { placeholders } from "../shared/placeholders";
import { statementReplacement } from "../shared/statementReplacement";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";

const actions = ["s3:getobject", "s3:putobject"];

/**
 * Reports wildcards in the Region of AWS-owned bucket names. Bucket names are global, so such a pattern also matches
 * buckets that others create.
 */
export const ssmBucketRegionWildcard: DocumentRule<"anyRegion"> = {
    name: "ssm-bucket-region-wildcard",
    on: "document",
    level: "advisory",
    severity: "medium",
    description: "IAM policies should name AWS-owned buckets with their Region.",
    remediationSteps: "List the bucket ARN of each Region in use, without a wildcard for the Region.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html",
    messages: {
        anyRegion: {
            message: "{resource} has a wildcard for the Region of an AWS-owned bucket",
            reason: "Anyone can create a bucket with a matching name, and nodes could read from it or write to it.",
            fix: "Name the bucket of each Region in use.",
        },
    },
    appliesTo: ["grant"],
    actions,
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && actions.some((action) => hasAction(one, action)))
            .filter((one) => !ownerKeys.some((key) => requiresKey(one.conditions, key)))
            .flatMap((one) => reportsOn(document, one, settings)),
};

/** Condition keys that restrict the owner of the bucket. */
const ownerKeys = ["s3:resourceaccount", "aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"];

/** Regions of every geography and partition. */
const regions =
    "us-east-1 us-west-2 ca-central-1 mx-central-1 sa-east-1 eu-west-1 eu-central-1 eu-north-1 eu-south-1 il-central-1 " +
    "me-south-1 me-central-1 af-south-1 ap-east-1 ap-south-1 ap-northeast-1 ap-southeast-2 cn-north-1 cn-northwest-1 " +
    "us-gov-west-1 us-gov-east-1";

/** The Regions, and for each two names that AWS does not use: another number, and another place in the geography. */
const regionNames = new Set(
    regions.split(" ").flatMap((region) => [region, region.replace(/\d$/, "9"), region.replace(/-.*/, "-other-1")]),
);

/** The bucket name or pattern in an S3 ARN. */
const bucketOf = ({ text }: PolicyString): string => {
    const parts = arnParts(text);
    return parts !== undefined && matches(parts.service, "s3") ? (parts.resource.split("/", 1)[0] ?? "") : "";
};

/** Whether the pattern contains the fixed part of the AWS-owned bucket's name: other patterns match any bucket. */
const targetsOwned = (bucket: string, owned: string): boolean => {
    const [before = "", after = ""] = owned.split("{Region}");
    const fixed = before === "" ? after : before.slice(0, -1);
    return before === "" ? bucket.endsWith(fixed) : bucket.startsWith(fixed);
};

/** The AWS-owned bucket name whose Region the pattern does not restrict, if any. */
const ownedBucketOf = (word: PolicyString): string | undefined => {
    const bucket = bucketOf(word);
    return hasWildcard(bucket)
        ? awsOwnedBuckets.find((owned) => targetsOwned(bucket, owned) && spansRegions(bucket, owned))
        : undefined;
};

const spansRegions = (bucket: string, owned: string): boolean =>
    [...regionNames].filter((region) =>
        matches(bucket, owned.replace("{Region}", region).replace("{suffix}", "1970c647d")),
    ).length > 1;

const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    options: RuleOptions,
): readonly Report<"anyRegion">[] => {
    const found = new Map(
        statement.resources
            .filter((word) => !isDenied(document, { ...statement, resources: [word] }))
            .flatMap((word) => {
                const owned = ownedBucketOf(word);
                return owned === undefined ? [] : [[word, owned] as const];
            }),
    );
    if (found.size === 0) {
        return [];
    }
    const { partition, region } = placeholders(document, options);
    const inRegion = (word: PolicyString): readonly PolicyString[] => {
        const bucket = found
            .get(word)
            ?.replace("{Region}", region === "*" ? "REGION" : region)
            .replace("{suffix}", "SUFFIX");
        return bucket === undefined
            ? [word]
            : objectsOf(word).map((objects) => ({
                  path: word.path,
                  text: `arn:${partition}:s3:::${bucket}${objects}`,
              }));
    };
    const replacement = statementReplacement(document, statement, options, () => ({
        statements: [
            toStatementJson({
                ...statement,
                resources: [
                    ...new Map(statement.resources.flatMap(inRegion).map((word) => [word.text, word])).values(),
                ],
            }),
        ],
        placeholders: ["REGION", "SUFFIX"],
    }));
    return [...found.keys()].map((word) => ({
        path: word.path,
        identity: word.text,
        messageId: "anyRegion",
        data: { resource: writtenText(word) },
        replacement,
    }));
};

/** What follows the bucket in an S3 ARN; a pattern without a path matches the bucket and its objects. */
const objectsOf = ({ text }: PolicyString): readonly string[] => {
    const resource = arnParts(text)?.resource ?? "";
    const slash = resource.indexOf("/");
    if (slash !== -1) {
        return [resource.slice(slash)];
    }
    return resource.endsWith("*") ? ["", "/*"] : [""];
};
