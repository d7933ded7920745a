import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

/** The JSDoc comment of a declaration. */
export interface Documentation {
    readonly text: string;
    /** The text of `@default`, unchanged. */
    readonly byDefault?: string;
    readonly examples: readonly string[];
    readonly links: readonly string[];
}

/** A documented interface (with inherited properties), class or enumeration. */
export interface Documented extends Documentation {
    readonly members: ReadonlyMap<string, Documentation>;
}

/** Joins the lines of wrapped prose. */
const unwrapped = (text: string): string => text.replace(/\s*\n\s*/g, " ").trim();

const textOf = (comment: Parameters<typeof ts.getTextOfJSDocComment>[0]): string =>
    unwrapped((ts.getTextOfJSDocComment(comment) ?? "").replace(/\{@link\s+([^}|]+)[^}]*\}/g, "$1"));

const documentationOf = (node: ts.Node): Documentation => {
    const tags = ts.getJSDocTags(node);
    // TypeScript parses the URL of `@see https://…` as a name and the rest as a comment.
    const named = (name: string): readonly string[] =>
        tags
            .filter(({ tagName }) => tagName.text === name)
            .map((tag) =>
                unwrapped(
                    tag
                        .getText()
                        .replace(/^@\w+/, "")
                        .replace(/^\s*\*\/?/gm, ""),
                ),
            );
    const [byDefault] = named("default");
    return {
        text: ts
            .getJSDocCommentsAndTags(node)
            .filter((part) => ts.isJSDoc(part))
            .map((part) => textOf(part.comment))
            .join(" "),
        ...(byDefault === undefined ? {} : { byDefault }),
        examples: named("example"),
        links: named("see"),
    };
};

type Named = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.EnumDeclaration | ts.VariableDeclaration;

/** Interfaces, classes, enumerations, and objects that serve as enumerations. */
const declarationsIn = (file: ts.SourceFile): readonly Named[] =>
    file.statements.flatMap((statement): readonly Named[] => {
        if (
            ts.isInterfaceDeclaration(statement) ||
            ts.isClassDeclaration(statement) ||
            ts.isEnumDeclaration(statement)
        ) {
            return [statement];
        }
        return ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    });

const membersOf = (declaration: Named): readonly ts.Node[] => {
    if (ts.isClassDeclaration(declaration)) {
        return declaration.members.filter((member) => ts.isPropertyDeclaration(member));
    }
    if (!ts.isVariableDeclaration(declaration)) {
        return declaration.members;
    }
    const value = declaration.initializer;
    const object = value !== undefined && ts.isAsExpression(value) ? value.expression : value;
    return object !== undefined && ts.isObjectLiteralExpression(object) ? object.properties : [];
};

const nameOf = (node: ts.Node): string =>
    (node as ts.NamedDeclaration).name?.getText().replace(/^["']|["']$/g, "") ?? "";

const parentsOf = (declaration: Named): readonly string[] =>
    ts.isInterfaceDeclaration(declaration)
        ? (declaration.heritageClauses ?? []).flatMap(({ types }) =>
              types.map(({ expression }) => expression.getText()),
          )
        : [];

/**
 * Reads the documentation of every interface, class and enumeration in these files, by name.
 *
 * @throws Error if two files declare the same name: Pulumi's analyzer would silently merge them.
 */
export const documentationIn = (files: readonly string[]): ReadonlyMap<string, Documented> => {
    const declared = new Map<string, Named>();
    for (const file of files) {
        const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
        for (const declaration of declarationsIn(source)) {
            const name = nameOf(declaration);
            if (declared.has(name)) {
                throw new Error(`${file} declares ${name}, which another file also declares; rename one of them`);
            }
            declared.set(name, declaration);
        }
    }
    const members = (name: string): readonly (readonly [string, Documentation])[] => {
        const declaration = declared.get(name);
        return declaration === undefined
            ? []
            : [
                  ...parentsOf(declaration).flatMap(members),
                  ...membersOf(declaration).map((member) => [nameOf(member), documentationOf(member)] as const),
              ];
    };
    return new Map(
        [...declared].map(([name, declaration]) => [
            name,
            {
                // The comment of `const X = {…}` belongs to the statement, not to the declaration.
                ...documentationOf(ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration),
                members: new Map(members(name)),
            },
        ]),
    );
};

/** Finds the args files in a folder. */
export const argsFilesIn = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /(^|[\\/])([a-zA-Z]+A|a)rgs\.ts$/.test(file))
        .sort()
        .map((file) => join(folder, file));
