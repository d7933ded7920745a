/** Runs the commands of the README and of the setup guide, as a reader would type them. */
import * as assert from "node:assert/strict";
import { engineFor } from "./support/harness";
import { localCommands, runInShell, type Ran } from "./support/pageSession";

/** What the README expects of its readers: a clone, a backend and a passphrase. */
const beforeReadme = [
    "git clone https://github.com/acme/ssm-access.git",
    "cd ssm-access",
    "export PULUMI_CONFIG_PASSPHRASE=test",
    'mkdir "$HOME/state" && pulumi login "file://$HOME/state"',
];

const pages = [
    { page: "docs/from-zero-to-enforced.md", before: [], audited: "npm run audit -- dev.json" },
    { page: "README.md", before: beforeReadme, audited: "npm run audit -- state.json" },
] as const;

for (const { page, before: first, audited } of pages) {
    describe(`the commands of ${page}`, () => {
        const commands = [...first, ...localCommands(page)];
        let ran: readonly Ran[];
        before(async function () {
            ran = await runInShell(engineFor(this), commands);
        });

        const outputOf = (command: string): string =>
            ran.find((one) => one.command === command)?.output ?? assert.fail(`the page has no command ${command}`);

        it("run in order from an empty folder, without Pulumi Cloud", () => {
            assert.deepEqual(
                ran.map(({ command }) => command),
                commands,
            );
            assert.ok(localCommands(page).length >= 9, String(commands.length));
            assert.equal(commands[0]?.split(" ")[0], "git");
        });

        it("deploy with the pack, and print the outputs that they name", () => {
            assert.match(outputOf("pulumi up --policy-pack policypack"), /Policies:\n.*ssm-access/);
            const outputs = ran.filter(({ command }) => command.startsWith("pulumi stack output "));
            assert.ok(outputs.length > 0);
            for (const { command, output } of outputs) {
                const components = JSON.parse(output) as Readonly<Record<string, object>>;
                assert.ok(
                    Object.values(components).some((one) => Object.keys(one).length > 0),
                    command,
                );
            }
        });

        it("audit the state without violations", () => {
            assert.match(outputOf(audited), /^\d+ resources in 1 export: 0 mandatory and /m);
        });
    });
}
