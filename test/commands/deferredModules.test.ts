import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { exampleStacks } from "../../tools/examples";
import { root } from "../support/imports";

/** The modules that are loaded only to serialize functions: TypeScript, and npm's dependency resolver. */
const serialization = String.raw`/node_modules[\\/](typescript|@npmcli[\\/]arborist)[\\/]lib[\\/].*[\\/]?\w+\.js$/`;
/** How many of these modules are loaded. One of them may be the placeholder. */
const loaded = `Object.keys(require.cache).filter((file) => ${serialization}.test(file)).length`;

/** Runs Node.js in its own process, and returns the JSON that it prints. */
const run = (...args: readonly string[]): unknown => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout);
};

/** Serializes a function and opens the project's packages, with the modules loaded at once or deferred. */
const serialize = (isDeferred: boolean): unknown =>
    run(
        "--input-type=module",
        "--eval",
        `
            import { createRequire } from "node:module";
            import { deferFunctionSerialization } from "./commands/deferredModules.mjs";
            const require = createRequire(${JSON.stringify(join(root, "index.ts"))});
            if (${String(isDeferred)}) {
                deferFunctionSerialization(${JSON.stringify(join(root, "index.ts"))});
            }
            const { runtime } = require("@pulumi/pulumi");
            const before = ${loaded};
            const captured = { answer: 42 };
            const { text } = await runtime.serializeFunction(() => captured.answer);
            const { Arborist } = createRequire(require.resolve("@pulumi/pulumi"))("@npmcli/arborist");
            const { path } = new Arborist({ path: "." });
            console.log(JSON.stringify({ isLoadedBefore: before > 1, text, path }));
            process.exit();
        `,
    );

describe("deferFunctionSerialization", function () {
    this.timeout(120_000);

    it("loads the modules when a function is serialized, with the same result", () => {
        const atOnce = serialize(false) as Readonly<Record<string, unknown>>;
        assert.equal(atOnce.isLoadedBefore, true);
        assert.match(String(atOnce.text), /captured\.answer/);
        assert.equal(atOnce.path, root);
        assert.deepEqual(serialize(true), { ...atOnce, isLoadedBefore: false });
    });

    it("leaves them unloaded in npm run preview", () => {
        const report = `data:text/javascript,${encodeURIComponent(`
            import { createRequire } from "node:module";
            const require = createRequire(${JSON.stringify(join(root, "index.ts"))});
            process.on("exit", () => console.error(${loaded} > 1 ? "loaded" : "deferred"));
        `)}`;
        const { stderr } = spawnSync(
            process.execPath,
            [
                "--import",
                report,
                join("commands", "start.mjs"),
                "preview",
                "--config",
                exampleStacks.complete.file,
                "--json",
            ],
            { cwd: root, encoding: "utf8" },
        );
        assert.match(stderr, /^deferred$/m);
    });
});
