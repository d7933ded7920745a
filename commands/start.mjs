// Starts a command of this folder by its name. esbuild makes one script of it in a tenth of a second; compiling its
// hundred files one by one as they are required takes several.
import { createRequire, Module } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const folder = dirname(fileURLToPath(import.meta.url));
const [, , name = "", ...args] = process.argv;
const file = join(folder, `${name}.ts`);

const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: "node",
    packages: "external",
    target: "node20",
    sourcemap: "inline",
});

process.argv = [process.argv[0], file, ...args];
const command = new Module(file);
command.filename = file;
command.paths = createRequire(file).resolve.paths("esbuild");
command._compile(outputFiles[0].text, file);
