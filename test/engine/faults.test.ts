import * as assert from "node:assert/strict";
import { inWorld } from "./harness";
import { assertWhole, openedStack, stack, stackNames } from "./stack";
import type { Fault } from "./standin/provider";

/** Before AWS did the work, and after it: what the next run must make, and what it must not make twice. */
const faults: readonly (Fault & { readonly message: string })[] = [
    { operation: "create", type: "aws:iam/rolePolicy:RolePolicy", nth: 2, message: "Throttling: Rate exceeded" },
    {
        operation: "create",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        message: "RequestError: connection reset",
        afterwards: true,
    },
];

describe("a fault in the middle of an up", () => {
    for (const name of stackNames) {
        it(`of the stack ${name} is told, and the next up repairs it: nothing lost, nothing twice`, async function () {
            const { world, furnish } = await openedStack(name);
            await inWorld(this, world, async (opened) => {
                const before = furnish(opened);
                for (const fault of faults) {
                    opened.fail(fault);
                    const failed = await opened.up(stack);
                    assert.equal(failed.succeeded, false);
                    assert.ok(failed.output.includes(fault.message), failed.output);
                }
                opened.fail();
                const repaired = await opened.up(stack);
                assert.ok(repaired.succeeded, repaired.output);
                await assertWhole(opened, stack, before);
            });
        });
    }
});
