import * as assert from "node:assert/strict";
import { inWorld, type EngineWorld } from "./harness";
import {
    documentsOf,
    offlinePreview,
    seedDocuments,
    stack,
    stackFile,
    surroundingsOf,
    withoutProviders,
} from "./stack";
import type { Fault } from "./standin/provider";

/** Before AWS did the work, and after it: what the next run must make, and what it must not make twice. */
const faults: readonly Fault[] = [
    { operation: "create", type: "aws:iam/rolePolicy:RolePolicy", nth: 2, message: "Throttling: Rate exceeded" },
    {
        operation: "create",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        message: "RequestError: connection reset",
        afterwards: true,
    },
];

const listed = (world: EngineWorld): readonly string[] =>
    world
        .everything()
        .map(({ type, id }) => `${type} ${id}`)
        .sort();

describe("a fault in the middle of an up", () => {
    it("is told, and the next up repairs it: nothing lost, nothing twice", async function () {
        const report = await offlinePreview("dev");
        const world = { stack: "dev", stackFile: stackFile("dev"), ...surroundingsOf(report) };
        await inWorld(this, world, async (opened) => {
            seedDocuments(opened, documentsOf(report));
            const before = listed(opened);

            for (const fault of faults) {
                opened.fail(fault);
                const failed = await opened.up(stack);
                assert.equal(failed.succeeded, false);
                assert.ok(failed.output.includes(fault.message), failed.output);
            }
            opened.fail();
            const repaired = await opened.up(stack);
            assert.ok(repaired.succeeded, repaired.output);

            const made = withoutProviders(await opened.state());
            assert.deepEqual(made.map(({ urn }) => urn).sort(), report.resources.map(({ urn }) => urn).sort());
            const owned = made
                .filter(({ type }) => type.startsWith("aws:"))
                .map(({ type, id = "" }) => `${type} ${id}`);
            assert.deepEqual(listed(opened), [...before, ...owned].sort());

            const again = await opened.preview(stack);
            assert.deepEqual(Object.keys(again.changes), ["same"], again.output);
        });
    });
});
