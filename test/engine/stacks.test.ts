import * as assert from "node:assert/strict";
import { stepsIn } from "./support/outcome";
import { outputsOf, SharedStack } from "./support/sharedStack";
import { assertQuiet, assertWhole, stack, stackNames, withKnown } from "./support/stack";

const role = "aws:iam/role:Role";

/** The same change of three components in both stacks: another tag, a longer window, fewer messages. */
const change = [
    [
        ["ssm-access:runCommand", "patching", "operator", "targetTags", "PatchGroup"],
        ["web", "db"],
    ],
    [["ssm-access:maintenanceWindow", "patching", "window", "durationHours"], 5],
    [["ssm-access:automationEvents", "images", "notifications", "statuses"], ["Canceled"]],
] as const;

for (const name of stackNames) {
    describe(`the stack ${name}, with the policy pack enforced`, function () {
        const shared = new SharedStack(this, name);
        const { opened } = shared;

        it("is previewed without a word of the pack, and nothing is made", () => shared.preview());

        it("is made as the offline preview says, URNs and outputs too", async () => {
            const outputs = outputsOf(await shared.make());
            assert.deepEqual(outputs, withKnown(shared.report.outputs, outputs));
        });

        it("then has nothing to change, and has not drifted", async () => {
            await shared.rest();
        });

        it("changes with its config: exactly the three that are meant, and no role", async () => {
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

        it("sees at refresh what drifted and what vanished, and mends both", () =>
            shared.mend("web", "patching-publish"));

        const events = "ssm-access:automationEvents";
        const rename = (from: string, to: string): void => {
            opened().configure([events, to], opened().configured([events, from]));
            opened().configure([events, from], undefined);
        };

        if (name === "dev") {
            it("makes a renamed component anew before the old one goes; beside it, only delivery learns the names", async () => {
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
            it("does not let a rename take protected roles away", async () => {
                rename("images", "pictures");
                const [before, state] = [opened().listed(), await opened().state()];
                const preview = await opened().preview(stack);
                assert.equal(preview.succeeded, false);
                assert.match(preview.output, /is protected/);
                assert.deepEqual([opened().listed(), await opened().state()], [before, state]);
                rename("pictures", "images");
            });

            it("is not destroyed: the preview of it ends, and state and account are as they were", async () => {
                const [before, state] = [opened().listed(), await opened().state()];
                const refused = opened().command("destroy", "--yes");
                assert.equal(refused.code, 1, refused.output);
                assert.match(refused.output, /is protected/);
                assert.deepEqual([opened().listed(), await opened().state()], [before, state]);
            });

            it("keeps its roles even where a destroy skips the preview", async () => {
                const roles = opened().existing(role);
                const refused = await opened().destroy();
                assert.equal(refused.succeeded, false);
                assert.match(refused.output, /is protected/);
                assert.deepEqual(opened().existing(role), roles);
                await opened().unprotect();
            });
        }

        it("leaves nothing when it goes, and what was there before is there still", () => shared.destroy());
    });
}
