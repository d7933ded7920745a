import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "./support/harness";
import { stepsIn } from "./support/outcome";
import { outputsOf, SharedStack } from "./support/sharedStack";
import { assertQuiet, assertWhole, stack, withoutProviders } from "./support/stack";
import { text } from "../fakeAws/value";

const activation = "aws:ssm/activation:Activation";

/** Another idle timeout, network and parameter path. None of them changes a role or an activation. */
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

    /** The activation code that AWS returned. */
    const code = (): string => {
        const [found, ...others] = opened().existing(activation);
        assert.deepEqual(others, []);
        return text(found?.properties ?? {}, "activationCode");
    };

    /** Asserts that the activation code is in no message and in no file, except encrypted. */
    const assertSecret = (outcome: Outcome): void => {
        assert.match(code(), /^.{20,250}$/);
        // Debug messages of Pulumi's SDK contain the response of AWS in plain text, but are shown only with --debug.
        // The SDK's type lacks that severity.
        const severity = ({ diagnosticEvent }: Outcome["events"][number]): string | undefined =>
            diagnosticEvent?.severity;
        const events = outcome.events.filter((event) => severity(event) !== "debug");
        assert.ok(!JSON.stringify([outcome.output, events, outcome.diagnostics]).includes(code()));
        const files = [...filesBelow(join(opened().folder, "backend")), ...filesBelow(opened().projectFolder)];
        assert.ok(files.every((content) => !content.includes(code())));
        assert.ok(files.some((content) => content.includes('"ciphertext"')));
    };

    it("previews without violations, and creates nothing", () => shared.preview());

    it("deploys what the offline preview shows, with the same URNs and outputs", async () => {
        made = await shared.make();
        assert.deepEqual(Object.keys(outputsOf(made)).sort(), Object.keys(shared.report.outputs).sort());
    });

    it("keeps the activation code, and outputs that contain it, secret", () => {
        assertSecret(made);
        assert.ok(JSON.stringify(made.outputs).includes(code()));
        const shown = opened().command("stack", "output", "--json");
        assert.equal(shown.code, 0, shown.output);
        assert.ok(shown.output.includes("[secret]") && !shown.output.includes(code()));
        const revealed = opened().command("stack", "output", "--json", "--show-secrets");
        assert.ok(revealed.output.includes(code()));
    });

    it("then has no changes and no drift", async () => {
        assertSecret(await shared.rest());
    });

    it("changes exactly what its config changes, and neither a role nor the activation", async () => {
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

    it("replaces only the activation when its registration limit changes, with a new code", async () => {
        opened().configure(["ssm-access:hybridActivation", "factory", "activation", "registrationLimit"], 25);
        const before = code();
        const up = await opened().up(stack);
        assertQuiet(up);
        assert.deepEqual(
            new Set(up.steps.filter(({ urn }) => urn.includes("$aws:")).map(({ urn }) => urn.split("::").at(-1))),
            new Set(["factory-activation"]),
        );
        assert.notEqual(code(), before);
        assertSecret(up);
        await assertWhole(opened(), stack, shared.existed);
    });

    it("detects drift and deletion at refresh, and repairs both", async () => {
        await shared.repairDrift("factory", "agents-dispatch", withoutProviders(await opened().state()).length);
    });

    it("leaves nothing behind when destroyed, and keeps what existed before", () => shared.destroy());
});
