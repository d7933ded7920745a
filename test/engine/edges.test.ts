import * as assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { completionOf } from "../support/console";
import { sharedWorld, type EngineWorld, type Outcome } from "./support/harness";
import { commands, expectedOutputOf, sections } from "./support/reliabilityPage";
import { assertOwned, stack } from "./support/stack";

const role = "aws:iam/role:Role";

/** A component of four resources, of which there may be any number. */
const images = {
    permissions: { Describe: { actions: ["ec2:DescribeImages"], resources: ["*"] } },
    starters: { runbooks: ["Acme-RefreshImage"], grantees: { groups: ["ops"] } },
};

/** How a failure is provoked and repaired. */
interface Failure {
    /** Provokes the failure, and returns the result of the CLI. */
    readonly provoke: (world: EngineWorld) => Promise<Pick<Outcome, "code" | "output">>;
    /** What a user does before the next `up`. @default - nothing. */
    readonly repair?: (world: EngineWorld) => unknown;
    /** Whether anything was created before the failure. @default - state and account are unchanged. */
    readonly hasEffects?: true;
}

/** Adds a component, so that there is something to create. */
const add = (world: EngineWorld, name: string): void => {
    world.configure(["ssm-access:automation", name], { ...images, roleName: `acme-${name}` });
};

const up = (world: EngineWorld): Promise<Outcome> => world.up(stack);

const resourcesIn = async (world: EngineWorld): Promise<readonly string[]> =>
    (await world.state()).map(({ urn, id = "" }) => `${urn} ${id}`).sort();

/** Changes a file, and restores it afterwards. */
const changedFile = (
    file: (world: EngineWorld) => string,
    change: (text: string) => string,
): Required<Pick<Failure, "provoke" | "repair">> => {
    let text = "";
    return {
        provoke: (world) => {
            text = readFileSync(file(world), "utf8");
            writeFileSync(file(world), change(text));
            return up(world);
        },
        repair: (world) => {
            writeFileSync(file(world), text);
        },
    };
};

/** The sections of docs/reliability.md, by heading. */
const failures: Readonly<Record<string, Failure>> = {
    "The stack config file is not valid YAML": changedFile(
        ({ stackFile }) => stackFile,
        (text) => `${text}\n  : [\n`,
    ),

    "The config is invalid": changedFile(
        ({ stackFile }) => stackFile,
        (text) => text.replace("starters:", "starter:"),
    ),

    "A policy document violates a rule": {
        provoke: (world) => {
            // Condition keys are case-insensitive, and IAM evaluates only one of the two.
            world.configure(["ssm-access:automation", "images", "permissions", "Describe", "conditions"], {
                StringEquals: { "aws:PrincipalTag/team": ["a"], "aws:principaltag/Team": ["b"] },
            });
            return up(world);
        },
        repair: (world) => {
            world.configure(["ssm-access:automation", "images", "permissions", "Describe", "conditions"], undefined);
        },
    },

    "The passphrase is wrong": {
        provoke: (world) => {
            world.setEnvironment({ PULUMI_CONFIG_PASSPHRASE: "another" });
            return up(world);
        },
        repair: (world) => {
            world.setEnvironment({ PULUMI_CONFIG_PASSPHRASE: "engine-test" });
        },
    },

    "There are no AWS credentials": {
        provoke: (world) => {
            world.setEnvironment({ FAKE_AWS_CREDENTIALS: "none" });
            return up(world);
        },
        repair: (world) => {
            world.setEnvironment({ FAKE_AWS_CREDENTIALS: "" });
        },
    },

    "AWS does not respond": {
        hasEffects: true,
        provoke: (world) => {
            add(world, "unresponsive");
            world.fail({
                operation: "create",
                type: role,
                silentMs: 1500,
                message:
                    "operation error IAM: CreateRole, exceeded maximum number of attempts, 25, request send failed",
            });
            return up(world);
        },
        repair: (world) => {
            world.fail();
        },
    },

    "The provider crashes": {
        hasEffects: true,
        provoke: (world) => {
            add(world, "crashing");
            world.fail({ operation: "create", type: role, kills: "provider" });
            // One at a time: other resources in progress when the provider crashes would be missing from the state.
            return world.up(stack, { parallel: 1 });
        },
        repair: (world) => {
            world.fail();
        },
    },

    "A name is taken": {
        hasEffects: true,
        provoke: async (world) => {
            world.populate({ roles: [{ name: "acme-taken", assumeRolePolicy: "{}" }] });
            add(world, "taken");
            return up(world);
        },
        repair: async (world) => {
            const parent = (await world.state()).find(({ urn }) => urn.endsWith("AutomationAccess::taken"));
            const imported = world.command(
                ...["import", role, "taken", "acme-taken", "--parent", `parent=${parent?.urn ?? ""}`],
                ...["--protect=false", "--generate-code=false", "--yes", "--skip-preview"],
            );
            assert.equal(imported.code, 0, imported.output);
        },
    },

    "A quota is reached": {
        hasEffects: true,
        provoke: (world) => {
            const value = world.existing(role).length;
            world.seed([{ type: "fakeAws:index:Quota", id: "RolesPerAccount", properties: { value } }]);
            add(world, "many");
            return up(world);
        },
        repair: (world) => {
            world.vanish("fakeAws:index:Quota", "RolesPerAccount");
        },
    },

    "The state file is truncated": {
        provoke: (world) => {
            const text = readFileSync(world.stateFile, "utf8");
            writeFileSync(world.stateFile, text.slice(0, text.length / 2));
            return up(world);
        },
        repair: (world) => {
            copyFileSync(`${world.stateFile}.bak`, world.stateFile);
        },
    },

    "Two updates run at once": {
        hasEffects: true,
        provoke: async (world) => {
            add(world, "slow");
            world.fail({ operation: "create", type: role, silentMs: 6000 });
            let second: Promise<Outcome> | undefined;
            const first = await world.up(stack, {
                onBeginning: (type) => {
                    if (type === role) {
                        second ??= up(world);
                    }
                },
            });
            assert.ok(first.succeeded, first.output);
            return second ?? assert.fail("the second update was never started");
        },
        repair: (world) => {
            world.fail();
        },
    },

    "The update is interrupted": {
        hasEffects: true,
        provoke: (world) => {
            add(world, "interrupted");
            world.fail({ operation: "create", type: role, silentMs: 3000 });
            return world.up(stack, { interruptAt: role });
        },
        repair: (world) => {
            world.fail();
        },
    },

    "The update was killed": {
        hasEffects: true,
        provoke: async (world) => {
            add(world, "killed");
            world.fail({ operation: "create", type: role, kills: "engine", silentMs: 2000 });
            assert.equal((await up(world)).code, undefined);
            world.fail();
            return up(world);
        },
        repair: (world) => {
            assert.equal(world.command("cancel", "--yes").code, 0);
            const cleared = world.command("refresh", "--clear-pending-creates", "--yes", "--skip-preview");
            assert.equal(cleared.code, 0, cleared.output);
        },
    },

    "A role is protected": {
        provoke: (world) => {
            world.configure(["ssm-access:protect"], true);
            return up(world).then(({ succeeded, output }) => {
                assert.ok(succeeded, output);
                const { code, output: printed } = world.command("destroy", "--yes");
                return { code: code ?? undefined, output: printed };
            });
        },
        hasEffects: true,
        repair: (world) => {
            world.configure(["ssm-access:protect"], undefined);
        },
    },
};

