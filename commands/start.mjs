// Starts a command of this folder by name. Bundling it with esbuild takes a third of a second; compiling its hundred
// files one by one when they are required takes several seconds.
import { createRequire, Module } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { deferFunctionSerialization } from "./deferredModules.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const [, , name = "", ...args] = process.argv;
const file = join(folder, `${name}.ts`);
const require = createRequire(file);

// Node.js 22 and later cache compiled packages between runs.
Module.enableCompileCache?.(join(folder, "..", "node_modules", ".cache", "compile"));

const building = build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: "node",
    packages: "external",
    target: "node20",
});
if (name === "preview") {
    // Loads in parallel with esbuild, which runs in its own process. This is most of the start-up time.
    deferFunctionSerialization(file);
    require("@pulumi/pulumi");
    // Pulumi captures a stack trace for every promise. Use node --stack-trace-limit for full traces.
    if (Error.stackTraceLimit === 10) {
        Error.stackTraceLimit = 2;
    }
}
const { outputFiles } = await building;

process.argv = [process.argv[0], file, ...args];
const command = new Module(file);
command.filename = file;
command.paths = require.resolve.paths("esbuild");
command._compile(outputFiles[0].text, file);
