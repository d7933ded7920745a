/**
 * The entry of the component plugin. Exports nothing to Pulumi's plugin runner, which would host exported components
 * itself, in a second server that analyzes the sources.
 *
 * In the repository, the sources are bundled each time, so a change takes effect at once. Elsewhere there is only the
 * bundle that `npm run build` writes and a release contains.
 */
const { existsSync } = require("node:fs");
const { createRequire, Module } = require("node:module");
const { join, sep } = require("node:path");

const bundle = join(__dirname, "bin", "provider.js");
const entry = join(__dirname, "provider.ts");
const repository = join(__dirname, "..");

/** Whether the sources are there, and what it takes to bundle them: the development dependencies of the repository. */
const hasSources = () => existsSync(entry) && existsSync(join(repository, "node_modules", "esbuild"));

/** Compiles the sources, without writing a file that could become outdated. */
const fromSources = () => {
    const { buildSync } = createRequire(entry)("esbuild");
    const { outputFiles } = buildSync({
        entryPoints: [entry],
        bundle: true,
        write: false,
        platform: "node",
        packages: "external",
        target: "node20",
    });
    const compiled = new Module(entry);
    compiled.filename = entry;
    compiled.paths = Module._nodeModulePaths(__dirname);
    compiled._compile(outputFiles[0].text, entry);
    return compiled.exports;
};

/** Throws if the installed Pulumi SDK is older than the class that the provider extends. */
const checkSdk = () => {
    const { version } = createRequire(entry)("@pulumi/pulumi/package.json");
    const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
    if (major === 3 && minor < 160) {
        throw new Error(
            `@pulumi/pulumi ${version} is too old for the component plugin. Install 3.160.0 or newer beside it.`,
        );
    }
};

const provider = () => {
    checkSdk();
    if (hasSources()) {
        return fromSources();
    }
    if (existsSync(bundle)) {
        return createRequire(entry)(bundle);
    }
    throw new Error(
        `${bundle} is missing. Use a release (a tag vX.Y.Z, or the npm package), which contains it, or run ` +
            "`npm ci` in the root of the repository.",
    );
};

/** The runner of plugins, which requires this file as the `main` of its package. */
const runner = join("@pulumi", "pulumi", "cmd", "run-plugin") + sep;

if (module.parent?.filename?.includes(runner)) {
    provider().serve(__dirname);
} else {
    // A program of the repository that imports the folder.
    module.exports = require("./index");
}
