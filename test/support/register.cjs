// ts-node for mocha with esbuild as its transpiler, which compiles several hundred files ten times faster.
require("ts-node").register({ transpileOnly: true, transpiler: require.resolve("./transpiler.cjs") });
