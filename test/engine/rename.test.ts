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

/** The steps that concern roles. */
const onRoles = (steps: Parameters<typeof stepsIn>[0]): readonly string[] =>
    steps.filter(({ urn }) => typeOf(urn) === role).map(({ op, urn }) => `${op} ${nameOf(urn)}`);

const inRenameWorld = (test: Mocha.Context, work: (world: EngineWorld) => Promise<void>): Promise<void> =>
    inWorld(test, { groups: ["ops"] }, work);

describe("a renamed component", () => {
    it("creates a role with another name before it deletes the old one", async function () {
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

    it("keeps a role with a fixed name if it has an alias; without one, AWS rejects the new role", async function () {
        await inRenameWorld(this, async (world) => {
            const before = world.listed();
            const args = { roleName: "acme-images" };
            assert.ok((await world.up(program("images", args))).succeeded);
            const [old] = world.existing(role);

            const rejected = await world.up(program("pictures", args));
            assert.equal(rejected.succeeded, false);
            assert.match(rejected.output, /EntityAlreadyExists: Role with name acme-images already exists/);
            // The old role is unchanged, and the new component has no role yet.
            assert.deepEqual(world.existing(role), [old]);

            const renamed = program("pictures", args, { aliases: [{ name: "images" }] });
            const reverted = await world.up(program("images", args));
            assert.ok(reverted.succeeded, reverted.output);
            const up = await world.up(renamed);
            assert.ok(up.succeeded, up.output);
            assert.deepEqual(onRoles(up.steps), []);
            assert.deepEqual(world.existing(role), [old]);
            await assertWhole(world, renamed, before);
        });
    });
});

describe("a renamed stack", () => {
    it("changes nothing if the names have an explicit prefix, and replaces the role otherwise", async function () {
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
