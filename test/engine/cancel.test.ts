import * as assert from "node:assert/strict";
import type { Pending } from "./support/engineWorld";
import { inWorld, type EngineWorld, type StateResource } from "./support/harness";
import { nameOf } from "./support/outcome";
import { assertOwned, assertWhole, openedStack, stack, stackNames } from "./support/stack";
import type { Entity } from "../fakeAws/account";

const policy = "aws:iam/policy:Policy";
const window = "aws:ssm/maintenanceWindow:MaintenanceWindow";

/** Whether the entity was created by the pending operation: it has the same type and inputs. */
const isCreatedBy = ({ resource: { type, inputs = {} } }: Pending, entity: Entity): boolean =>
    entity.type === type &&
    Object.entries(inputs)
        .filter(([name]) => !name.startsWith("__"))
        .every(([name, value]) => JSON.stringify(entity.properties[name]) === JSON.stringify(value));

/** The URN of the component that a resource belongs to. */
const parentOf = (urn: string, state: readonly StateResource[]): string => {
    const [stackPart, types = "", name = ""] = [urn.split("::").slice(0, 2).join("::"), ...urn.split("::").slice(2)];
    const above = `${stackPart}::${types.slice(0, types.lastIndexOf("$"))}::`;
    // The names of children begin with the name of their component.
    const parent = state.find((each) => each.urn.startsWith(above) && name.startsWith(nameOf(each.urn)));
    return parent?.urn ?? assert.fail(`no parent of ${urn} in the state`);
};

/** Imports resources that exist in AWS but are only pending in the state. Returns their number. */
const importOrphans = async (world: EngineWorld): Promise<number> => {
    const [pending, state, everything] = [await world.pending(), await world.state(), world.everything()];
    const orphans = pending.flatMap((each) => {
        const found = everything.find((entity) => isCreatedBy(each, entity));
        return found === undefined ? [] : [{ urn: each.resource.urn, type: found.type, id: found.id }];
    });
    for (const { urn, type, id } of orphans) {
        const imported = world.command(
            ...["import", type, nameOf(urn), id, "--parent", `parent=${parentOf(urn, state)}`],
            ...["--protect=false", "--generate-code=false", "--yes", "--skip-preview"],
        );
        assert.equal(imported.code, 0, imported.output);
    }
    return orphans.length;
};

describe("a cancelled up", () => {
    for (const name of stackNames) {
        it(`of the stack ${name}, interrupted: the running operations finish, and the next up continues`, async function () {
            const { world, setUp } = await openedStack(name);
            await inWorld(this, world, async (opened) => {
                const before = setUp(opened);
                opened.fail({ operation: "create", type: policy, silentMs: 3000 });
                const cancelled = await opened.up(stack, { interruptAt: policy });
                assert.equal(cancelled.code, 1);
                assert.match(cancelled.output, /update canceled/);
                // The slow resource is in the state, since AWS created it.
                await assertOwned(opened, before);
                assert.notEqual(opened.existing(policy).length, 0);

                opened.fail();
                const next = await opened.up(stack);
                assert.ok(next.succeeded, next.output);
                await assertWhole(opened, stack, before);
            });
        });

        it(`of the stack ${name}, killed: the lock is removed, orphans are imported, and nothing is created twice`, async function () {
            const { world, setUp } = await openedStack(name);
            await inWorld(this, world, async (opened) => {
                const before = setUp(opened);
                // Maintenance windows may share a name, so AWS would accept a duplicate. The delay lets the rest of the
                // update finish first: an engine that is killed while it writes leaves a truncated state file.
                opened.fail({ operation: "create", type: window, kills: "engine", afterwards: true, silentMs: 4000 });
                const killed = await opened.up(stack);
                assert.equal(killed.succeeded, false);
                assert.equal(killed.code, undefined);
                opened.fail();

                const locked = await opened.up(stack);
                assert.equal(locked.code, 1);
                assert.match(locked.output, /the stack is currently locked by 1 lock/);
                assert.deepEqual(locked.calls, []);

                assert.equal(opened.command("cancel", "--yes").code, 0);
                assert.equal(opened.existing(window).length, 1);
                assert.notEqual(await importOrphans(opened), 0);
                const cleared = opened.command("refresh", "--clear-pending-creates", "--yes", "--skip-preview");
                assert.equal(cleared.code, 0, cleared.output);

                const next = await opened.up(stack);
                assert.ok(next.succeeded, next.output);
                assert.equal(opened.existing(window).length, 1);
                await assertWhole(opened, stack, before);
            });
        });
    }
});
