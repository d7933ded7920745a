// Imported first. Node falls back to the sources when the bundle named in package.json is missing; they would start, but
// several times slower, on every command of everyone, and with whatever compiler stands about.
if (__filename.endsWith(".ts")) {
    throw new Error(
        "The policy pack is not built: policypack/bin/index.js is missing. " +
            "Run `npm run build` in the repository's root, then start Pulumi again.",
    );
}
