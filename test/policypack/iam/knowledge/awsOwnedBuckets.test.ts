/** The components grant access to exactly the AWS-owned buckets that the rules know. */
import * as assert from "node:assert/strict";
import { awsBucketNames } from "../../../../components/nodes/awsBuckets";
import { awsOwnedBuckets } from "../../../../policypack/iam";
import { evaluate } from "../../evaluate";

const region = "eu-south-2";
const granted = new Set([
    ...awsBucketNames(region, { bucketSet: "guide" }),
    ...awsBucketNames(region, { macOS: true }),
]);

const rulesAgainst = (bucket: string): readonly string[] =>
    evaluate("grant", {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` },
    }).map(({ rule }) => rule.name);

/** A bucket name may lack the `{suffix}` of its pattern: most Regions have none for snapshots. */
const isOf = (pattern: string, bucket: string): boolean =>
    bucket.startsWith(pattern.replace("{Region}", region).replace("-{suffix}", ""));

describe("the AWS-owned buckets that nodes read from", () => {
    it("are the same in the components and the policy pack", () => {
        assert.deepEqual(
            [...granted].filter((bucket) => !awsOwnedBuckets.some((pattern) => isOf(pattern, bucket))),
            [],
        );
        assert.deepEqual(
            awsOwnedBuckets.filter((pattern) => ![...granted].some((bucket) => isOf(pattern, bucket))),
            [],
        );
    });

    for (const bucket of granted) {
        it(`are allowed as ${bucket}, but not with a wildcard for the Region`, () => {
            const before = bucket.slice(0, bucket.indexOf(region));
            const open = before === "" ? bucket.replace(region, "*") : `${before}*`;
            assert.deepEqual([rulesAgainst(bucket), rulesAgainst(open)], [[], ["ssm-bucket-region-wildcard"]]);
        });
    }
});
