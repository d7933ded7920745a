import * as assert from "node:assert/strict";
import type { PreviewReport } from "../../program/preview/report";
import { inWorld, type EngineWorld } from "./harness";
import { currentPack } from "./policyPack";
import {
    assertQuiet,
    documentsOf,
    offlinePreview,
    seedDocuments,
    stack,
    stackFile,
    surroundingsOf,
    withKnown,
    withoutProviders,
} from "./stack";

const rolesOf = (world: EngineWorld): readonly string[] =>
    world
        .existing("aws:iam/role:Role")
        .map(({ id }) => id)
        .sort();

/** Whatever the stack made is gone, and what was there before it is there still. */
const assertGone = async (world: EngineWorld, report: PreviewReport): Promise<void> => {
    assert.deepEqual(await world.state(), []);
    const { users, groups, roles } = surroundingsOf(report);
    const left = world.everything().map(({ type, id }) => `${type} ${id}`);
    const before = [
        ...users.map((name) => `aws:iam/user:User ${name}`),
        ...groups.map((name) => `aws:iam/group:Group ${name}`),
        ...roles.map((name) => `aws:iam/role:Role ${name}`),
        ...documentsOf(report).map((name) => `aws:ssm/document:Document ${name}`),
    ];
    assert.deepEqual(left.sort(), [...new Set(before)].sort());
};

for (const [name, isProtected] of [
    ["dev", false],
    ["prod", true],
] as const) {
    describe(`the stack ${name}, with the policy pack enforced`, () => {
        it("is made as the offline preview says, is stable, and leaves nothing when it goes", async function () {
            const report = await offlinePreview(name);
            const world = {
                stack: name,
                stackFile: stackFile(name),
                policyPacks: [await currentPack()],
                ...surroundingsOf(report),
            };
            await inWorld(this, world, async (opened) => {
                seedDocuments(opened, documentsOf(report));

                const preview = await opened.preview(stack);
                assertQuiet(preview);
                assert.deepEqual(preview.changes, { create: report.resources.length });

                const up = await opened.up(stack);
                assertQuiet(up);
                assert.deepEqual(up.changes, preview.changes);
                const outputs = Object.fromEntries(Object.entries(up.outputs).map(([key, { value }]) => [key, value]));
                assert.deepEqual(outputs, withKnown(report.outputs, outputs));
                const made = withoutProviders(await opened.state());
                assert.deepEqual(made.map(({ urn }) => urn).sort(), report.resources.map(({ urn }) => urn).sort());

                const again = await opened.preview(stack);
                assertQuiet(again);
                assert.deepEqual(again.changes, { same: report.resources.length }, again.output);

                const refresh = await opened.refresh();
                assertQuiet(refresh);
                assert.deepEqual(refresh.changes, { same: report.resources.length }, refresh.output);

                if (isProtected) {
                    const roles = rolesOf(opened);
                    const refused = await opened.destroy();
                    assert.equal(refused.succeeded, false);
                    assert.match(refused.output, /is protected/);
                    // What is not protected may go, as Pulumi has it; no role does.
                    assert.deepEqual(rolesOf(opened), roles);
                    await opened.unprotect();
                }
                const destroy = await opened.destroy();
                assertQuiet(destroy);
                await assertGone(opened, report);
            });
        });
    });
}
