const { transformSync } = require("esbuild");

/** A transpiler for ts-node. It does not check types; `npm run typecheck` does. */
exports.create = () => ({
    transpile: (code, { fileName }) => {
        const { code: outputText, map: sourceMapText } = transformSync(code, {
            loader: "ts",
            format: "cjs",
            platform: "node",
            target: "node20",
            sourcefile: fileName,
            sourcemap: true,
            tsconfigRaw: {},
        });
        return { outputText, sourceMapText };
    },
});
