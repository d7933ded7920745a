/** What the components grant and what the law warns of are the same buckets of AWS. */
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

/** `{suffix}` may be missing from a form, since most Regions have none for snapshots. */
const isOf = (form: string, bucket: string): boolean =>
    bucket.startsWith(form.replace("{Region}", region).replace("-{suffix}", ""));

describe("the buckets of AWS that nodes fetch from", () => {
    it("are those whose names the law knows, all of them", () => {
        assert.deepEqual(
            [...granted].filter((bucket) => !awsOwnedBuckets.some((form) => isOf(form, bucket))),
            [],
        );
        assert.deepEqual(
            awsOwnedBuckets.filter((form) => ![...granted].some((bucket) => isOf(form, bucket))),
            [],
        );
    });

    for (const bucket of granted) {
        it(`${bucket} may be granted, and not with its Region left open`, () => {
            const before = bucket.slice(0, bucket.indexOf(region));
            const open = before === "" ? bucket.replace(region, "*") : `${before}*`;
            assert.deepEqual([rulesAgainst(bucket), rulesAgainst(open)], [[], ["ssm-bucket-region-wildcard"]]);
        });
    }
});
