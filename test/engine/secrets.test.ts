import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inWorld, type Outcome } from "./support/harness";
import { inFolder, openedStack, stack, stackNames } from "./support/stack";
import { isRecord } from "../fakeAws/value";

const secret = "correct-horse-battery-staple";
const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:sweep";

/** Every file in a folder tree that contains the text. */
const filesWith = (folder: string, text: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name), "utf8").includes(text))
        .map((entry) => join(entry.parentPath, entry.name));

/** Everything that an operation reports: output, events, stack outputs and diagnostics. */
const reportOf = ({ output, events, outputs, diagnostics }: Outcome): string =>
    JSON.stringify([output, events, Object.values(outputs).map(({ value }) => value as unknown), diagnostics]);

describe("a secret config value", () => {
    for (const name of stackNames) {
        it(`of the stack ${name} reaches AWS, and is in no file, output or log of Pulumi`, async function () {
            const { world, setUp } = await openedStack(name);
            await inWorld(this, world, async (opened) => {
                setUp(opened);
                const window = ["ssm-access:maintenanceWindow", "patching"];
                opened.configure([...window, "functionArns"], [functionArn]);
                opened.configure([...window, "window", "tasks", "sweep"], { functionArn });
                await opened.setSecret("ssm-access:maintenanceWindow.patching.window.tasks.sweep.payload", secret);
                const program = inFolder(opened.projectFolder, stack);

                for (const outcome of [await opened.preview(program), await opened.up(program)]) {
                    assert.ok(outcome.succeeded, outcome.output);
                    assert.ok(!reportOf(outcome).includes(secret));
                }
                const payloads = opened
                    .existing("aws:ssm/maintenanceWindowTask:MaintenanceWindowTask")
                    .map(({ properties }) => properties.taskInvocationParameters)
                    .flatMap((each) =>
                        isRecord(each) && isRecord(each.lambdaParameters) ? [each.lambdaParameters] : [],
                    )
                    .map(({ payload }) => payload);
                assert.deepEqual(payloads, [secret]);

                assert.deepEqual(filesWith(join(opened.folder, "backend"), secret), []);
                assert.deepEqual(filesWith(opened.projectFolder, secret), []);
                assert.notEqual(filesWith(join(opened.folder, "backend"), '"ciphertext"').length, 0);

                const again = await opened.preview(program);
                assert.deepEqual(Object.keys(again.changes), ["same"], again.output);
            });
        });
    }
});
