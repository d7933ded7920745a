// Starts a command of this folder by its name. esbuild makes one script of it in a third of a second; compiling its
// hundred files one by one as they are required takes several.
import { createRequire, Module } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = dirname(fileURLToPath(import.meta.url));
const [, , name = "", ...args] = process.argv;
const file = join(folder, `${name}.ts`);
const require = createRequire(file);

// From Node.js 22 on, what V8 made of the packages is kept from run to run.
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
    // Most of its start-up, and esbuild works in a process of its own meanwhile.
    require("@pulumi/pulumi");
    // Pulumi takes a trace for every promise. Who wants them whole says so: node --stack-trace-limit.
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
