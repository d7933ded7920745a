import * as assert from "node:assert/strict";
import { inWorld } from "./support/harness";
import { currentPack } from "./support/policyPack";
import { releasedConfig, releasedState } from "./support/releasedState";
import { stack } from "./support/stack";

/** What an upgrade may do: update existing resources and create new ones. */
const allowedOps = ["same", "update", "create"];

describe("an upgrade", () => {
    it("replaces and deletes nothing that the released program created", async function () {
        const world = { stack: "dev", stackFile: releasedConfig, policyPacks: [await currentPack()] };
        await inWorld(this, world, async (opened) => {
            await opened.takeOver(releasedState());
            const before = await opened.state();

            const preview = await opened.preview(stack);
            assert.ok(preview.succeeded, preview.output);
            assert.deepEqual(
                Object.keys(preview.changes).filter((change) => !allowedOps.includes(change)),
                [],
                preview.output,
            );

            const up = await opened.up(stack);
            assert.ok(up.succeeded, up.output);
            assert.deepEqual(up.changes, preview.changes);
            const after = new Map((await opened.state()).map(({ urn, id }) => [urn, id]));
            assert.deepEqual(
                before.filter(({ urn, id }) => after.get(urn) !== id).map(({ urn }) => urn),
                [],
            );
        });
    });

    it("would detect a changed name: with another prefix, every role is replaced", async function () {
        const config = { "ssm-access:namePrefix": "other" };
        await inWorld(this, { stack: "dev", stackFile: releasedConfig, config }, async (opened) => {
            await opened.takeOver(releasedState());
            const roles = (await opened.state()).filter(({ type }) => type === "aws:iam/role:Role");
            const { steps } = await opened.preview(stack);
            const replaced = steps.filter(({ op }) => op === "replace").map(({ urn }) => urn);
            assert.deepEqual(
                roles.map(({ urn }) => urn).filter((urn) => !replaced.includes(urn)),
                [],
            );
        });
    });
});
