const { transformSync } = require("esbuild");

/** What ts-node asks of a transpiler. Types are checked by `npm run typecheck`, once for all. */
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
