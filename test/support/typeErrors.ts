import { join } from "node:path";
import * as ts from "typescript";
import { root } from "./imports";

const folder = join(root, "tools", "schema");

/** Compiler options without the types of the provider and of browsers, which take seconds to load. */
const options = (): ts.CompilerOptions => ({
    // That configuration leaves the provider's types out: args and outputs are plain.
    ...ts.parseJsonConfigFileContent(
        ts.readConfigFile(join(folder, "tsconfig.json"), (path) => ts.sys.readFile(path)).config,
        ts.sys,
        folder,
    ).options,
    lib: ["lib.es2022.d.ts"],
});

/** The type errors in these texts, each compiled as a file in the root folder. The keys are the names in the errors. */
export const typeErrorsIn = (texts: ReadonlyMap<string, string>): readonly string[] => {
    const compilerOptions = options();
    const host = ts.createCompilerHost(compilerOptions);
    const files = new Map(
        [...texts].map(([name, text], i) => [join(root, `example-${i}.ts`), { name, text }] as const),
    );
    const program = ts.createProgram([...files.keys()], compilerOptions, {
        ...host,
        fileExists: (file) => files.has(file) || host.fileExists(file),
        getSourceFile: (file, languageVersion) => {
            const example = files.get(file);
            return example === undefined
                ? host.getSourceFile(file, languageVersion)
                : ts.createSourceFile(file, example.text, languageVersion);
        },
    });
    return [...files].flatMap(([file, { name }]) => {
        const source = program.getSourceFile(file);
        // Only these files are checked; `npm run typecheck` checks those that they import.
        return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
            ({ start = 0, messageText }) =>
                `${name}:${(source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1}: ` +
                ts.flattenDiagnosticMessageText(messageText, "\n"),
        );
    });
};
