import * as assert from "node:assert/strict";
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { root } from "../support/imports";
import { inWorld } from "./support/harness";
import type { EngineWorld } from "./support/engineWorld";
import { currentPack } from "./support/policyPack";
import { installPlugin } from "./support/workspace";

/** Syntax that compilers of single files treat in different ways, and the compiler that was loaded. */
const program = `
import path = require("node:path");
import * as pulumi from "@pulumi/pulumi";
import { Level, Levels } from "./level";

const enum Local { Two = 2 }

abstract class Base {
    abstract readonly name: string;
    constructor(protected readonly level: Level) {}
}
class Derived extends Base {
    declare readonly undeclared?: string;
    override readonly name = \`\${Levels[this.level]} \${Local.Two}\`;
}

const isLoaded = (folder: string): boolean =>
    Object.keys(require.cache).some((file) => file.includes(path.join("node_modules", folder)));

export = (): Promise<Record<string, unknown>> => {
    const { name, ...rest } = new Derived(Level.High);
    void pulumi.log.info(JSON.stringify({ name, rest, isSwc: isLoaded("@swc/core") }));
    // Node.js needs a minute to print a stack trace with the sources of @pulumi/pulumi (nodejs/node issue 64011).
    Error.stackTraceLimit = 2;
    throw new Error("thrown on purpose");
};
`.trimStart();

const level = `
export const enum Level { High = 1 }
export type Levels = readonly string[];
export const Levels: Levels = ["low", "high"];
`.trimStart();

/** The position of a text in the program, as in stack traces. */
const positionOf = (text: string): string => {
    const [before = ""] = program.split(text);
    const lines = before.split("\n");
    return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
};

/** A project that the Node runner runs, with the packages and the runtime of this one. */
const project = (world: EngineWorld, files: Readonly<Record<string, string>>): void => {
    const folder = world.projectFolder;
    installPlugin(world.folder, "pulumi-language-nodejs", "test/engine/support/nodeHost.ts");
    for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, name), text);
    }
    ["package.json", "tsconfig.json", "tsconfig.run.json"].forEach((file) => {
        copyFileSync(join(root, file), join(folder, file));
    });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
    const { runtime } = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as { readonly runtime: unknown };
    const file = join(folder, "Pulumi.yaml");
    const settings = parse(readFileSync(file, "utf8")) as object;
    writeFileSync(file, stringify({ ...settings, runtime }));
};

const policy = `
import { iam } from "@pulumi/aws";

new iam.Policy("passes", {
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
    }),
});
`.trimStart();

describe("the Node runner of Pulumi", () => {
    it("compiles programs with swc, as Pulumi.yaml tells it, and maps stack traces to the sources", function () {
        return inWorld(this, {}, (world) => {
            project(world, { "index.ts": program, "level.ts": level });
            const { code, output } = world.command("preview", "--stack", "test", "--non-interactive");
            assert.notEqual(code, 0, output);
            assert.match(output, /\{"name":"high 2","rest":\{"level":1\},"isSwc":true\}/);
            assert.match(output, /Error: thrown on purpose/);
            assert.ok(output.includes(`index.ts:${positionOf('new Error("thrown')}`), output);
            return Promise.resolve();
        });
    });

    it("runs the pack beside the program", function () {
        return inWorld(this, {}, async (world) => {
            project(world, { "index.ts": policy });
            const pack = await currentPack();
            const { code, output } = world.command("preview", "--stack", "test", "--policy-pack", pack);
            assert.notEqual(code, 0, output);
            assert.match(output, /mandatory.*iam-passrole-wildcard/);
        });
    });
});
