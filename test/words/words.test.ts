/** Holds one name for one thing, and the terms of AWS, Pulumi and CrossGuard. */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { filesBelow, repositoryFiles, root } from "../support/imports";
import { exceptions, nameExceptions, retiredNames, retiredWords } from "./retired";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

const isException = (file: string, text: string): boolean =>
    exceptions.some((exception) => exception.file.test(file) && exception.text.test(text));

/** The names that a file declares: types, functions, constants, and the properties of types. */
const declaredNames = (file: string, code = read(file)): readonly string[] => {
    const names: string[] = [];
    const visit = (node: ts.Node): void => {
        if (
            (ts.isInterfaceDeclaration(node) ||
                ts.isTypeAliasDeclaration(node) ||
                ts.isClassDeclaration(node) ||
                ts.isFunctionDeclaration(node) ||
                ts.isPropertySignature(node) ||
                ts.isPropertyDeclaration(node) ||
                ts.isMethodDeclaration(node)) &&
            node.name !== undefined &&
            ts.isIdentifier(node.name)
        ) {
            names.push(node.name.text);
        }
        if (ts.isVariableStatement(node) && node.parent.kind === ts.SyntaxKind.SourceFile) {
            names.push(
                ...node.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : [])),
            );
        }
        ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
    return names;
};

/** The prose of a file, line by line: the comments and texts of code, the whole of a page, the comments of YAML. */
const proseOf = (file: string, text = read(file)): readonly (readonly [line: number, prose: string])[] => {
    if (/\.ya?ml$/.test(file)) {
        return text.split("\n").flatMap((line, i) => {
            const [, comment] = /(?:^|\s)#\s?(.*)$/.exec(line) ?? [];
            return comment === undefined ? [] : [[i + 1, comment] as const];
        });
    }
    if (!/\.[cm]?[jt]s$/.test(file)) {
        return text.split("\n").map((line, i) => [i + 1, line] as const);
    }
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
    const found: (readonly [number, string])[] = [];
    const seen = new Set<number>();
    const comments = (position: number): void => {
        for (const { pos, end } of [
            ...(ts.getLeadingCommentRanges(text, position) ?? []),
            ...(ts.getTrailingCommentRanges(text, position) ?? []),
        ]) {
            if (!seen.has(pos)) {
                seen.add(pos);
                found.push(
                    ...text
                        .slice(pos, end)
                        .split("\n")
                        .map((line, i) => [lineAt(pos) + i, line] as const),
                );
            }
        }
    };
    const visit = (node: ts.Node): void => {
        comments(node.getFullStart());
        comments(node.getEnd());
        const isKey =
            (ts.isPropertyAssignment(node.parent) || ts.isPropertySignature(node.parent)) && node.parent.name === node;
        if (
            ts.isStringLiteralLike(node) &&
            !ts.isImportDeclaration(node.parent) &&
            !ts.isExportDeclaration(node.parent) &&
            !isKey
        ) {
            found.push([lineAt(node.getStart()), node.text]);
        } else if (
            node.kind === ts.SyntaxKind.TemplateHead ||
            node.kind === ts.SyntaxKind.TemplateMiddle ||
            node.kind === ts.SyntaxKind.TemplateTail
        ) {
            found.push([lineAt(node.getStart()), (node as ts.TemplateLiteralToken).text]);
        }
        ts.forEachChild(node, visit);
    };
    ts.forEachChild(source, visit);
    return found;
};

/** Every line of prose with a retired word, and what to write instead. */
const retiredIn = (file: string, text?: string): readonly string[] =>
    proseOf(file, text).flatMap(([line, prose]) =>
        isException(file, prose)
            ? []
            : retiredWords
                  .filter(([words]) => words.test(prose))
                  .map(
                      ([words, instead]) =>
                          `${file}:${line} ${prose.trim()} [${words.exec(prose)?.[0] ?? ""}: ${instead}]`,
                  ),
    );

/** Every file with prose, but the lists of retired words themselves. */
const proseFiles = repositoryFiles().filter(
    (file) => /\.([cm]?[jt]s|md|ya?ml)$/.test(file) && !file.startsWith("test/words/"),
);

describe("names", () => {
    it("are not retired ones", () => {
        const found = filesBelow(".")
            .filter((file) => file.endsWith(".ts") && !file.startsWith("test/words/"))
            .flatMap((file) =>
                declaredNames(file)
                    .filter(
                        (name) =>
                            Object.hasOwn(retiredNames, name) &&
                            !nameExceptions.some((exception) => exception.file === file && exception.name === name),
                    )
                    .map((name) => `${file}: ${name}, now ${retiredNames[name] ?? ""}`),
            );
        assert.deepEqual(found, []);
    });

    it("have exceptions that are all needed", () => {
        for (const { file, name } of nameExceptions) {
            assert.ok(declaredNames(file).includes(name), `${file} ${name}`);
        }
    });

    it("are seen wherever they are declared", () => {
        const code = `
            export interface Grip { readonly problems: string }
            type Word = string;
            class StandIn { told = 1; judge() { return 1; } }
            export const lawful = 1, own = 2;
            function tell() {}
        `;
        assert.deepEqual(
            declaredNames("example.ts", code).filter((name) => Object.hasOwn(retiredNames, name)),
            ["Grip", "problems", "Word", "StandIn", "judge", "lawful", "own", "tell"],
        );
    });
});

describe("words", () => {
    it("are read from every file", () => {
        assert.ok(proseFiles.length > 700, String(proseFiles.length));
    });

    it("are those of AWS, Pulumi and CrossGuard", () => {
        assert.deepEqual(
            proseFiles.flatMap((file) => retiredIn(file)),
            [],
        );
    });

    for (const [name, file, text] of [
        ["a comment", "a.ts", "// The law says so.\nexport const a = 1;\n"],
        ["a JSDoc comment", "a.ts", "/**\n * What the deployment told.\n */\nexport const a = 1;\n"],
        ["a trailing comment", "a.ts", "export const a = 1; // a stranger\n"],
        ["a text", "a.ts", 'export const a = "is refused";\n'],
        ["a template", "a.ts", "export const a = (b: string): string => `${b} let in`;\n"],
        ["a title", "a.ts", 'it("judges a document", () => {});\n'],
        ["a page", "a.md", "# The house\n"],
        ["a comment in YAML", "a.yaml", "a: 1 # the verdict\n"],
    ] as const) {
        it(`are seen in ${name}`, () => {
            assert.equal(retiredIn(file, text).length, 1);
        });
    }

    for (const [name, file, text] of [
        ["a name", "a.ts", "export const refused = 1;\n"],
        ["an import", "a.ts", 'import "./refused";\n'],
        ["a key", "a.ts", 'export const a = { "refused": 1 };\n'],
        ["a value in YAML", "a.yaml", "refused: law\n"],
        ["a longer word", "a.md", "lawyer, flawless, judgemental, foretold\n"],
    ] as const) {
        it(`are not looked for in ${name}`, () => {
            assert.deepEqual(retiredIn(file, text), []);
        });
    }

    it("have exceptions that are all needed, each with a reason", () => {
        for (const { file, text, reason } of exceptions) {
            assert.match(reason, /\.$/);
            const needed = proseFiles
                .filter((name) => file.test(name))
                .flatMap((name) => proseOf(name))
                .some(([, prose]) => text.test(prose) && retiredWords.some(([words]) => words.test(prose)));
            assert.ok(needed, `${String(file)} ${String(text)}`);
        }
    });
});
