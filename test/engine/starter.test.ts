import * as assert from "node:assert/strict";
import { SharedStack } from "./support/sharedStack";
import { existingGranteesOf } from "./support/stack";

describe("the starter in an account that has nothing", function () {
    const shared = new SharedStack(this, "starter");

    it("needs no user, group, role or document of the account", () => {
        assert.deepEqual(existingGranteesOf(shared.report), { users: [], groups: [], roles: [] });
        assert.deepEqual(shared.existed, []);
    });

    it("previews without violations, and creates nothing", () => shared.preview());

    it("is deployed by the first up", () => shared.make());

    it("then has no changes and no drift", () => shared.rest());

    it("leaves nothing behind when destroyed", () => shared.destroy());
});
