import * as assert from "node:assert/strict";
import { titleIssue } from "../../tools/commitTitles";

describe("commit titles", () => {
    for (const title of [
        "feat: add DocumentAccess",
        "fix(rules): require OIDC subjects to name the organization",
        "refactor(components): name constraints, validation issues and scopes",
        "docs: `npm run new` writes the files of a pattern",
        "Merge branch 'main' into release",
        'Revert "feat: add DocumentAccess"',
        `test: ${"a".repeat(66)}`,
    ]) {
        it(`accept "${title.slice(0, 50)}"`, () => {
            assert.equal(titleIssue(title), undefined);
        });
    }

    for (const title of [
        "Take a subject for bound only where it names its organization",
        "feature: add DocumentAccess",
        "feat add DocumentAccess",
        "feat(Rules): add DocumentAccess",
        "feat: Add DocumentAccess",
        "feat: add DocumentAccess.",
        "feat: ",
        "",
        `test: ${"a".repeat(67)}`,
    ]) {
        it(`reject "${title.slice(0, 50)}"`, () => {
            assert.notEqual(titleIssue(title), undefined);
        });
    }
});
