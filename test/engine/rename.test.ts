import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { AutomationAccess, type AutomationAccessArgs } from "../../components";
import { inWorld, type EngineWorld, type Program } from "./support/harness";
import { nameOf, stepsIn, typeOf } from "./support/outcome";
import { assertWhole } from "./support/stack";

const role = "aws:iam/role:Role";

const program =
    (name: string, args: AutomationAccessArgs = {}, opts: pulumi.ComponentResourceOptions = {}): Program =>
    () => {
        const permissions = { Describe: { actions: ["ec2:DescribeImages"], resources: ["*"] } };
        const starters = { runbooks: ["Acme-RefreshImage"], grantees: { groups: ["ops"] } };
        const { roleArn } = new AutomationAccess(name, { permissions, starters, ...args }, opts);
        return Promise.resolve({ roleArn });
    };

const rolesIn = (world: EngineWorld): readonly string[] => world.existing(role).map(({ id }) => id);

/** What happens to the role, with what came before and after it. */
const onRoles = (steps: Parameters<typeof stepsIn>[0]): readonly string[] =>
    steps.filter(({ urn }) => typeOf(urn) === role).map(({ op, urn }) => `${op} ${nameOf(urn)}`);

const inRenameWorld = (test: Mocha.Context, work: (world: EngineWorld) => Promise<void>): Promise<void> =>
    inWorld(test, { groups: ["ops"] }, work);

describe("a component under another name", () => {
    it("gets a role of another name, made before the old one goes", async function () {
        await inRenameWorld(this, async (world) => {
            const before = world.listed();
            assert.ok((await world.up(program("images"))).succeeded);
            const [old] = rolesIn(world);
            const up = await world.up(program("pictures"));
            assert.ok(up.succeeded, up.output);
            assert.deepEqual(onRoles(up.steps), ["create pictures", "delete images"]);
            assert.ok(!rolesIn(world).includes(old ?? ""));
            await assertWhole(world, program("pictures"), before);
        });
    });

    it("keeps a role of a fixed name where an alias says what it was called; without one, AWS refuses it", async function () {
        await inRenameWorld(this, async (world) => {
            const before = world.listed();
            const args = { roleName: "acme-images" };
            assert.ok((await world.up(program("images", args))).succeeded);
            const [old] = world.existing(role);

            const refused = await world.up(program("pictures", args));
            assert.equal(refused.succeeded, false);
            assert.match(refused.output, /EntityAlreadyExists: Role with name acme-images already exists/);
            // Nothing of the old one is gone; the new one has no role yet, so nobody may pass it.
            assert.deepEqual(world.existing(role), [old]);

            const renamed = program("pictures", args, { aliases: [{ name: "images" }] });
            const undone = await world.up(program("images", args));
            assert.ok(undone.succeeded, undone.output);
            const up = await world.up(renamed);
            assert.ok(up.succeeded, up.output);
            assert.deepEqual(onRoles(up.steps), []);
            assert.deepEqual(world.existing(role), [old]);
            await assertWhole(world, renamed, before);
        });
    });
});

describe("a stack under another name", () => {
    it("changes nothing where the names have a prefix of their own, and replaces the role where they have none", async function () {
        await inRenameWorld(this, async (world) => {
            const pinned = program("images", { namePrefix: "acme" });
            assert.ok((await world.up(pinned)).succeeded);
            const renamed = await world.renameStack("qa");
            assert.equal(renamed.code, 0, renamed.output);
            const same = await world.preview(pinned);
            assert.deepEqual(Object.keys(same.changes), ["same"], same.output);

            const { steps } = await world.preview(program("images"));
            assert.ok(
                steps.some(({ op, urn }) => op === "replace" && typeOf(urn) === role),
                stepsIn(steps).join("\n"),
            );
        });
    });
});
