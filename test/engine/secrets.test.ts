import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inWorld, type Outcome, type Program } from "./harness";
import { stack } from "./stack";
import { isRecord } from "./standin/value";

const secret = "correct-horse-battery-staple";
const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:sweep";

/** A window that calls a function; the payload is set as an encrypted value. */
const config = {
    "ssm-access:maintenanceWindow": {
        nightly: {
            functionArns: [functionArn],
            window: {
                schedule: "cron(0 2 ? * * *)",
                durationHours: 2,
                cutoffHours: 1,
                tasks: { sweep: { functionArn } },
            },
        },
    },
};

/** Every file below a folder that holds the text. */
const filesWith = (folder: string, text: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name), "utf8").includes(text))
        .map((entry) => join(entry.parentPath, entry.name));

/** Everything that an operation says, in words and in events. */
const said = ({ output, events, outputs, diagnostics }: Outcome): string =>
    JSON.stringify([output, events, Object.values(outputs).map(({ value }) => value as unknown), diagnostics]);

/** `pulumi up` runs the program in the folder of the project; here it runs in the test's own process. */
const inFolder = (folder: string, program: Program): Program => {
    return async () => {
        const home = process.cwd();
        process.chdir(folder);
        try {
            return await program();
        } finally {
            process.chdir(home);
        }
    };
};

describe("an encrypted value of the config", () => {
    it("reaches AWS, and is in no file of Pulumi, no output and no log", async function () {
        await inWorld(this, { config }, async (opened) => {
            await opened.setSecret("ssm-access:maintenanceWindow.nightly.window.tasks.sweep.payload", secret);
            const program = inFolder(opened.projectFolder, stack);

            for (const outcome of [await opened.preview(program), await opened.up(program)]) {
                assert.ok(outcome.succeeded, outcome.output);
                assert.ok(!said(outcome).includes(secret));
            }
            const [task] = opened.existing("aws:ssm/maintenanceWindowTask:MaintenanceWindowTask");
            const invocation = task?.properties.taskInvocationParameters;
            const lambda = isRecord(invocation) ? invocation.lambdaParameters : undefined;
            assert.equal(isRecord(lambda) && lambda.payload, secret);

            assert.deepEqual(filesWith(join(opened.folder, "backend"), secret), []);
            assert.deepEqual(filesWith(opened.projectFolder, secret), []);
            assert.equal(filesWith(join(opened.folder, "backend"), '"ciphertext"').length > 0, true);

            const again = await opened.preview(program);
            assert.deepEqual(Object.keys(again.changes), ["same"], again.output);
        });
    });
});
