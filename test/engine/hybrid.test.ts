import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "./support/harness";
import { stepsIn } from "./support/outcome";
import { outputsOf, SharedStack } from "./support/sharedStack";
import { assertQuiet, assertWhole, stack, withoutProviders } from "./support/stack";
import { text } from "../fakeAws/value";

const activation = "aws:ssm/activation:Activation";

/** Another limit of idle time, another network, another path: nothing of it is part of a role or an activation. */
const change = [
    [["ssm-access:session", "shells", "preferences", "idleSessionTimeoutMinutes"], 5],
    [
        ["ssm-access:systemsManagerEndpoints", "factory", "nodeCidrBlocks"],
        ["10.20.0.0/16", "10.21.0.0/16"],
    ],
    [
        ["ssm-access:hybridActivation", "factory", "parameters", "paths"],
        ["/factory", "/depot"],
    ],
] as const;

const filesBelow = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));

describe("the stack hybrid, with the policy pack enforced", function () {
    const shared = new SharedStack(this, "hybrid");
    const { opened } = shared;
    let made: Outcome;

    /** The code of the activation, as AWS told it. */
    const code = (): string => {
        const [found, ...others] = opened().existing(activation);
        assert.deepEqual(others, []);
        return text(found?.properties ?? {}, "activationCode");
    };

    /** The code was said by nobody, is in no file of Pulumi's, and is behind a secret wherever it is put out. */
    const assertKept = (outcome: Outcome): void => {
        assert.match(code(), /^.{20,250}$/);
        // What Pulumi's SDK tells with --debug holds the answer of AWS as it came, and is shown to nobody else.
        // The SDK's type does not know that severity.
        const severity = ({ diagnosticEvent }: Outcome["events"][number]): string | undefined =>
            diagnosticEvent?.severity;
        const events = outcome.events.filter((event) => severity(event) !== "debug");
        assert.ok(!JSON.stringify([outcome.output, events, outcome.diagnostics]).includes(code()));
        const files = [...filesBelow(join(opened().folder, "backend")), ...filesBelow(opened().projectFolder)];
        assert.ok(files.every((content) => !content.includes(code())));
        assert.ok(files.some((content) => content.includes('"ciphertext"')));
    };

    it("is previewed without a word of the pack, and nothing is made", () => shared.preview());

    it("is made as the offline preview says, URNs and outputs too", async () => {
        made = await shared.make();
        assert.deepEqual(Object.keys(outputsOf(made)).sort(), Object.keys(shared.report.outputs).sort());
    });

    it("keeps the code of the activation, and what it is copied to, secret", () => {
        assertKept(made);
        assert.ok(JSON.stringify(made.outputs).includes(code()));
        const shown = opened().command("stack", "output", "--json");
        assert.equal(shown.code, 0, shown.output);
        assert.ok(shown.output.includes("[secret]") && !shown.output.includes(code()));
        const asked = opened().command("stack", "output", "--json", "--show-secrets");
        assert.ok(asked.output.includes(code()));
    });

    it("then has nothing to change, and has not drifted", async () => {
        assertKept(await shared.rest());
    });

    it("changes with its config: exactly what is meant, and neither a role nor the activation", async () => {
        change.forEach(([path, value]) => {
            opened().configure(path, value);
        });
        const before = code();
        const up = await opened().up(stack);
        assertQuiet(up);
        assert.deepEqual(stepsIn(up.steps), [
            "create SecurityGroupIngressRule factory-from-10.21.0.0-16",
            "update Document shells-preferences",
            "update Policy factory-features",
        ]);
        assert.equal(code(), before);
    });

    it("makes another activation where its limit changes, with another code, and nothing else", async () => {
        opened().configure(["ssm-access:hybridActivation", "factory", "activation", "registrationLimit"], 25);
        const before = code();
        const up = await opened().up(stack);
        assertQuiet(up);
        assert.deepEqual(
            new Set(up.steps.filter(({ urn }) => urn.includes("$aws:")).map(({ urn }) => urn.split("::").at(-1))),
            new Set(["factory-activation"]),
        );
        assert.notEqual(code(), before);
        assertKept(up);
        await assertWhole(opened(), stack, shared.existed);
    });

    it("sees at refresh what drifted and what vanished, and mends both", async () => {
        await shared.mend("factory", "agents-dispatch", withoutProviders(await opened().state()).length);
    });

    it("leaves nothing when it goes, and what was there before is there still", () => shared.destroy());
});
