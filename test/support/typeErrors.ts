import { join } from "node:path";
import * as ts from "typescript";
import { root } from "./imports";

const folder = join(root, "tools", "schema");

/** The compiler's options, without the types of the provider and of browsers, whose reading takes seconds. */
const options = (): ts.CompilerOptions => ({
    // There the provider's types are left out: args and outputs are plain.
    ...ts.parseJsonConfigFileContent(
        ts.readConfigFile(join(folder, "tsconfig.json"), (path) => ts.sys.readFile(path)).config,
        ts.sys,
        folder,
    ).options,
    lib: ["lib.es2022.d.ts"],
});

/** What is wrong with the types of these texts, as if each were a file of the root; by their names. */
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
        // Only these files are checked; those they import are the type check's.
        return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
            ({ start = 0, messageText }) =>
                `${name}:${(source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1}: ` +
                ts.flattenDiagnosticMessageText(messageText, "\n"),
        );
    });
};
