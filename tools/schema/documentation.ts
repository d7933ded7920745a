import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

/** What the comment over a declaration says. */
export interface Documentation {
    readonly text: string;
    /** What `@default` says, as written. */
    readonly byDefault?: string;
    readonly examples: readonly string[];
    readonly links: readonly string[];
}

/** An interface, with the properties it inherits, a class with its properties, or the members of an enumeration. */
export interface Documented extends Documentation {
    readonly members: ReadonlyMap<string, Documentation>;
}

/** One line: prose is wrapped in the source, not in an editor. */
const unwrapped = (text: string): string => text.replace(/\s*\n\s*/g, " ").trim();

const textOf = (comment: Parameters<typeof ts.getTextOfJSDocComment>[0]): string =>
    unwrapped((ts.getTextOfJSDocComment(comment) ?? "").replace(/\{@link\s+([^}|]+)[^}]*\}/g, "$1"));

const documentationOf = (node: ts.Node): Documentation => {
    const tags = ts.getJSDocTags(node);
    // TypeScript reads the address of `@see https://…` as a name and the rest as its comment.
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

/** Interfaces, classes, enumerations, and the objects that serve as such. */
const declarationsIn = (file: ts.SourceFile): readonly Named[] =>
    file.statements.flatMap((statement): readonly Named[] =>
        ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)
            ? [statement]
            : ts.isVariableStatement(statement)
              ? statement.declarationList.declarations
              : [],
    );

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
 * The documentation of every interface, class and enumeration in these files, by name.
 *
 * @throws Error when two files declare one name: Pulumi's analyzer would silently merge them.
 */
export const documentationIn = (files: readonly string[]): ReadonlyMap<string, Documented> => {
    const declared = new Map<string, Named>();
    for (const file of files) {
        const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
        for (const declaration of declarationsIn(source)) {
            const name = nameOf(declaration);
            if (declared.has(name)) {
                throw new Error(`${file} declares ${name}, which another file declares too; rename one of them`);
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
                // The comment of `const X = {…}` stands over the statement, not over the declaration.
                ...documentationOf(ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration),
                members: new Map(members(name)),
            },
        ]),
    );
};

/** The TypeScript files of a folder. */
export const argsFilesIn = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /(^|[\\/])([a-zA-Z]+A|a)rgs\.ts$/.test(file))
        .sort()
        .map((file) => join(folder, file));
