import schema from "../../program/config.schema.json";
import { join } from "node:path";
import { argsFilesIn, documentationIn, type Documentation, type Documented } from "../schema/documentation";
import type { AnyLimit } from "../schema/limitSchema";
import type { DocumentedPattern } from "./documentedPattern";
import { anchor, blocks, code, prose, table } from "./markdown";

/** The part of a JSON Schema that says what an arg is. */
interface ArgSchema {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: ArgSchema;
    readonly additionalProperties?: ArgSchema | boolean;
    readonly enum?: readonly unknown[];
    readonly properties?: Readonly<Record<string, ArgSchema>>;
    readonly required?: readonly string[];
}

const definitions = schema.definitions as unknown as Readonly<Record<string, ArgSchema>>;
const documentation = documentationIn(argsFilesIn(join(__dirname, "..", "..", "components")));

/** The args that many patterns take; they come last. */
const common = new Set(documentation.get("UnverifiedTrustArgs")?.members.keys());

/** A definition that an arg refers to, and the limits it stands under there. */
interface Reference {
    readonly name: string;
    readonly limit: AnyLimit | undefined;
}

const definitionOf = ($ref: string): string => $ref.slice($ref.lastIndexOf("/") + 1);

const typeOf = ({ type, $ref, items, additionalProperties, enum: values }: ArgSchema): string =>
    $ref !== undefined
        ? `[${definitionOf($ref)}](#${anchor(definitionOf($ref))})`
        : values !== undefined
          ? values.map((value) => code(JSON.stringify(value))).join(" or ")
          : items !== undefined
            ? `list of ${typeOf(items)}`
            : typeof additionalProperties === "object"
              ? `${typeOf(additionalProperties)} by key`
              : code(type ?? "any");

const referencesOf = (
    { $ref, items, additionalProperties }: ArgSchema,
    limit: AnyLimit | undefined,
): readonly Reference[] => [
    ...($ref === undefined ? [] : [{ name: definitionOf($ref), limit }]),
    ...(items === undefined ? [] : referencesOf(items, limit?.each)),
    ...(typeof additionalProperties === "object" ? referencesOf(additionalProperties, limit?.values) : []),
];

/** What a limit allows, each part a sentence; `of` is what it is about, nothing for the arg itself. */
const allowances = (limit: AnyLimit | undefined, of?: string): readonly string[] => {
    const said = (text: string): string => `${of ?? "Allowed"}: ${text}.`;
    const counts = [
        ...(limit?.atLeast === undefined ? [] : [limit.atLeast === 1 ? "not empty" : `at least ${limit.atLeast}`]),
        ...(limit?.atMost === undefined ? [] : [`at most ${limit.atMost}`]),
    ];
    return limit === undefined
        ? []
        : [
              ...(limit.allowed === undefined ? [] : [said(limit.allowed)]),
              ...(counts.length === 0 ? [] : [said(counts.join(", "))]),
              ...allowances(limit.keys, "Each key"),
              ...allowances(limit.values, "Each value"),
              ...allowances(limit.each, of === undefined ? "Each" : "Each of these"),
          ];
};

const standing = { exactlyOne: "Exactly one", atLeastOne: "At least one", atMostOne: "At most one" } as const;

const defaultOf = (said: Documentation | undefined, required: boolean): string => {
    const { byDefault } = said ?? {};
    return required
        ? "**required**"
        : byDefault === undefined
          ? ""
          : byDefault.startsWith("- ")
            ? prose(byDefault.slice(2))
            : code(byDefault);
};

const described = (said: Documentation | undefined, limit: AnyLimit | undefined): string =>
    [
        prose(said?.text ?? ""),
        ...allowances(limit).map(prose),
        ...(said?.examples ?? []).map((example) => `Example: ${code(example)}.`),
        ...(said?.links ?? []).map((link) => `See <${link}>.`),
    ]
        .filter((part) => part !== "")
        .join(" ");

/** Required ones first, then the pattern's own, then the common ones; each as in the source. */
const ordered = (names: readonly string[], required: ReadonlySet<string>): readonly string[] => {
    const rank = (name: string): number => (required.has(name) ? 0 : common.has(name) ? 2 : 1);
    return [...names].sort((one, other) => rank(one) - rank(other));
};

const membersOf = (name: string): Documented | undefined =>
    // A number at its end tells definitions apart that stand under different limits.
    documentation.get(name) ?? documentation.get(name.replace(/\d+$/, ""));

const argsTable = ({ name, limit }: Reference): string => {
    const { properties = {}, required = [] } = definitions[name] ?? {};
    const said = membersOf(name)?.members;
    const needed = new Set(required);
    return blocks(
        table(
            ["Arg", "Type", "Default", "Meaning"],
            ordered(Object.keys(properties), needed).map((arg) => [
                code(arg),
                typeOf(properties[arg] ?? {}),
                defaultOf(said?.get(arg), needed.has(arg)),
                described(said?.get(arg), limit?.properties?.[arg]),
            ]),
        ),
        ...(limit?.together ?? []).map(({ rule, of }) => `${standing[rule]} of ${of.map(code).join(", ")}.`),
    );
};

/** The definitions below one, each once, in the order in which a reader meets them. */
const nested = (from: Reference, met: Set<string>): readonly Reference[] => {
    const { properties = {} } = definitions[from.name] ?? {};
    const direct = ordered(Object.keys(properties), new Set(definitions[from.name]?.required))
        .flatMap((arg) => referencesOf(properties[arg] ?? {}, from.limit?.properties?.[arg]))
        .filter(({ name }) => !met.has(name) && met.add(name));
    return direct.flatMap((reference) => [reference, ...nested(reference, met)]);
};

/** The args of a pattern, with those within them. */
export const argsOf = ({ component, limits }: DocumentedPattern): string => {
    const own: Reference = { name: `${component}Args`, limit: limits };
    return blocks(
        argsTable(own),
        ...nested(own, new Set([own.name])).flatMap((reference) => [
            `### ${reference.name}`,
            prose(membersOf(reference.name)?.text ?? ""),
            argsTable(reference),
        ]),
    );
};
