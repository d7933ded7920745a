import * as assert from "node:assert/strict";
import { isAccessLevel } from "../../../components/pattern/children";
import { patterns } from "../../../components/patterns";
import { levelPatterns } from "../../../components/team/levels";

describe("the access levels of a team", () => {
    it("are those of every pattern that has some", () => {
        assert.deepEqual(
            Object.values(levelPatterns)
                .map(({ component }) => component)
                .sort(),
            patterns
                .filter(({ children }) => Object.values(children).some((child) => isAccessLevel(child)))
                .map(({ component }) => component)
                .sort(),
        );
    });
});
