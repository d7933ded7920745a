import * as iam from "../../../policypack/iam";
import { holdToWords } from "./assertBuild";
import { holdToTables } from "./assertKnowledge";

describe("documents", () => {
    it("are built, and tell what they do, in these words", () => {
        holdToWords(iam);
    });

    it("are made of names, operators and keys that are known", () => {
        holdToTables(iam);
    });
});
