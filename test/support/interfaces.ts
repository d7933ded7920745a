import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { argsFilesIn } from "../../tools/schema/documentation";
import { root } from "./imports";

/** The type names in a type, at any depth, such as `TaskArgs` in `Record<string, TaskArgs>`. */
const named = (node: ts.Node | undefined): readonly string[] => {
    const names: string[] = [];
    const visit = (inner: ts.Node): void => {
        if (ts.isTypeReferenceNode(inner) && ts.isIdentifier(inner.typeName)) {
            names.push(inner.typeName.text);
        }
        ts.forEachChild(inner, visit);
    };
    if (node !== undefined) {
        visit(node);
    }
    return names;
};

/** Every args interface: its properties, including inherited ones, with the type names in each. */
export const argsInterfaces = (): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> => {
    const declared = argsFilesIn(join(root, "components")).flatMap((file) =>
        ts
            .createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest)
            .statements.filter(ts.isInterfaceDeclaration),
    );
    const propertiesOf = (name: string): readonly (readonly [string, readonly string[]])[] =>
        declared
            .filter((one) => one.name.text === name)
            .flatMap(({ members, heritageClauses = [] }) => [
                ...heritageClauses.flatMap(({ types }) =>
                    types.flatMap(({ expression }) =>
                        ts.isIdentifier(expression) ? propertiesOf(expression.text) : [],
                    ),
                ),
                ...members.flatMap((member) =>
                    ts.isPropertySignature(member) && ts.isIdentifier(member.name)
                        ? [[member.name.text, named(member.type)] as const]
                        : [],
                ),
            ]);
    return new Map(declared.map(({ name }) => [name.text, new Map(propertiesOf(name.text))]));
};
