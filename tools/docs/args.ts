import type { AnyConstraint } from "../../components/pattern/constraints";
import schema from "../../program/config.schema.json";
import { join } from "node:path";
import { declaredType } from "../../program/config/schema";
import { argsFilesIn, documentationIn, type Documentation, type Documented } from "../schema/documentation";
import { providerKey } from "../../program/config/instances";
import type { DocumentedPattern } from "./documentedPattern";
import { anchor, blocks, code, prose, table } from "./markdown";

/** The part of a JSON Schema that describes an arg. */
interface ArgSchema {
    readonly type?: string | readonly string[];
    readonly $ref?: string;
    readonly items?: ArgSchema;
    readonly additionalProperties?: ArgSchema | boolean;
    readonly enum?: readonly unknown[];
    readonly properties?: Readonly<Record<string, ArgSchema>>;
    readonly required?: readonly string[];
    readonly description?: string;
}

const definitions = schema.definitions as unknown as Readonly<Record<string, ArgSchema>>;
const documentation = documentationIn(argsFilesIn(join(__dirname, "..", "..", "components")));

/** The args that many patterns share; they are listed last. */
const common = new Set(documentation.get("UnverifiedTrustArgs")?.members.keys());

/** A definition that an arg refers to, with the constraint of that arg. */
interface Reference {
    readonly name: string;
    readonly constraint: AnyConstraint | undefined;
}

const definitionOf = ($ref: string): string => $ref.slice($ref.lastIndexOf("/") + 1);

const typeOf = ({ type, $ref, items, additionalProperties, enum: values }: ArgSchema): string => {
    if ($ref !== undefined) {
        return `[${definitionOf($ref)}](#${anchor(definitionOf($ref))})`;
    }
    if (values !== undefined) {
        return values.map((value) => code(JSON.stringify(value))).join(" or ");
    }
    if (items !== undefined) {
        return `list of ${typeOf(items)}`;
    }
    return typeof additionalProperties === "object"
        ? `map of ${typeOf(additionalProperties)}`
        : code(declaredType({ type }) ?? "any");
};

const referencesOf = (
    { $ref, items, additionalProperties }: ArgSchema,
    constraint: AnyConstraint | undefined,
): readonly Reference[] => [
    ...($ref === undefined ? [] : [{ name: definitionOf($ref), constraint }]),
    ...(items === undefined ? [] : referencesOf(items, constraint?.each)),
    ...(typeof additionalProperties === "object" ? referencesOf(additionalProperties, constraint?.values) : []),
];

const minimumCount = (atLeast: number): string => (atLeast === 1 ? "not empty" : `at least ${atLeast} entries`);

/** Formats a description of the form `NOUN: FORM` as `NOUN (FORM)`. */
const inParentheses = (description: string): string => description.replace(/^([^:]+): (.+)$/, "$1 ($2)");

/** Describes a constraint, one sentence for each part. `of` is the subject; without it, the arg itself. */
const allowances = (constraint: AnyConstraint | undefined, of?: string): readonly string[] => {
    if (constraint === undefined) {
        return [];
    }
    const sentence = (text: string): string => `${of ?? "Allowed"}: ${text}.`;
    const counts = [
        ...(constraint.atLeast === undefined ? [] : [minimumCount(constraint.atLeast)]),
        ...(constraint.atMost === undefined ? [] : [`at most ${constraint.atMost} entries`]),
    ];
    return [
        ...(constraint.description === undefined ? [] : [sentence(inParentheses(constraint.description))]),
        ...(counts.length === 0 ? [] : [sentence(counts.join(", "))]),
        ...allowances(constraint.keys, "Each key"),
        ...allowances(constraint.values, "Each value"),
        ...allowances(constraint.each, of === undefined ? "Each element" : `${of}, each element`),
    ];
};

const groupRules = { exactlyOne: "Exactly one", atLeastOne: "At least one", atMostOne: "At most one" } as const;

const defaultOf = (documented: Documentation | undefined, required: boolean): string => {
    if (required) {
        return "**required**";
    }
    const { byDefault = "" } = documented ?? {};
    if (byDefault === "") {
        return "";
    }
    return byDefault.startsWith("- ") ? prose(byDefault.slice(2)) : code(byDefault);
};

const described = (documented: Documentation | undefined, constraint: AnyConstraint | undefined): string =>
    [
        prose(documented?.text ?? ""),
        ...allowances(constraint).map(prose),
        ...(documented?.examples ?? []).map((example) => `Example: ${code(example)}.`),
        ...(documented?.links ?? []).map((link) => `See <${link}>.`),
    ]
        .filter((part) => part !== "")
        .join(" ");

/** Sorts args: required args, the pattern's own args, common args; each group in source order. */
const ordered = (names: readonly string[], required: ReadonlySet<string>): readonly string[] => {
    const rank = (name: string): number => {
        if (required.has(name)) {
            return 0;
        }
        return common.has(name) ? 2 : 1;
    };
    return [...names].sort((one, other) => rank(one) - rank(other));
};

const membersOf = (name: string): Documented | undefined =>
    // A trailing number distinguishes definitions with different constraints.
    documentation.get(name) ?? documentation.get(name.replace(/\d+$/, ""));

/** The provider of a component is a key of the config beside the args. */
const isArg = (property: string): boolean => property !== providerKey;

/** The documentation of a property that only the config has. */
const ofConfig = ({ description = "" }: ArgSchema = {}): Documentation => ({
    text: description,
    examples: [],
    links: [],
});

const argsTable = ({ name, constraint }: Reference): string => {
    const { properties = {}, required = [] } = definitions[name] ?? {};
    const members = membersOf(name)?.members;
    const requiredNames = new Set(required);
    return blocks(
        table(
            ["Arg", "Type", "Default", "Description"],
            ordered(Object.keys(properties).filter(isArg), requiredNames).map((arg) => [
                code(arg),
                typeOf(properties[arg] ?? {}),
                defaultOf(members?.get(arg), requiredNames.has(arg)),
                described(members?.get(arg) ?? ofConfig(properties[arg]), constraint?.properties?.[arg]),
            ]),
        ),
        ...(constraint?.groups ?? []).map(({ rule, of }) => `${groupRules[rule]} of ${of.map(code).join(", ")}.`),
    );
};

/** The definitions that a definition refers to, each once, in the order of their first reference. */
const nested = (from: Reference, seen: Set<string>): readonly Reference[] => {
    const { properties = {} } = definitions[from.name] ?? {};
    const direct = ordered(Object.keys(properties), new Set(definitions[from.name]?.required))
        .flatMap((arg) => referencesOf(properties[arg] ?? {}, from.constraint?.properties?.[arg]))
        .filter(({ name }) => !seen.has(name) && seen.add(name));
    return direct.flatMap((reference) => [reference, ...nested(reference, seen)]);
};

/** The tables of a pattern's args and of their nested types. */
export const argsOf = ({ component, constraints }: DocumentedPattern): string => {
    const componentArgs: Reference = { name: `${component}Args`, constraint: constraints };
    return blocks(
        argsTable(componentArgs),
        ...nested(componentArgs, new Set([componentArgs.name])).flatMap((reference) => [
            `### ${reference.name}`,
            prose(membersOf(reference.name)?.text ?? ""),
            argsTable(reference),
        ]),
    );
};
