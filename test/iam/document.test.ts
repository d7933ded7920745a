import * as iam from "../../policypack/iam";
import { holdToWords } from "./built";

describe("documents", () => {
    it("are built, and tell what they do, in these words", () => {
        holdToWords(iam);
    });
});
