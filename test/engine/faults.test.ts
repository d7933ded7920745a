import * as assert from "node:assert/strict";
import type { PreviewReport } from "../../program/preview/report";
import { inWorld, type EngineWorld } from "./support/harness";
import { assertWhole, openedStack, stack, stackNames } from "./support/stack";
import type { Fault } from "../fakeAws/provider";

const role = "aws:iam/role:Role";

/** Before AWS did the work, and after it: what the next run must make, and what it must not make twice. */
const faults: readonly (Fault & { readonly message: string })[] = [
    { operation: "create", type: "aws:iam/rolePolicy:RolePolicy", message: "Throttling: Rate exceeded" },
    {
        operation: "create",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        message: "RequestError: connection reset",
        afterwards: true,
    },
];

/** The role of the stack's runbooks, by its URN and its name in AWS. */
const roleOf = ({ resources }: PreviewReport): { readonly urn: string; readonly name: string } => {
    const found = resources.find(({ urn }) => urn.endsWith(`AutomationAccess$${role}::images`));
    return { urn: found?.urn ?? assert.fail(), name: String(found?.inputs.name) };
};

/** Takes a role over that exists already: its component is in the state, since only the role was refused. */
const take = (world: EngineWorld, { urn, name }: ReturnType<typeof roleOf>): void => {
    const parent = urn.replace(`$${role}`, "");
    const imported = world.command(
        ...["import", role, "images", name, "--parent", `parent=${parent}`],
        ...["--protect=false", "--generate-code=false", "--yes", "--skip-preview"],
    );
    assert.equal(imported.code, 0, imported.output);
};

describe("what goes wrong in the middle of an up", () => {
    for (const name of stackNames) {
        it(`of the stack ${name} is told, and repaired by the next: nothing lost, nothing twice`, async function () {
            const { report, world, furnish } = await openedStack(name);
            const existing = roleOf(report);
            await inWorld(this, world, async (opened) => {
                const before = furnish(opened);
                // Somebody made the role by hand, or a state was lost.
                opened.populate({ roles: [{ name: existing.name, assumeRolePolicy: "{}" }] });
                opened.drift(role, existing.name, { uniqueId: "AROAMADEBYHAND" });

                const refused = await opened.up(stack);
                assert.equal(refused.succeeded, false);
                assert.ok(refused.output.includes(`Role with name ${existing.name} already exists`), refused.output);
                take(opened, existing);

                for (const fault of faults) {
                    opened.fail(fault);
                    const failed = await opened.up(stack);
                    assert.equal(failed.succeeded, false);
                    assert.ok(failed.output.includes(fault.message), failed.output);
                    assert.deepEqual(
                        failed.steps.filter(({ urn, op }) => urn === existing.urn && op !== "update"),
                        [],
                    );
                }
                opened.fail();
                const repaired = await opened.up(stack);
                assert.ok(repaired.succeeded, repaired.output);

                await assertWhole(opened, stack, before);
                const [taken] = opened.existing(role).filter(({ id }) => id === existing.name);
                assert.equal(taken?.properties.uniqueId, "AROAMADEBYHAND");
                assert.notEqual(taken.properties.assumeRolePolicy, "{}");
            });
        });
    }
});
