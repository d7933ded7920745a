import schema from "../../program/config.schema.json";
import { join } from "node:path";
import { argsFilesIn, documentationIn, type Documentation, type Documented } from "../schema/documentation";
import type { AnyConstraint } from "../schema/limitSchema";
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
    readonly limit: AnyConstraint | undefined;
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
    constraint: AnyConstraint | undefined,
): readonly Reference[] => [
    ...($ref === undefined ? [] : [{ name: definitionOf($ref), limit: constraint }]),
    ...(items === undefined ? [] : referencesOf(items, constraint?.each)),
    ...(typeof additionalProperties === "object" ? referencesOf(additionalProperties, constraint?.values) : []),
];

/** What a limit allows, each part a sentence; `of` is what it is about, nothing for the arg itself. */
const allowances = (constraint: AnyConstraint | undefined, of?: string): readonly string[] => {
    const said = (text: string): string => `${of ?? "Allowed"}: ${text}.`;
    const counts = [
        ...(constraint?.atLeast === undefined
            ? []
            : [constraint.atLeast === 1 ? "not empty" : `at least ${constraint.atLeast}`]),
        ...(constraint?.atMost === undefined ? [] : [`at most ${constraint.atMost}`]),
    ];
    return constraint === undefined
        ? []
        : [
              ...(constraint.description === undefined ? [] : [said(constraint.description)]),
              ...(counts.length === 0 ? [] : [said(counts.join(", "))]),
              ...allowances(constraint.keys, "Each key"),
              ...allowances(constraint.values, "Each value"),
              ...allowances(constraint.each, of === undefined ? "Each" : "Each of these"),
          ];
};

const groupRules = { exactlyOne: "Exactly one", atLeastOne: "At least one", atMostOne: "At most one" } as const;

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

const described = (said: Documentation | undefined, constraint: AnyConstraint | undefined): string =>
    [
        prose(said?.text ?? ""),
        ...allowances(constraint).map(prose),
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
        ...(limit?.groups ?? []).map(({ rule, of }) => `${groupRules[rule]} of ${of.map(code).join(", ")}.`),
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
export const argsOf = ({ component, constraints }: DocumentedPattern): string => {
    const own: Reference = { name: `${component}Args`, limit: constraints };
    return blocks(
        argsTable(own),
        ...nested(own, new Set([own.name])).flatMap((reference) => [
            `### ${reference.name}`,
            prose(membersOf(reference.name)?.text ?? ""),
            argsTable(reference),
        ]),
    );
};
