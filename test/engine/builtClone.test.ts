import * as assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { buildBundles } from "../../tools/build";
import { assemblePackage } from "../../tools/npm/main";
import { repositoryFiles, root } from "../support/imports";
import { inWorld } from "./support/harness";
import type { EngineWorld } from "./support/engineWorld";
import { installPlugin } from "./support/workspace";

const config = {
    "ssm-access:runCommand": {
        patching: {
            operator: {
                documents: ["Acme-PatchNow"],
                targetTags: { PatchGroup: ["web"] },
                grantees: { groups: ["ops"] },
            },
        },
    },
};

/** Copies the repository into the project folder, with its packages and everything that it can build. */
const builtCopy = async (world: EngineWorld): Promise<void> => {
    const folder = world.projectFolder;
    const settings = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as object;
    const copied = repositoryFiles().filter((file) => !/^(test|docs|Pulumi\.[^.]+\.yaml$)/.test(file));
    for (const file of copied) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        cpSync(join(root, file), join(folder, file));
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
    const project = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as object;
    writeFileSync(join(folder, "Pulumi.yaml"), stringify({ ...settings, ...project }));
    await buildBundles(folder);
    assemblePackage(join(folder, "build", "npm"));
    installPlugin(world.folder, "pulumi-language-nodejs", "test/engine/support/nodeHost.ts");
};

/** Previews the program of the copy as a user of the repository does. */
const preview = (world: EngineWorld): string => {
    const { code, output } = world.command("preview", "--stack", "test", "--non-interactive");
    assert.equal(code, 0, output);
    return output;
};

describe("a clone in which everything is built", () => {
    it("runs its program from the sources, and sees a change of them", function () {
        return inWorld(this, { config, groups: ["ops"] }, async (world) => {
            await builtCopy(world);
            const before = preview(world);
            assert.match(before, /ssm-access:index:RunCommandAccess +patching +create/);
            assert.match(before, /aws:iam:Policy +patching-operator +create/);

            const file = join(world.projectFolder, "components", "runCommand", "component.ts");
            const text = readFileSync(file, "utf8");
            const changed = text.replace(
                "validateArgs(runCommand, name, args), opts);",
                'validateArgs(runCommand, name, args), opts);\n        void pulumi.log.info("from the changed source");',
            );
            assert.notEqual(changed, text);
            writeFileSync(file, changed);
            assert.match(preview(world), /from the changed source/);
        });
    });
});
