import { closest } from "../../components/pattern/closest";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { instanceName } from "./patterns";
import { EncryptedValue, isRecord, step } from "./encrypted";
import { declaredType, dereferenced, mayBeEncrypted, typeOf, type Schema } from "./schema";
import { dateText, UnquotedScalar } from "./unquotedScalar";

type JsonObject = Readonly<Record<string, unknown>>;

const kinds: Readonly<Record<string, string>> = {
    string: "a string",
    number: "a number",
    boolean: "a boolean",
    array: "a list",
    object: "an object",
    null: "null",
};

const kind = (type: string): string => kinds[type] ?? "another type";

/** Suggests the allowed property that was probably meant, and lists all allowed properties. */
const suggestion = (name: string, allowed: readonly string[]): string => {
    const near = closest(name, allowed);
    const action = near === undefined ? "Remove it" : `Use "${near}" instead`;
    return `${action} (allowed: ${[...allowed].sort().join(", ")}).`;
};

/** Whether a text satisfies the pattern of a string, if it has one. */
const isAllowed = ({ allOf = [] }: Schema, text: string): boolean =>
    allOf.every(({ pattern }) => typeof pattern !== "string" || new RegExp(pattern, "u").test(text));

/** Whether the schema asks for an account ID, the only text that is all digits and may begin with a zero. */
const isAccountId = (schema: Schema): boolean =>
    isAllowed(schema, "0".repeat(12)) && !isAllowed(schema, "0".repeat(11));

/** The fix for a scalar that must be text. */
const quote = (schema: Schema, value: unknown, source = String(value)): string =>
    isAccountId(schema) && !isAllowed(schema, source)
        ? "Put its 12 digits in quotes: YAML drops a leading zero, or reads the digits after it as octal."
        : `Put it in quotes: "${source}".`;

const fixes: Readonly<Record<string, string>> = {
    boolean: "Use true or false.",
    number: "Use decimal digits, such as 15.",
};

const typeFix = (schema: Schema, expected: string, value: unknown): string => {
    if (expected === "string" && ["number", "boolean"].includes(typeof value)) {
        return quote(schema, value);
    }
    return expected === "array" && typeof value === "string"
        ? `Use a list: [${JSON.stringify(value)}].`
        : (fixes[expected] ?? `Use ${kind(expected)}.`);
};

/** The message of the issue for a missing property, at the path of the object that lacks it. */
export const missingProperty = (name: string): string => `is missing the required property "${name}"`;

/** Whether it is the message of an issue for a missing property. */
export const isMissing = (message: string): boolean => message.startsWith("is missing the required property ");

/** The issue for a scalar that YAML does not read as text, where text is declared. */
const unquotedIssue = (
    schema: Schema,
    { value, source, kind: read }: UnquotedScalar,
    path: string,
): ValidationIssue => ({
    path,
    value,
    message:
        source === String(value)
            ? `must be a string, not a ${read}`
            : `must be a string, but YAML reads ${source} without quotes as a ${read}`,
    fix: quote(schema, value, source),
});

/** Pulumi makes a text of a date without quotes, but not the one that the file has. */
const dateIssues = (value: string, path: string): readonly ValidationIssue[] =>
    dateText.test(value)
        ? [
              {
                  path,
                  value,
                  message: "is what YAML makes of a date without quotes",
                  fix: "Put the date in quotes, as it was written.",
              },
          ]
        : [];

/** An encrypted value is decrypted only in the program; its text appears in no message. */
const encryptedIssues = (
    schema: Schema,
    expected: string,
    { plainText, isReadable }: EncryptedValue,
    path: string,
): readonly ValidationIssue[] => {
    if (expected === "array" || expected === "object") {
        return [
            {
                path,
                message: `is encrypted, but must be ${kind(expected)}`,
                fix: "Encrypt only the secret values in it: pulumi config set --secret --path.",
            },
        ];
    }
    if (!mayBeEncrypted(schema)) {
        return [
            {
                path,
                message: "is encrypted, but AWS and the state show it in plain text",
                fix: "Use a plain-text value.",
            },
        ];
    }
    return isReadable && typeOf(plainText) !== expected
        ? [{ path, message: `is encrypted, and must be ${kind(expected)}`, fix: typeFix(schema, expected, undefined) }]
        : [];
};

const typeIssues = (schema: Schema, value: unknown, path: string): readonly ValidationIssue[] => {
    const expected = declaredType(schema);
    if (expected === undefined) {
        return [];
    }
    if (value instanceof UnquotedScalar) {
        return [unquotedIssue(schema, value, path)];
    }
    if (value instanceof EncryptedValue) {
        return encryptedIssues(schema, expected, value, path);
    }
    if (typeOf(value) !== expected) {
        const message = `must be ${kind(expected)}, not ${kind(typeOf(value))}`;
        return [{ path, value, message, fix: typeFix(schema, expected, value) }];
    }
    return typeof value === "string" ? dateIssues(value, path) : [];
};

const enumIssues = ({ enum: allowed }: Schema, value: unknown, path: string): readonly ValidationIssue[] =>
    allowed === undefined || value instanceof EncryptedValue || allowed.includes(value as string)
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
    const issuesAt = (given: Schema | undefined, value: unknown, path: string): readonly ValidationIssue[] => {
        if (given === undefined || value === undefined) {
            return [];
        }
        const schema = dereferenced(root, given);
        const own = [...typeIssues(schema, value, path), ...enumIssues(schema, value, path)];
        if (Array.isArray(value)) {
            return [...own, ...value.flatMap((item, i) => issuesAt(schema.items, item, step(path, i)))];
        }
        return isRecord(value) ? [...own, ...objectIssues(schema, value, path)] : own;
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
