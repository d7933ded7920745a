import * as assert from "node:assert/strict";
import { mergeAcrossRegions } from "../../../components/statements/acrossRegions";
import { allow } from "../../../policypack/iam";
import { home } from "../../support/deploy";

describe("mergeAcrossRegions", () => {
    it("returns the statements of a single Region unchanged", () => {
        const statement = allow("A", ["ssm:GetDocument"], ["*"]);
        assert.deepEqual(
            mergeAcrossRegions(home, ["eu-west-1"], () => [statement]),
            [statement],
        );
    });

    it("merges resources and condition values without duplicates", () => {
        assert.deepEqual(
            mergeAcrossRegions(home, ["a", "b", "a"], ({ region }) => [
                allow("A", ["s3:GetObject"], [`arn:${region}`, "*"], { StringEquals: { same: "x", other: region } }),
            ]),
            [
                allow("A", ["s3:GetObject"], ["arn:a", "*", "arn:b"], {
                    StringEquals: { same: ["x"], other: ["a", "b"] },
                }),
            ],
        );
    });
});
