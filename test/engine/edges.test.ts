import * as assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { completionOf } from "../support/console";
import { sharedWorld, type EngineWorld, type Outcome } from "./support/harness";
import { commands, saysOf, sections } from "./support/reliabilityPage";
import { assertOwned, stack } from "./support/stack";

const role = "aws:iam/role:Role";

/** A component of four resources, which any number of may stand beside each other. */
const images = {
    permissions: { Describe: { actions: ["ec2:DescribeImages"], resources: ["*"] } },
    starters: { runbooks: ["Acme-RefreshImage"], grantees: { groups: ["ops"] } },
};

/** How something goes wrong, and how it is mended. */
interface Edge {
    /** Lets it go wrong, and hands back how the CLI ended. */
    readonly spoil: (world: EngineWorld) => Promise<Pick<Outcome, "code" | "output">>;
    /** What a person does then, before the next `up`. @default - nothing. */
    readonly mend?: (world: EngineWorld) => unknown;
    /** Whether AWS did something before it went wrong. @default - state and account are as they were. */
    readonly touches?: true;
}

/** Adds a component, so that there is something to make. */
const add = (world: EngineWorld, name: string): void => {
    world.configure(["ssm-access:automation", name], { ...images, roleName: `acme-${name}` });
};

const up = (world: EngineWorld): Promise<Outcome> => world.up(stack);

const namesIn = async (world: EngineWorld): Promise<readonly string[]> =>
    (await world.state()).map(({ urn, id = "" }) => `${urn} ${id}`).sort();

/** Puts another text into a file, and the old one back when it is mended. */
const replaced = (
    file: (world: EngineWorld) => string,
    change: (text: string) => string,
): Required<Pick<Edge, "spoil" | "mend">> => {
    let text = "";
    return {
        spoil: (world) => {
            text = readFileSync(file(world), "utf8");
            writeFileSync(file(world), change(text));
            return up(world);
        },
        mend: (world) => {
            writeFileSync(file(world), text);
        },
    };
};

