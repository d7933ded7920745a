import * as assert from "node:assert/strict";
import type { PreviewReport } from "../../program/preview/report";
import { inWorld, type EngineWorld } from "./support/harness";
import { assertWhole, openedStack, stack, stackNames } from "./support/stack";
import type { Fault } from "../fakeAws/provider";

const role = "aws:iam/role:Role";

/** One fault before AWS creates the resource, and one after it: the next `up` must create the first, not the second. */
const faults: readonly (Fault & { readonly message: string })[] = [
    { operation: "create", type: "aws:iam/rolePolicy:RolePolicy", message: "Throttling: Rate exceeded" },
    {
        operation: "create",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        message: "RequestError: connection reset",
        afterwards: true,
    },
];

/** The role of the stack's runbooks: its URN and its name in AWS. */
const roleOf = ({ resources }: PreviewReport): { readonly urn: string; readonly name: string } => {
    const found = resources.find(({ urn }) => urn.endsWith(`AutomationAccess$${role}::images`));
    return { urn: found?.urn ?? assert.fail(), name: String(found?.inputs.name) };
};

/** Imports a role that exists already. Its component is in the state, since only the role was rejected. */
const importRole = (world: EngineWorld, { urn, name }: ReturnType<typeof roleOf>): void => {
    const parent = urn.replace(`$${role}`, "");
    const imported = world.command(
        ...["import", role, "images", name, "--parent", `parent=${parent}`],
        ...["--protect=false", "--generate-code=false", "--yes", "--skip-preview"],
    );
    assert.equal(imported.code, 0, imported.output);
};

describe("a failure in the middle of an up", () => {
    for (const name of stackNames) {
        it(`of the stack ${name} is reported, and the next up repairs it: nothing lost, nothing created twice`, async function () {
            const { report, world, setUp } = await openedStack(name);
            const existing = roleOf(report);
            await inWorld(this, world, async (opened) => {
                const before = setUp(opened);
                // As if the role had been created by hand, or the state had been lost.
                opened.populate({ roles: [{ name: existing.name, assumeRolePolicy: "{}" }] });
                opened.drift(role, existing.name, { uniqueId: "AROAMADEBYHAND" });

                const rejected = await opened.up(stack);
                assert.equal(rejected.succeeded, false);
                assert.ok(rejected.output.includes(`Role with name ${existing.name} already exists`), rejected.output);
                importRole(opened, existing);

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
                const [imported] = opened.existing(role).filter(({ id }) => id === existing.name);
                assert.equal(imported?.properties.uniqueId, "AROAMADEBYHAND");
                assert.notEqual(imported.properties.assumeRolePolicy, "{}");
            });
        });
    }
});
