/** Generates the JSON Schema of a stack's config from the args interfaces and constraints of the patterns. */
import type { AnyConstraint } from "../../components/pattern/constraints";
import { join } from "node:path";
import { Analyzer, type PropertyDefinition, type TypeDefinition } from "@pulumi/pulumi/provider/experimental/analyzer";
import { patternConstraints, rolePatternConstraints } from "../../components/pattern/commonConstraints";
import { region, roleArn } from "../../components/pattern/values";
import { grantsProperty, teamKey } from "../../program/config/grants";
import { providerKey } from "../../program/config/instances";
import { instanceName, patterns } from "../../program/config/patterns";
import { namespace, type Settings } from "../../program/config/settings";
import { providersConstraint, quotaConstraints } from "../../program/config/settingsConstraints";
import { argsFilesIn, documentationIn, type Documentation, type Documented } from "./documentation";
import { compact, constraintSchema, encryptedDefinition, scalarSchema, type Schema } from "./constraintSchema";

const root = join(__dirname, "..", "..");

/** A reference to a component (`pattern.name`). */
const reference = `(?:${[...patterns.keys()].join("|")})(?:\\.[A-Za-z][A-Za-z0-9_-]*){1,2}`;

/** The alternative pattern for an arg that may be a reference; the pattern of a name already matches one. */
const referenceFor = (constraint: AnyConstraint | undefined): string | undefined =>
    constraint?.reference === undefined || constraint.reference.orName === true ? undefined : reference;

export const analysis = () => {
    const components = new Set([...patterns.values()].map(({ component }) => component));
    const manifest = { name: namespace, main: join(root, "components", "index.ts") };
    return new Analyzer(__dirname, namespace, manifest, components).analyze();
};

/** Parses a default that is a literal value; undefined for a description. */
export const literal = (text: string | undefined): unknown => {
    try {
        return text === undefined ? undefined : (JSON.parse(text) as unknown);
    } catch {
        return undefined;
    }
};

/** The description and default of a schema, for editors. */
export const described = (documented: Documentation | undefined, inferred?: string): Schema => {
    const { byDefault, links = [], examples = [] } = documented ?? {};
    const value = literal(byDefault);
    const without = byDefault?.startsWith("- ") === true ? `Without it: ${byDefault.slice(2)}` : undefined;
    return compact({
        description: [
            inferred?.replace(/\s*\n\s*/g, " ") ?? documented?.text,
            without,
            ...examples.map((text) => `Example: ${text}`),
            ...links,
        ]
            .filter((part) => part !== undefined && part !== "")
            .join(" "),
        default: value,
    });
};

/** Builds the definitions, one for each combination of interface and constraint. */
class Definitions {
    readonly made = new Map<string, Schema>();
    private readonly constraints = new Map<string, string>();

    constructor(
        private readonly types: Readonly<Record<string, TypeDefinition>>,
        private readonly docs: ReadonlyMap<string, Documented>,
    ) {}

    /** The schema of a property. */
    property(definition: PropertyDefinition, constraint: AnyConstraint | undefined): Schema {
        const allOf = constraintSchema(constraint, referenceFor(constraint));
        if ("$ref" in definition) {
            return { allOf: undefined, ...this.referred(definition.$ref, constraint) };
        }
        const { type, items, additionalProperties, plain } = definition;
        if (type !== "array" && type !== "object") {
            return scalarSchema(type, allOf, { isInput: plain !== true });
        }
        return compact({
            type,
            items: items && this.property(items, constraint?.each),
            additionalProperties: additionalProperties && this.property(additionalProperties, constraint?.values),
            allOf,
        });
    }

    /** A reference to the definition of an interface or enumeration. */
    private referred(ref: string, constraint: AnyConstraint | undefined): Schema {
        const type = this.types[ref.replace(`#/types/${namespace}:index:`, "")];
        if (type === undefined) {
            throw new Error(`the config cannot hold a value of type ${ref}; args are plain values`);
        }
        return { $ref: `#/definitions/${this.define(type.name, type, constraint)}` };
    }

    /** Adds a definition and returns its name. An interface with different constraints gets several definitions. */
    define(
        name: string,
        type: Pick<TypeDefinition, "properties" | "enum" | "type">,
        constraint: AnyConstraint | undefined,
    ): string {
        const serialized = JSON.stringify(constraint ?? {});
        for (let count = 1; ; count += 1) {
            const key = count === 1 ? name : `${name}${count}`;
            if (this.constraints.get(key) === serialized) {
                return key;
            }
            if (!this.constraints.has(key)) {
                this.constraints.set(key, serialized);
                this.made.set(
                    key,
                    type.enum === undefined ? this.object(name, type, constraint) : this.enumeration(name, type),
                );
                return key;
            }
        }
    }

    /** Adds a property that the config has and the args do not. */
    addProperty(name: string, property: string, schema: Schema, isRequired = false): void {
        const made = this.made.get(name) as {
            readonly properties: Readonly<Record<string, Schema>>;
            readonly required?: readonly string[];
        } & Schema;
        this.made.set(name, {
            ...made,
            properties: { ...made.properties, [property]: schema },
            ...(isRequired ? { required: [...(made.required ?? []), property] } : {}),
        });
    }

    private object(
        name: string,
        { properties = {} }: Pick<TypeDefinition, "properties">,
        constraint: AnyConstraint | undefined,
    ): Schema {
        const docs = this.docs.get(name);
        const entries = Object.entries(properties);
        return compact({
            ...described(docs),
            type: "object",
            properties: Object.fromEntries(
                entries.map(([property, definition]) => [
                    property,
                    {
                        ...described(docs?.members.get(property), definition.description),
                        ...this.property(definition, constraint?.properties?.[property]),
                    },
                ]),
            ),
            required: entries.filter(([, { optional }]) => optional !== true).map(([property]) => property),
            additionalProperties: false,
            allOf: constraintSchema(constraint),
        });
    }

