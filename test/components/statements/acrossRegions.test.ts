import * as assert from "node:assert/strict";
import { mergeAcrossRegions } from "../../../components/statements/acrossRegions";
import { allow } from "../../../policypack/iam";
import { home } from "../../support/deploy";

describe("statements for several Regions", () => {
    it("are those of one Region where there is one", () => {
        const statement = allow("A", ["ssm:GetDocument"], ["*"]);
        assert.deepEqual(
            mergeAcrossRegions(home, ["eu-west-1"], () => [statement]),
            [statement],
        );
    });

    it("name each value once, in resources and in conditions of one value", () => {
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
