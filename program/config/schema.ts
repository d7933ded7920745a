import { EncryptedValue } from "./encrypted";
import { UnquotedScalar } from "./unquotedScalar";

/**
 * The keywords of the config schemas that the programs read. The generator puts the constraints under `allOf`, for
 * editors; the program validates the constraints itself, with better messages.
 */
export interface Schema {
    /** The declared type; in a list of types the first one. `"string"` after it is the same value as text. */
    readonly type?: string | readonly string[];
    /** The texts that stand for a boolean or a number. */
    readonly pattern?: string;
    readonly enum?: readonly string[];
    readonly $ref?: string;
    readonly items?: Schema;
    readonly required?: readonly string[];
    readonly propertyNames?: { readonly pattern: string };
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly patternProperties?: Readonly<Record<string, Schema>>;
    readonly additionalProperties?: boolean | Schema;
    readonly allOf?: readonly Readonly<Record<string, unknown>>[];
    readonly description?: string;
    readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The type that a schema declares, as JSON Schema names it. */
export const declaredType = ({ type }: Schema): string | undefined => (typeof type === "object" ? type[0] : type);

/** Whether the value may be encrypted: a scalar that may also be the object `{ secure: … }`. */
export const mayBeEncrypted = ({ type }: Schema): boolean => typeof type === "object" && type.includes("object");

/** The type of a value, as JSON Schema names it. */
export const typeOf = (value: unknown): string => {
    if (value instanceof UnquotedScalar) {
        return typeof value.value;
    }
    if (value instanceof EncryptedValue || value === null) {
        return "null";
    }
    return Array.isArray(value) ? "array" : typeof value;
};

/** The definition that a schema refers to; otherwise the schema itself. */
export const dereferenced = (root: Schema, schema: Schema): Schema =>
    schema.$ref === undefined ? schema : (root.definitions?.[schema.$ref.slice("#/definitions/".length)] ?? {});

/** The schema of a property; undefined if any value is allowed. */
export const propertySchema = (schema: Schema, name: string): Schema | undefined => {
    const { properties = {}, additionalProperties } = schema;
    if (Object.hasOwn(properties, name)) {
        return properties[name];
    }
    return typeof additionalProperties === "object" ? additionalProperties : undefined;
};
