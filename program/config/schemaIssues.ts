import { distance } from "fastest-levenshtein";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { instanceName } from "./patterns";
import { isRecord, step } from "./encrypted";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The keywords of the config schemas that are validated here. The generator puts the constraints under `allOf`, for
 * editors; the program validates the constraints itself, with better messages.
 */
interface Schema {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly $ref?: string;
    readonly items?: Schema;
    readonly required?: readonly string[];
    readonly propertyNames?: { readonly pattern: string };
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly patternProperties?: Readonly<Record<string, Schema>>;
    readonly additionalProperties?: boolean | Schema;
    readonly description?: string;
    readonly definitions?: Readonly<Record<string, Schema>>;
}

const kinds: Readonly<Record<string, string>> = {
    string: "a string",
    number: "a number",
    boolean: "a boolean",
    array: "a list",
    object: "an object",
    null: "null",
};

const kindOf = (value: unknown): string => {
    if (value === null) {
        return "null";
    }
    return Array.isArray(value) ? "array" : typeof value;
};

/** Suggests the allowed property that was probably meant, and lists all allowed properties. */
const suggestion = (name: string, allowed: readonly string[]): string => {
    const near = allowed.find((other) => distance(name.toLowerCase(), other.toLowerCase()) <= 2);
    const action = near === undefined ? "Remove it" : `Use "${near}" instead`;
    return `${action} (allowed: ${[...allowed].sort().join(", ")}).`;
};

const typeFix = (expected: string, value: unknown): string => {
    if (expected === "string" && ["number", "boolean"].includes(typeof value)) {
        return `Put it in quotes: "${String(value)}".`;
    }
    return expected === "array" && typeof value === "string"
        ? `Use a list: [${JSON.stringify(value)}].`
        : `Use ${kinds[expected] ?? expected}.`;
};

/** The message of the issue for a missing property, at the path of the object that lacks it. */
export const missingProperty = (name: string): string => `is missing the required property "${name}"`;

const typeIssues = ({ type }: Schema, value: unknown, path: string): readonly ValidationIssue[] =>
    type === undefined || kindOf(value) === type
        ? []
        : [
              {
                  path,
                  value,
                  message: `must be ${kinds[type] ?? type}, not ${kinds[kindOf(value)] ?? "another type"}`,
                  fix: typeFix(type, value),
              },
          ];

const enumIssues = ({ enum: allowed }: Schema, value: unknown, path: string): readonly ValidationIssue[] =>
    allowed === undefined || allowed.includes(value as string)
        ? []
        : [{ path, value, message: "is not an allowed value", fix: `Use one of: ${allowed.join(", ")}.` }];

const requiredIssues = (
    { required = [], properties = {} }: Schema,
    value: JsonObject,
    path: string,
): readonly ValidationIssue[] =>
    required
        .filter((name) => value[name] === undefined)
        .map((name) => {
            const description = properties[name]?.description;
            const fix = description === undefined ? "Add it." : `Add it: ${description}`;
            return { path, message: missingProperty(name), fix };
        });

const nameIssues = ({ propertyNames }: Schema, value: JsonObject, path: string): readonly ValidationIssue[] => {
    if (propertyNames === undefined) {
        return [];
    }
    const pattern = new RegExp(propertyNames.pattern, "u");
    return Object.keys(value)
        .filter((name) => !pattern.test(name))
        .map((name) => ({
            path: step(path, name),
            message: "is not a valid name",
            fix: `Use ${instanceName.description}.`,
        }));
};

/** The properties that neither `properties` nor `patternProperties` describes. */
const additional = ({ properties = {}, patternProperties = {} }: Schema, value: JsonObject): readonly string[] => {
    const patterns = Object.keys(patternProperties).map((pattern) => new RegExp(pattern, "u"));
    return Object.keys(value).filter(
        (name) => !Object.hasOwn(properties, name) && !patterns.some((pattern) => pattern.test(name)),
    );
};

const unknownProperty = (name: string, value: unknown, path: string, { properties = {} }: Schema): ValidationIssue => ({
    path: step(path, name),
    ...(typeof value === "object" ? {} : { value }),
    message: "is an unknown property",
    fix: suggestion(name, Object.keys(properties)),
});

/**
 * Validates the value of the key `config` of a schema: unknown properties, missing properties and values of the wrong
 * type. Reads the schema as it is: to compile it, as general validators do, takes longer than a whole run of the
 * program needs for its one config.
 */
export const schemaIssues = (root: Schema, config: JsonObject): readonly ValidationIssue[] => {
    const referenced = (reference: string): Schema | undefined =>
        root.definitions?.[reference.slice("#/definitions/".length)];

    const issuesAt = (schema: Schema | undefined, value: unknown, path: string): readonly ValidationIssue[] => {
        if (schema === undefined || value === undefined) {
            return [];
        }
        const own = [...typeIssues(schema, value, path), ...enumIssues(schema, value, path)];
        const inherited = schema.$ref === undefined ? [] : issuesAt(referenced(schema.$ref), value, path);
        if (Array.isArray(value)) {
            return [...own, ...inherited, ...value.flatMap((item, i) => issuesAt(schema.items, item, step(path, i)))];
        }
        return isRecord(value) ? [...own, ...inherited, ...objectIssues(schema, value, path)] : [...own, ...inherited];
    };

    const objectIssues = (schema: Schema, value: JsonObject, path: string): readonly ValidationIssue[] => {
        const { properties = {}, additionalProperties: rest = true } = schema;
        return [
            ...requiredIssues(schema, value, path),
            ...nameIssues(schema, value, path),
            ...additional(schema, value).flatMap((name) => {
                if (typeof rest === "object") {
                    return issuesAt(rest, value[name], step(path, name));
                }
                return rest ? [] : [unknownProperty(name, value[name], path, schema)];
            }),
            ...Object.entries(properties).flatMap(([name, inner]) => issuesAt(inner, value[name], step(path, name))),
        ];
    };

    return issuesAt(root.properties?.config, config, "");
};
