import { decode } from "./decode";
import { EncryptedValue, isRecord } from "./encrypted";
import { declaredType, dereferenced, propertySchema, type Schema } from "./schema";
import { UnquotedScalar } from "./unquotedScalar";

/** The boolean or number that a text stands for; any other text is returned as it is. */
const fromText = (schema: Schema, text: string): unknown => {
    if (schema.pattern === undefined || !new RegExp(schema.pattern, "u").test(text)) {
        return text;
    }
    return declaredType(schema) === "boolean" ? text.toLowerCase() === "true" : Number(text);
};

/**
 * The config with values of their declared types: `pulumi config set` and `pulumi stack init` write booleans and numbers
 * as text. What YAML reads as something else than text stays as it is where text is declared, because the file may
 * hold another text, such as an account ID with a leading zero.
 */
export const typedConfig = (root: Schema, config: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const typed = (given: Schema | undefined, value: unknown): unknown => {
        const schema = dereferenced(root, given ?? {});
        if (value instanceof UnquotedScalar) {
            return declaredType(schema) === "string" ? value : value.value;
        }
        if (value instanceof EncryptedValue) {
            return typeof value.plainText === "string" ? value.revealed(fromText(schema, value.plainText)) : value;
        }
        if (typeof value === "string") {
            return fromText(schema, value);
        }
        if (Array.isArray(value)) {
            return value.map((element) => typed(schema.items, element));
        }
        return isRecord(value)
            ? Object.fromEntries(
                  Object.entries(value).map(([name, inner]) => [name, typed(propertySchema(schema, name), inner)]),
              )
            : value;
    };
    const keys = root.properties?.config ?? {};
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => {
            const schema = propertySchema(keys, key);
            const isObject = declaredType(dereferenced(root, schema ?? {})) === "object";
            return [key, typed(schema, isObject && typeof value === "string" ? decode(value) : value)];
        }),
    );
};
