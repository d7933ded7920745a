import * as assert from "node:assert/strict";
import schema from "../../components/schema.json";
import { isRecord } from "../../program/config/encrypted";

/** The part of the package schema that describes a value. */
interface Property {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: Property;
    readonly additionalProperties?: Property;
    readonly default?: unknown;
}

type Properties = Readonly<Record<string, Property>>;

const types = schema.types as Readonly<Record<string, { readonly properties?: Properties }>>;
const resources = schema.resources as Readonly<Record<string, { readonly inputProperties: Properties }>>;

const withDefault = (property: Property, value: unknown): unknown => {
    if (value === undefined) {
        return property.default;
    }
    if (property.$ref !== undefined) {
        return isRecord(value)
            ? withDefaults(types[property.$ref.slice("#/types/".length)]?.properties ?? {}, value)
            : value;
    }
    const { items, additionalProperties } = property;
    if (Array.isArray(value) && items !== undefined) {
        return value.map((element) => withDefault(items, element));
    }
    return isRecord(value) && additionalProperties !== undefined
        ? Object.fromEntries(
              Object.entries(value).map(([key, inner]) => [key, withDefault(additionalProperties, inner)]),
          )
        : value;
};

const withDefaults = (properties: Properties, args: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
        Object.entries(properties)
            .map(([name, property]) => [name, withDefault(property, args[name])] as const)
            .filter(([, value]) => value !== undefined),
    );

/** The args of a component as an SDK of another language sends them: with every default of the package schema. */
export const sentArgs = (component: string, args: object): Record<string, unknown> => {
    const { inputProperties } =
        resources[`ssm-access:index:${component}`] ?? assert.fail(`${component} is not in the schema`);
    return withDefaults(inputProperties, args as Readonly<Record<string, unknown>>);
};
