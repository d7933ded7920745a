/**
 * Generates the Pulumi schema of the components, from which SDKs for other languages are made: what Pulumi's analyzer
 * infers from the classes and their args, completed with integers, defaults, and the docs that the analyzer drops.
 */
import type { AnyConstraint } from "../../components/pattern/constraints";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PropertyDefinition } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import { patterns } from "../../program/config/patterns";
import { namespace } from "../../program/config/settings";
import { analysis, described, literal } from ".";
import type { Schema } from "./constraintSchema";
import { argsFilesIn, documentationIn, type Documentation, type Documented } from "./documentation";

const root = join(__dirname, "..", "..");

type Analysis = ReturnType<typeof analysis>;
type Docs = ReadonlyMap<string, Documented>;

/** The properties of an interface, or the inputs or outputs of a component. */
type Properties = Readonly<Record<string, PropertyDefinition>>;

/** Every constraint that an arg has in one of the components, by interface and property. */
type ConstraintsByArg = ReadonlyMap<string, readonly (AnyConstraint | undefined)[]>;

const typeNameOf = (ref: string): string => ref.slice(ref.lastIndexOf(":") + 1);

const argOf = (owner: string, property: string): string => `${owner}.${property}`;

/**
 * An interface may have other constraints in another component, but one definition in the schema, so all of its
 * constraints are collected.
 */
const constraintsByArg = ({ components, typeDefinitions }: Analysis): ConstraintsByArg => {
    const found = new Map<string, (AnyConstraint | undefined)[]>();
    const visit = (definition: PropertyDefinition, constraint: AnyConstraint | undefined): void => {
        if ("$ref" in definition) {
            const name = typeNameOf(definition.$ref);
            visitAll(name, typeDefinitions[name]?.properties ?? {}, constraint);
            return;
        }
        if (definition.items !== undefined) {
            visit(definition.items, constraint?.each);
        }
        if (definition.additionalProperties !== undefined) {
            visit(definition.additionalProperties, constraint?.values);
        }
    };
    const visitAll = (owner: string, properties: Properties, constraint: AnyConstraint | undefined): void => {
        for (const [property, definition] of Object.entries(properties)) {
            const inner = constraint?.properties?.[property];
            const arg = argOf(owner, property);
            found.set(arg, [...(found.get(arg) ?? []), inner]);
            visit(definition, inner);
        }
    };
    for (const { component, constraints } of patterns.values()) {
        visitAll(component, components[component]?.inputs ?? {}, constraints);
    }
    return found;
};

const isWhole = (constraints: readonly (AnyConstraint | undefined)[]): boolean =>
    constraints.length > 0 && constraints.every((constraint) => constraint?.whole === true);

/**
 * Args whose default applies only beside some of the other args, and that are rejected beside the others. An SDK would
 * always send a default of the schema, so theirs is in the description only. `test/components/defaults.test.ts` finds
 * such args.
 */
const conditionalDefaults = new Set([
    "DefaultHostManagement.awsManagedCore",
    "FlowLogGroup.retentionDays",
    "WindowTask.assumeRoleParameter",
    "WindowTask.maxConcurrency",
    "WindowTask.maxErrors",
]);

/** The type of a default of a property; Pulumi allows defaults of primitive types only. */
const primitives = new Set(["boolean", "number", "string"]);

const defaultOf = (definition: PropertyDefinition, docs: Documentation | undefined): unknown => {
    const value = literal(docs?.byDefault);
    const isPrimitive = "type" in definition && primitives.has(definition.type);
    return isPrimitive && typeof value === ("type" in definition ? definition.type : undefined) ? value : undefined;
};

/** A property with its integer type, its default and its complete description. */
const completed = (
    arg: string,
    definition: PropertyDefinition,
    constraints: readonly (AnyConstraint | undefined)[],
    docs: Documentation | undefined,
): Schema => {
    const value = defaultOf(definition, docs);
    const { description = "" } = described(docs, definition.description) as { readonly description?: string };
    const isConditional = conditionalDefaults.has(arg);
    const text = isConditional ? `${description} Default: ${JSON.stringify(value)}.` : description;
    return {
        ...definition,
        ...("type" in definition && definition.type === "number" && isWhole(constraints) ? { type: "integer" } : {}),
        ...(text === "" ? {} : { description: text }),
        ...(value === undefined || isConditional ? {} : { default: value }),
        // Not part of the schema: the analyzer's own mark, from which it has made the list of required properties.
        optional: undefined,
    };
};

/** The package schema, as `pulumi package get-schema` returns it. */
export const packageSchema = (): Schema => {
    const folder = join(root, "components");
    const { version, description, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
        readonly version: string;
        readonly description: string;
        readonly license: string;
    };
    const analyzed = analysis();
    const constraints = constraintsByArg(analyzed);
    const docs: Docs = documentationIn(argsFilesIn(folder));
    const complete = (owner: string, properties: Properties, own: Documented | undefined): Schema =>
        Object.fromEntries(
            Object.entries(properties).map(([property, definition]) => [
                property,
                completed(
                    argOf(owner, property),
                    definition,
                    constraints.get(argOf(owner, property)) ?? [],
                    own?.members.get(property),
                ),
            ]),
        );
    const schema = generateSchema(
        namespace,
        version,
        description,
        analyzed.components,
        analyzed.typeDefinitions,
        analyzed.dependencies,
    );
    const resources = [...patterns].map(([key, { component }]) => {
        const token = `${namespace}:index:${component}`;
        const { inputs = {}, outputs = {} } = analyzed.components[component] ?? {};
        const own = documentationIn([join(folder, key, "component.ts")]).get(component);
        return [
            token,
            {
                ...schema.resources[token],
                // Not `@throws`, and no example: it would be TypeScript in every language.
                description: [own?.text, ...(own?.links ?? [])].join("\n\n"),
                inputProperties: complete(component, inputs, docs.get(`${component}Args`)),
                properties: complete("", outputs, own),
            },
        ];
    });
    const types = Object.entries(schema.types).map(([token, type]) => {
        const name = typeNameOf(token);
        const own = docs.get(name);
        const { description: text } = described(own);
        const { properties, enum: values } = analyzed.typeDefinitions[name] ?? {};
        return [
            token,
            {
                ...type,
                ...(text === undefined ? {} : { description: text }),
                ...(properties === undefined ? {} : { properties: complete(name, properties, own) }),
                ...(values === undefined
                    ? {}
                    : {
                          enum: values.map((value) => ({
                              ...value,
                              description: own?.members.get(value.name)?.text,
                          })),
                      }),
            },
        ];
    });
    return {
        ...schema,
        license,
        keywords: ["pulumi", "aws", "systems-manager", "category/cloud", "kind/component"],
        resources: Object.fromEntries(resources) as Schema,
        types: Object.fromEntries(types) as Schema,
    };
};
