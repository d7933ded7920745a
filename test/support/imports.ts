import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import * as ts from "typescript";

export const root = join(__dirname, "..", "..");

/** Folders with installed or generated files. */
const made = new Set(["node_modules", "bin", "build", "coverage", "reports"]);

/** Every source file in a folder tree, as a path from the root. */
export const filesBelow = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = normalize(join(folder, entry.name));
        if (entry.isDirectory()) {
            return made.has(entry.name) || entry.name.startsWith(".") ? [] : filesBelow(path);
        }
        return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
    });

/** Folders beside those that are no part of the repository, wherever they are. */
const unversioned = new Set([...made, ".git", ".cache", ".stryker-tmp"]);

/** Every file of the repository below a folder, hidden ones too, as paths from the root. */
export const repositoryFiles = (folder = "."): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = normalize(join(folder, entry.name));
        if (unversioned.has(entry.name)) {
            return [];
        }
        return entry.isDirectory() ? repositoryFiles(path) : [path];
    });

/** One import, in any form. */
export interface Import {
    /** The folder in the project, the package, or `node:…`; undefined if the specifier is computed. */
    readonly from: string | undefined;
    /** The imported file, if it belongs to the project. */
    readonly file?: string;
    readonly typeOnly: boolean;
}

const resolved = (file: string, specifier: string): Omit<Import, "typeOnly"> => {
    if (!specifier.startsWith(".")) {
        return { from: specifier };
    }
    const path = normalize(join(dirname(file), specifier)).replace(/\/$/, "");
    const isFolder = existsSync(join(root, path)) && statSync(join(root, path)).isDirectory();
    return { from: isFolder && !existsSync(join(root, `${path}.ts`)) ? path : dirname(path), file: path };
};

const textOf = (node: ts.Node | undefined): string | undefined =>
    node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

const loads = (node: ts.CallExpression): boolean =>
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    /^((module\.)?require|require\.resolve|createRequire\(.*\))$/.test(node.expression.getText());

/** Every import, re-export, type import, `require` and dynamic import in the code. */
const importsIn = (file: string, code: string): readonly Import[] => {
    const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
    const found: Import[] = [];
    const add = (specifier: string | undefined, typeOnly: boolean): void => {
        found.push({ ...(specifier === undefined ? { from: undefined } : resolved(file, specifier)), typeOnly });
    };
    for (const { fileName } of [...source.referencedFiles, ...source.typeReferenceDirectives]) {
        add(fileName, true);
    }
    const visit = (node: ts.Node): void => {
        if (ts.isImportDeclaration(node)) {
            add(textOf(node.moduleSpecifier), node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
        } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
            add(textOf(node.moduleSpecifier), node.isTypeOnly);
        } else if (ts.isImportTypeNode(node)) {
            add(ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined, true);
        } else if (ts.isExternalModuleReference(node)) {
            add(textOf(node.expression), false);
        } else if (ts.isCallExpression(node) && loads(node)) {
            add(textOf(node.arguments[0]), false);
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
};

/** Every import of a file. */
export const importsOf = (file: string): readonly Import[] => importsIn(file, readFileSync(join(root, file), "utf8"));