describe("docs/reliability.md", function () {
    const opened = sharedWorld(this, () =>
        Promise.resolve({ groups: ["ops"], config: { "ssm-access:automation": { images } } }),
    );
    let existed: readonly string[] = [];

    before(async () => {
        existed = opened().listed();
        const first = await up(opened());
        assert.ok(first.succeeded, first.output);
    });

    it("has exactly one section for each failure tested here", () => {
        assert.deepEqual([...sections.keys()].sort(), Object.keys(failures).sort());
    });

    it("contains only commands and options that the Pulumi CLI has", () => {
        const { output: completion } = opened().command("gen-completion", "bash");
        for (const words of commands) {
            const verb = words.reduce(
                (known, word) =>
                    completionOf(completion, `${known} ${word}`.trim()) ? `${known} ${word}`.trim() : known,
                "",
            );
            const options = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0] ?? "");
            assert.notEqual(verb, "", words.join(" "));
            options.forEach((option) => {
                assert.ok(completionOf(completion, verb)?.includes(`"${option}`), `pulumi ${verb} has no ${option}`);
            });
        }
    });

    for (const [heading, { provoke, repair, hasEffects }] of Object.entries(failures)) {
        it(`shows the output and the repair: ${heading}`, async () => {
            const { lines, code } = expectedOutputOf(heading);
            const [before, state] = [opened().listed(), await resourcesIn(opened())];
            try {
                const failed = await provoke(opened());
                assert.equal(failed.code, code, failed.output);
                for (const line of lines) {
                    assert.match(failed.output, line);
                }
                assert.doesNotMatch(failed.output, /\n\s+at .*\.[jt]s:\d+/, "users should not see a stack trace");
                if (hasEffects === undefined) {
                    assert.deepEqual(opened().listed(), before);
                }
            } finally {
                await repair?.(opened());
            }
            if (hasEffects === undefined) {
                assert.deepEqual(await resourcesIn(opened()), state);
            }
            const next = await up(opened());
            assert.ok(next.succeeded, next.output);
            await assertOwned(opened(), existed);
        });
    }
});
