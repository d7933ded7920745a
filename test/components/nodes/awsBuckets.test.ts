import * as assert from "node:assert/strict";
import { awsBucketArns, awsBucketNames, awsBucketSuffixes } from "../../../components/nodes/awsBuckets";
import { home } from "../../support/deploy";

describe("AWS-owned buckets", () => {
    it("are by default those of the page about SSM Agent, in the Region of the component", () => {
        assert.deepEqual(awsBucketNames("eu-central-1", {}), [
            "aws-ssm-eu-central-1",
            "aws-windows-downloads-eu-central-1",
            "amazon-ssm-eu-central-1",
            "eu-central-1-birdwatcher-prod",
            "patch-baseline-snapshot-eu-central-1",
            "aws-patch-manager-eu-central-1-9163fdaaf",
        ]);
    });

    it("are those of the page about instance permissions with the bucket set guide", () => {
        assert.deepEqual(awsBucketNames("us-east-2", { bucketSet: "guide" }), [
            "aws-ssm-us-east-2",
            "aws-windows-downloads-us-east-2",
            "amazon-ssm-us-east-2",
            "us-east-2-birdwatcher-prod",
            "patch-baseline-snapshot-us-east-2",
            "amazon-ssm-packages-us-east-2",
            "aws-ssm-distributor-file-us-east-2",
            "aws-ssm-document-attachments-us-east-2",
        ]);
    });

    it("are listed once per Region, in the partition of the location", () => {
        const names = awsBucketNames("eu-west-1", { regions: ["eu-west-1", "us-east-1", "eu-west-1"] });
        assert.equal(new Set(names).size, names.length);
        assert.equal(names.length, 12);
        const china = { ...home, partition: "aws-cn", region: "cn-north-1" };
        assert.deepEqual(awsBucketArns(china, {}), [
            "arn:aws-cn:s3:::aws-ssm-cn-north-1/*",
            "arn:aws-cn:s3:::aws-windows-downloads-cn-north-1/*",
            "arn:aws-cn:s3:::amazon-ssm-cn-north-1/*",
            "arn:aws-cn:s3:::cn-north-1-birdwatcher-prod/*",
            "arn:aws-cn:s3:::patch-baseline-snapshot-cn-north-1/*",
        ]);
    });

    it("have the suffixes of the args before those that AWS lists", () => {
        const suffixes = { "cn-north-1": { patchManager: "a1" }, "eu-west-1": { patchBaselineSnapshot: "b2" } };
        const names = awsBucketNames("eu-west-1", { regions: ["cn-north-1", "eu-west-1"], suffixes });
        assert.ok(names.includes("aws-patch-manager-cn-north-1-a1"));
        assert.ok(names.includes("patch-baseline-snapshot-eu-west-1-b2"));
        assert.ok(names.includes("aws-patch-manager-eu-west-1-5522fb710"));
    });

    it("never have a wildcard instead of the Region, in any Region that AWS lists", () => {
        for (const [region, { patchManager, patchBaselineSnapshot }] of Object.entries(awsBucketSuffixes)) {
            assert.match(region, /^[a-z]{2}-[a-z]+-\d$/);
            assert.match(patchManager, /^[0-9a-f]{9}$/);
            assert.match(patchBaselineSnapshot ?? "none", /^[a-z0-9]{4,8}$/);
            for (const name of awsBucketNames(region, { macOS: true })) {
                assert.match(name, /^[a-z0-9-]{3,63}$/);
                assert.ok(name.includes(region), name);
            }
        }
    });
});
