import * as assert from "node:assert/strict";
import { stepsIn } from "./support/outcome";
import { outputsOf, SharedStack } from "./support/sharedStack";
import { assertQuiet, assertWhole, stack, stackNames, withKnown } from "./support/stack";

const role = "aws:iam/role:Role";

/** The same change of three components in both stacks: other documents, a longer window, other statuses. */
const change = [
    [
        ["ssm-access:runCommand", "patching", "operator", "documents"],
        ["Acme-PatchNow", "Acme-CollectLogs"],
    ],
    [["ssm-access:maintenanceWindow", "patching", "window", "durationHours"], 5],
    [["ssm-access:automationEvents", "images", "notifications", "statuses"], ["Canceled"]],
] as const;

for (const name of stackNames) {
    describe(`the stack ${name}, with the policy pack enforced`, function () {
        const shared = new SharedStack(this, name);
        const { opened } = shared;

        it("previews without violations, and creates nothing", () => shared.preview());

        it("deploys what the offline preview shows, with the same URNs and outputs", async () => {
            const outputs = outputsOf(await shared.make());
            assert.deepEqual(outputs, withKnown(shared.report.outputs, outputs));
        });

        it("then has no changes and no drift", async () => {
            await shared.rest();
        });

        it("updates exactly the three resources that its config changes, and no role", async () => {
            change.forEach(([path, value]) => {
                opened().configure(path, value);
            });
            const up = await opened().up(stack);
            assertQuiet(up);
            assert.deepEqual(stepsIn(up.steps), [
                "update EventRule images-notifications",
                "update MaintenanceWindow patching-window",
                "update Policy patching-operator",
            ]);
        });

        it("detects drift and deletion at refresh, and repairs both", () =>
            shared.repairDrift("web", "patching-publish"));

        const events = "ssm-access:automationEvents";
        const rename = (from: string, to: string): void => {
            opened().configure([events, to], opened().configured([events, from]));
            opened().configure([events, from], undefined);
        };

        if (name === "complete") {
            it("creates a renamed component before it deletes the old one, and otherwise updates only DeploymentsAccess", async () => {
                rename("images", "pictures");
                const up = await opened().up(stack);
                assertQuiet(up);
                const others = up.steps.filter(({ urn }) => !urn.includes("::ssm-access:index:AutomationEvents"));
                assert.deepEqual(
                    others.filter(({ op, urn }) => op !== "update" || !urn.includes("DeploymentsAccess")),
                    [],
                );
                const ops = up.steps.filter(({ urn }) => urn.includes("AutomationEvents$aws:")).map(({ op }) => op);
                const made = ops.lastIndexOf("create") + 1;
                assert.deepEqual(new Set(ops.slice(0, made)), new Set(["create"]));
                assert.deepEqual(new Set(ops.slice(made)), new Set(["delete"]));
                assert.equal(made, ops.length / 2);
                await assertWhole(opened(), stack, shared.existed);
            });
        } else {
            it("blocks a rename that would delete protected roles", async () => {
                rename("images", "pictures");
                const [before, state] = [opened().listed(), await opened().state()];
                const preview = await opened().preview(stack);
                assert.equal(preview.succeeded, false);
                assert.match(preview.output, /is protected/);
                assert.deepEqual([opened().listed(), await opened().state()], [before, state]);
                rename("pictures", "images");
            });

            it("blocks destroy at preview, and leaves state and account unchanged", async () => {
                const [before, state] = [opened().listed(), await opened().state()];
                const blocked = opened().command("destroy", "--yes");
                assert.equal(blocked.code, 1, blocked.output);
                assert.match(blocked.output, /is protected/);
                assert.deepEqual([opened().listed(), await opened().state()], [before, state]);
            });

            it("keeps its roles even if destroy skips the preview", async () => {
                const roles = opened().existing(role);
                const blocked = await opened().destroy();
                assert.equal(blocked.succeeded, false);
                assert.match(blocked.output, /is protected/);
                assert.deepEqual(opened().existing(role), roles);
                await opened().unprotect();
            });
        }

        it("leaves nothing behind when destroyed, and keeps what existed before", () => shared.destroy());
    });
}
