import * as iam from "../../policypack/iam";
import { holdToWords } from "./built";
import { holdToTables } from "./tables";

describe("documents", () => {
    it("are built, and tell what they do, in these words", () => {
        holdToWords(iam);
    });

    it("are made of names, operators and keys that are known", () => {
        holdToTables(iam);
    });
});