/** Each section of docs/reliability.md, by its heading. */
const edges: Readonly<Record<string, Edge>> = {
    "The stack's file is no YAML": replaced(
        ({ stackFile }) => stackFile,
        (text) => `${text}\n  : [\n`,
    ),

    "The config has a mistake": replaced(
        ({ stackFile }) => stackFile,
        (text) => text.replace("starters:", "starter:"),
    ),

    "The law refuses a document": {
        spoil: (world) => {
            // IAM compares keys without regard to case, and reads one of the two.
            world.configure(["ssm-access:automation", "images", "permissions", "Describe", "conditions"], {
                StringEquals: { "aws:PrincipalTag/team": ["a"], "aws:principaltag/Team": ["b"] },
            });
            return up(world);
        },
        mend: (world) => {
            world.configure(["ssm-access:automation", "images", "permissions", "Describe", "conditions"], undefined);
        },
    },

    "The passphrase is wrong": {
        spoil: (world) => {
            world.setEnvironment({ PULUMI_CONFIG_PASSPHRASE: "another" });
            return up(world);
        },
        mend: (world) => {
            world.setEnvironment({ PULUMI_CONFIG_PASSPHRASE: "engine-test" });
        },
    },

    "There are no credentials": {
        spoil: (world) => {
            world.setEnvironment({ AWS_STANDIN_CREDENTIALS: "none" });
            return up(world);
        },
        mend: (world) => {
            world.setEnvironment({ AWS_STANDIN_CREDENTIALS: "" });
        },
    },

    "AWS does not answer": {
        touches: true,
        spoil: (world) => {
            add(world, "unanswered");
            world.fail({
                operation: "create",
                type: role,
                silentMs: 1500,
                message:
                    "operation error IAM: CreateRole, exceeded maximum number of attempts, 25, request send failed",
            });
            return up(world);
        },
        mend: (world) => {
            world.fail();
        },
    },

    "The provider dies": {
        touches: true,
        spoil: (world) => {
            add(world, "dying");
            world.fail({ operation: "create", type: role, kills: "provider" });
            // One at a time: what else AWS was making when the provider died would be lost to the state.
            return world.up(stack, { parallel: 1 });
        },
        mend: (world) => {
            world.fail();
        },
    },

    "A name is taken": {
        touches: true,
        spoil: async (world) => {
            world.populate({ roles: [{ name: "acme-taken", assumeRolePolicy: "{}" }] });
            add(world, "taken");
            return up(world);
        },
        mend: async (world) => {
            const parent = (await world.state()).find(({ urn }) => urn.endsWith("AutomationAccess::taken"));
            const imported = world.command(
                ...["import", role, "taken", "acme-taken", "--parent", `parent=${parent?.urn ?? ""}`],
                ...["--protect=false", "--generate-code=false", "--yes", "--skip-preview"],
            );
            assert.equal(imported.code, 0, imported.output);
        },
    },

    "A quota is reached": {
        touches: true,
        spoil: (world) => {
            const value = world.existing(role).length;
            world.seed([{ type: "standin:index:Quota", id: "RolesPerAccount", properties: { value } }]);
            add(world, "many");
            return up(world);
        },
        mend: (world) => {
            world.vanish("standin:index:Quota", "RolesPerAccount");
        },
    },

    "The state file is half written": {
        spoil: (world) => {
            const text = readFileSync(world.stateFile, "utf8");
            writeFileSync(world.stateFile, text.slice(0, text.length / 2));
            return up(world);
        },
        mend: (world) => {
            copyFileSync(`${world.stateFile}.bak`, world.stateFile);
        },
    },

    "Two updates run at once": {
        touches: true,
        spoil: async (world) => {
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
            return second ?? assert.fail("the second update was never begun");
        },
        mend: (world) => {
            world.fail();
        },
    },

    "The update is interrupted": {
        touches: true,
        spoil: (world) => {
            add(world, "interrupted");
            world.fail({ operation: "create", type: role, silentMs: 3000 });
            return world.up(stack, { interruptAt: role });
        },
        mend: (world) => {
            world.fail();
        },
    },

    "The update was killed": {
        touches: true,
        spoil: async (world) => {
            add(world, "killed");
            world.fail({ operation: "create", type: role, kills: "engine", silentMs: 2000 });
            assert.equal((await up(world)).code, undefined);
            world.fail();
            return up(world);
        },
        mend: (world) => {
            assert.equal(world.command("cancel", "--yes").code, 0);
            const cleared = world.command("refresh", "--clear-pending-creates", "--yes", "--skip-preview");
            assert.equal(cleared.code, 0, cleared.output);
        },
    },

    "A role is protected": {
        spoil: (world) => {
            world.configure(["ssm-access:protect"], true);
            return up(world).then(({ succeeded, output }) => {
                assert.ok(succeeded, output);
                const { code, output: said } = world.command("destroy", "--yes");
                return { code: code ?? undefined, output: said };
            });
        },
        touches: true,
        mend: (world) => {
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

    it("has a section for each scenario here, and no other", () => {
        assert.deepEqual([...sections.keys()].sort(), Object.keys(edges).sort());
    });

    it("names commands and options that the Pulumi CLI has", () => {
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

    for (const [heading, { spoil, mend, touches }] of Object.entries(edges)) {
        it(`says what a person sees and does: ${heading}`, async () => {
            const { lines, code } = saysOf(heading);
            const [before, state] = [opened().listed(), await namesIn(opened())];
            try {
                const spoilt = await spoil(opened());
                assert.equal(spoilt.code, code, spoilt.output);
                for (const line of lines) {
                    assert.match(spoilt.output, line);
                }
                assert.doesNotMatch(spoilt.output, /\n\s+at .*\.[jt]s:\d+/, "a stack trace tells a person nothing");
                if (touches === undefined) {
                    assert.deepEqual(opened().listed(), before);
                }
            } finally {
                await mend?.(opened());
            }
            if (touches === undefined) {
                assert.deepEqual(await namesIn(opened()), state);
            }
            const next = await up(opened());
            assert.ok(next.succeeded, next.output);
            await assertOwned(opened(), existed);
        });
    }
});
