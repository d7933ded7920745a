import { Document, isMap, isScalar, parseDocument, YAMLMap, type Node } from "yaml";
import { ConfigError } from "../config/error";
import { patterns } from "../config/patterns";
import { namespace } from "../config/settings";
import { starts } from "./starts";

/** A component of a new stack file. */
export interface ChosenComponent {
    /** The config key of its pattern. */
    readonly pattern: string;
    readonly name: string;
}

/** What a new stack file contains. */
export interface Choice {
    readonly stack: string;
    readonly region: string;
    readonly components: readonly ChosenComponent[];
}

/** A new stack file. */
export interface NewStackFile {
    readonly text: string;
    readonly config: Readonly<Record<string, unknown>>;
    /** What the user must replace, by component. */
    readonly toReplace: readonly string[];
}

/** Whether Pulumi accepts a name for a stack. It becomes a part of a file name, so nothing else is allowed. */
export const isStackName = (name: string): boolean => /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?$/.test(name);

/**
 * Reads components as `pattern` or `pattern=name`.
 *
 * @throws ConfigError that lists every unknown pattern and every repeated component.
 */
export const componentsIn = (chosen: readonly string[]): readonly ChosenComponent[] => {
    const components = chosen.map((text): ChosenComponent => {
        const [pattern = "", ...rest] = text.split("=");
        return { pattern, name: rest.length === 0 ? (starts[pattern]?.name ?? "") : rest.join("=") };
    });
    const issues = components.flatMap(({ pattern, name }, i) => [
        ...(patterns.has(pattern)
            ? []
            : [
                  {
                      path: "--pattern",
                      value: pattern,
                      message: "is not a pattern",
                      fix: `Use one of: ${[...patterns.keys()].join(", ")}.`,
                  },
              ]),
        ...(components.slice(0, i).some((other) => other.pattern === pattern && other.name === name)
            ? [
                  {
                      path: "--pattern",
                      value: `${pattern}=${name}`,
                      message: "is there twice",
                      fix: "Give the components of a pattern different names.",
                  },
              ]
            : []),
    ]);
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    return components;
};

/** The components and those that they refer to, in the order of the patterns. */
const completed = (components: readonly ChosenComponent[]): readonly ChosenComponent[] => {
    const added = components
        .flatMap(({ pattern }) => starts[pattern]?.needs ?? [])
        .filter((needed, i, all) => all.indexOf(needed) === i && !components.some(({ pattern }) => pattern === needed))
        .map((pattern): ChosenComponent => ({ pattern, name: starts[pattern]?.name ?? "" }));
    const order = [...patterns.keys()];
    return [...added, ...components].sort((a, b) => order.indexOf(a.pattern) - order.indexOf(b.pattern));
};

/** The component as a YAML node with its comments, and the comment of a component without keys. */
const nodeOf = (yaml: string): { readonly node: Node; readonly comment: string | undefined } => {
    const node = parseDocument(yaml.trim()).contents as Node;
    const comment = node.commentBefore ?? undefined;
    node.commentBefore = undefined;
    const [first] = isMap(node) ? node.items : [];
    if (!isScalar(first?.key)) {
        return { node, comment };
    }
    first.key.commentBefore ??= comment;
    return { node, comment: undefined };
};

/** Writes a stack file with comments, whose first line names the schema for editors. */
export const newStackFile = ({ region, ...choice }: Choice, schema: string): NewStackFile => {
    const components = completed(choice.components);
    const nameOf = (pattern: string): string => components.find((one) => one.pattern === pattern)?.name ?? "";
    const document = new Document({ config: { "aws:region": region } });
    const config = document.get("config") as YAMLMap;
    const toReplace: string[] = [];
    for (const { pattern, name } of components) {
        const key = `${namespace}:${pattern}`;
        if (!config.has(key)) {
            const pair = document.createPair(key, new YAMLMap());
            pair.key.spaceBefore = true;
            config.add(pair);
        }
        const yaml = starts[pattern]?.yaml(nameOf) ?? "{}";
        const { node, comment } = nodeOf(yaml);
        const pair = document.createPair(name, node);
        if (comment !== undefined) {
            pair.key.commentBefore = comment;
        }
        (config.get(key) as YAMLMap).add(pair);
        const [, replaced] = /^# Replace: (.*)$/m.exec(yaml) ?? [];
        if (replaced !== undefined) {
            toReplace.push(`${key}.${name}: ${replaced}`);
        }
    }
    document.commentBefore = ` yaml-language-server: $schema=${schema}`;
    return {
        text: document.toString({ indent: 2, lineWidth: 0 }).replace("\n\nconfig:", "\nconfig:"),
        config: (document.toJS() as { readonly config: Readonly<Record<string, unknown>> }).config,
        toReplace,
    };
};
