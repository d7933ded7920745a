import {
    arnParts,
    hasAction,
    hasWildcard,
    isDenied,
    matches,
    awsOwnedBuckets,
    requiresKey,
    type PolicyString,
} from "../../iam";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";

/** Bucket names are global, so a pattern in the place of the Region lets strangers' buckets match. */
export const ssmBucketRegionWildcard: Rule = {
    name: "ssm-bucket-region-wildcard",
    level: "advisory",
    severity: "medium",
    description: "A policy for nodes should name the buckets of AWS with their Region.",
    remediationSteps: "Repeat the ARN for each Region that is used, with the Region written out.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html",
    appliesTo: ["grant"],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && actions.some((action) => hasAction(one, action)))
            .filter((one) => !ownerKeys.some((key) => requiresKey(one.conditions, key)))
            .flatMap((one) =>
                one.resources
                    .filter((word) => !isDenied(document, { ...one, resources: [word] }))
                    .flatMap((word) => finding(word, settings)),
            ),
};

const actions = ["s3:getobject", "s3:putobject"];

/** Each of them says whose the bucket must be. */
const ownerKeys = ["s3:resourceaccount", "aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"];

/** Regions of every continent and partition. */
const regions =
    "us-east-1 us-west-2 ca-central-1 mx-central-1 sa-east-1 eu-west-1 eu-central-1 eu-north-1 eu-south-1 il-central-1 " +
    "me-south-1 me-central-1 af-south-1 ap-east-1 ap-south-1 ap-northeast-1 ap-southeast-2 cn-north-1 cn-northwest-1 " +
    "us-gov-west-1 us-gov-east-1";

/** With names that AWS has not taken, beside each: another number, and another place of the continent. */
const places = new Set(
    regions.split(" ").flatMap((region) => [region, region.replace(/\d$/, "9"), region.replace(/-.*/, "-other-1")]),
);

/** The bucket an ARN of S3 names, or its pattern. */
const bucketOf = ({ text }: PolicyString): string => {
    const parts = arnParts(text);
    return parts !== undefined && matches(parts.service, "s3") ? (parts.resource.split("/", 1)[0] ?? "") : "";
};

/** What stands before the Region; it is what makes a pattern one of these buckets rather than any bucket. */
const meansOwned = (bucket: string, owned: string): boolean => {
    const [before = "", after = ""] = owned.split("{Region}");
    const fixed = before === "" ? after : before.slice(0, -1);
    return before === "" ? bucket.endsWith(fixed) : bucket.startsWith(fixed);
};

/** The form of name that a pattern leaves the Region of open, if it does. */
const spannedBy = (word: PolicyString): string | undefined => {
    const bucket = bucketOf(word);
    return hasWildcard(bucket)
        ? awsOwnedBuckets.find((owned) => meansOwned(bucket, owned) && spans(bucket, owned))
        : undefined;
};

const spans = (bucket: string, owned: string): boolean =>
    [...places].filter((region) => matches(bucket, owned.replace("{Region}", region).replace("{suffix}", "1970c647d")))
        .length > 1;

const finding = (word: PolicyString, { partition = "aws", region = "REGION" }: RuleOptions): readonly Violation[] => {
    const owned = spannedBy(word);
    if (owned === undefined) {
        return [];
    }
    const name = owned.replace("{Region}", region).replace("{suffix}", "SUFFIX");
    return [
        {
            path: word.path,
            message: `${word.text}, which leaves the Region of a bucket of AWS open`,
            reason: "Nodes would trust, and send to, any bucket that a stranger gives a name of this form.",
            fix: `"Resource": "arn:${partition}:s3:::${name}/*"`,
        },
    ];
};
