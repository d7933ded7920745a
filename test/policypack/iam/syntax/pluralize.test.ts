import * as assert from "node:assert/strict";
import { pluralize } from "../../../../policypack/iam/syntax/pluralize";

describe("pluralize", () => {
    it("writes a noun in the singular only after 1", () => {
        assert.deepEqual(
            [0, 1, 2, 11].map((count) => pluralize(count, "export")),
            ["0 exports", "1 export", "2 exports", "11 exports"],
        );
    });

    it("writes an irregular plural as given", () => {
        assert.deepEqual(
            [pluralize(1, "entry", "entries"), pluralize(0, "entry", "entries")],
            ["1 entry", "0 entries"],
        );
    });
});