    private enumeration(name: string, { enum: members = [], type }: Pick<TypeDefinition, "enum" | "type">): Schema {
        const docs = this.docs.get(name);
        return compact({
            ...described(docs),
            type,
            enum: members.map(({ value }) => value),
            markdownEnumDescriptions: members.map((member) => docs?.members.get(member.name)?.text ?? ""),
        });
    }
}

const countSchema = (constraint: AnyConstraint): Schema => scalarSchema("number", constraintSchema(constraint));

const countsSchema = ({ keys, values = {} }: AnyConstraint): Schema => ({
    type: "object",
    additionalProperties: countSchema(values),
    allOf: constraintSchema({ ...(keys === undefined ? {} : { keys }) }),
});

const objectSchema = (
    properties: Readonly<Record<string, AnyConstraint>>,
    schemaOf: (constraint: AnyConstraint) => Schema,
): Schema => ({
    type: "object",
    properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, schemaOf(inner)])),
    additionalProperties: false,
});

const providerSchema = (): Schema => {
    const docs = documentationIn([join(root, "program", "config", "settings.ts")]).get("ProviderSettings");
    const { properties } = providersConstraint.values;
    return {
        ...described(docs),
        type: "object",
        properties: Object.fromEntries(
            Object.entries<AnyConstraint>(properties).map(([name, constraint]) => [
                name,
                { ...described(docs?.members.get(name)), type: "string", allOf: constraintSchema(constraint) },
            ]),
        ),
        additionalProperties: false,
        allOf: constraintSchema(providersConstraint.values),
    };
};

/** The key of a component that names its provider. */
const providerProperty: Schema = {
    description: `The provider that creates the component: one of \`${namespace}:providers\`. Without it: the provider of the stack.`,
    type: "string",
    allOf: constraintSchema(providersConstraint.keys),
};

/** What a team gets from the other components of the stack. */
const grantsSchema: Schema = {
    description: grantsProperty.description,
    type: "array",
    items: { type: "string", allOf: [{ pattern: "^[A-Za-z]+(\\.[A-Za-z][A-Za-z0-9_-]*){2}$" }] },
    allOf: [{ minItems: 1 }],
};

/** The types and constraints of the stack's settings. */
const settings: { readonly [Name in keyof Required<Settings>]: readonly [type: Schema, constraint?: AnyConstraint] } = {
    // The role deploys the stack, so it is not one of the stack's.
    assumeRoleArn: [{ type: "string" }, { ...roleArn, reference: undefined }],
    namePrefix: [{ type: "string" }, patternConstraints.namePrefix],
    tags: [
        {
            type: "object",
            additionalProperties: { type: "string", allOf: constraintSchema(patternConstraints.tags.values) },
        },
        patternConstraints.tags,
    ],
    permissionsBoundary: [{ type: "string" }, rolePatternConstraints.permissionsBoundary],
    path: [{ type: "string" }, patternConstraints.path],
    protect: [scalarSchema("boolean", [])],
    attachedElsewhere: [objectSchema(quotaConstraints.attachedElsewhere.properties, countsSchema)],
    providers: [{ type: "object", additionalProperties: providerSchema() }, { keys: providersConstraint.keys }],
    managedPolicyQuotas: [objectSchema(quotaConstraints.managedPolicyQuotas.properties, countSchema)],
};

const settingsSchemas = (): Readonly<Record<string, Schema>> => {
    const docs = documentationIn([join(root, "program", "config", "settings.ts")]).get("Settings");
    return Object.fromEntries(
        Object.entries(settings).map(([name, [type, constraint]]) => [
            `${namespace}:${name}`,
            compact({
                ...described(docs?.members.get(name)),
                ...type,
                allOf: constraintSchema(constraint, referenceFor(constraint)),
            }),
        ]),
    );
};

/** The schema of `Pulumi.<stack>.yaml`. */
export const configSchema = (): Schema => {
    const { components, typeDefinitions } = analysis();
    const definitions = new Definitions(typeDefinitions, documentationIn(argsFilesIn(join(root, "components"))));
    const patternSchemas = Object.fromEntries(
        [...patterns].map(([key, { component, summary, constraints }]) => {
            const { [grantsProperty.replaces]: levels, ...others } = components[component]?.inputs ?? {};
            const inputs = key === teamKey || levels === undefined ? others : { ...others, levels };
            const name = definitions.define(`${component}Args`, { type: "object", properties: inputs }, constraints);
            definitions.addProperty(name, providerKey, providerProperty);
            if (key === teamKey) {
                definitions.addProperty(name, grantsProperty.name, grantsSchema, true);
            }
            return [
                `${namespace}:${key}`,
                {
                    description: `${summary} Any number of components, by name.`,
                    type: "object",
                    propertyNames: { pattern: `^${instanceName.pattern ?? ""}$` },
                    additionalProperties: { $ref: `#/definitions/${name}` },
                },
            ];
        }),
    );
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "The config of a stack",
        description: "Generated by `npm run schema` from the args of the components and their constraints.",
        type: "object",
        properties: {
            config: {
                type: "object",
                properties: {
                    "aws:region": {
                        description: "The Region of the stack.",
                        type: "string",
                        allOf: constraintSchema(region),
                    },
                    ...settingsSchemas(),
                    ...patternSchemas,
                },
                // Keys of other namespaces belong to Pulumi providers.
                patternProperties: { [`^(?!${namespace}:)`]: {} },
                additionalProperties: false,
            },
        },
        definitions: { ...encryptedDefinition, ...Object.fromEntries(definitions.made) },
    };
};
