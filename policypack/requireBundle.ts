// Imported first. If the bundle named in package.json is missing, Node.js falls back to the sources, which start
// several times slower and with whichever TypeScript compiler is installed.
if (__filename.endsWith(".ts")) {
    throw new Error(
        "The policy pack is not built: policypack/bin/index.js is missing. " +
            "Run `npm run build` in the root of the repository, then run Pulumi again.",
    );
}
