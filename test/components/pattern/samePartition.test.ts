import * as assert from "node:assert/strict";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { checkConstraints } from "../../../components/pattern/constraints";
import { requireSamePartition } from "../../../components/pattern/samePartition";
import { kmsViaService } from "../../../components/statements/viaService";
import { domainOf, partitionOfRegion } from "../../../policypack/iam";
import { home } from "../../support/deploy";

const regions: readonly (readonly [region: string, partition: string, domain: string])[] = [
    ["eu-west-1", "aws", "amazonaws.com"],
    ["us-east-1", "aws", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-east-1", "aws-us-gov", "amazonaws.com"],
    ["us-iso-west-1", "aws-iso", "c2s.ic.gov"],
    ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"],
    ["eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk"],
    ["us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
];

describe("partitions", () => {
    for (const [region, partition, domain] of regions) {
        it(`include ${partition} for ${region}, with the domain ${domain}`, () => {
            assert.equal(partitionOfRegion(region), partition);
            assert.equal(domainOf(partition), domain);
            assert.deepEqual(requireSamePartition("region", region, { ...home, partition }), []);
        });
    }

    it("have the default domain if they are unknown", () => {
        assert.equal(domainOf("aws-new"), "amazonaws.com");
    });

    it("reject Regions of other partitions, with both partitions in the message", () => {
        assert.deepEqual(requireSamePartition("regions[0]", "cn-north-1", home), [
            {
                path: "regions[0]",
                value: "cn-north-1",
                message: "is a Region of partition aws-cn, but the component deploys to aws",
                fix: "Use a Region of this partition. Another partition needs its own account and stack.",
            },
        ]);
        assert.deepEqual(requireSamePartition("regions[0]", "cn-north-1", undefined), []);
    });

    it("are checked for every arg that is a Region, once the location is known", () => {
        const args = {
            region: "us-gov-west-1",
            furtherRegions: ["eu-central-1", "us-iso-east-1"],
            awsBuckets: { regions: ["cn-north-1"], suffixes: { "cn-north-1": { patchManager: "abc" } } },
        };
        assert.deepEqual(
            checkConstraints(hybridActivation.constraints, args, home).map(({ path }) => path),
            ["region", "furtherRegions[1]", "awsBuckets.regions[0]", "awsBuckets.suffixes.cn-north-1"],
        );
        assert.deepEqual(checkConstraints(hybridActivation.constraints, args), []);
    });

    it("with their own domain allow keys through services in both domains", () => {
        const secret = { ...home, partition: "aws-iso-b", region: "us-isob-east-1" };
        assert.deepEqual(kmsViaService(secret, "s3"), {
            StringEquals: {
                "kms:ViaService": ["s3.us-isob-east-1.amazonaws.com", "s3.us-isob-east-1.sc2s.sgov.gov"],
            },
        });
        assert.deepEqual(kmsViaService(home, "s3"), {
            StringEquals: { "kms:ViaService": ["s3.eu-west-1.amazonaws.com"] },
        });
    });
});
