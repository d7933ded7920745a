import * as iam from "../../../policypack/iam";
import { holdToWords } from "./assertBuild";
import { holdToTables } from "./assertKnowledge";

describe("the IAM module", () => {
    it("builds documents and analyzes what they grant", () => {
        holdToWords(iam);
    });

    it("knows ARNs, service principals, operators and condition keys", () => {
        holdToTables(iam);
    });
});
