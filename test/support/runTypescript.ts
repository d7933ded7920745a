import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import * as ts from "typescript";
import { root } from "./imports";

/** A compiled module. */
type Run = (load: ReturnType<typeof createRequire>, exported: Record<string, unknown>) => void;

/** Compiles a program as a file in the root folder. The result runs it and returns its exports. */
export const compileTypescript = (text: string, filename: string): (() => Readonly<Record<string, unknown>>) => {
    const { outputText } = ts.transpileModule(text, {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const run = compileFunction(outputText, ["require", "exports"], { filename }) as Run;
    return () => {
        const exported: Record<string, unknown> = {};
        run(createRequire(join(root, "example.ts")), exported);
        return exported;
    };
};
