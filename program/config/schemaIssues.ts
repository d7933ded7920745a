import { distance } from "fastest-levenshtein";
import Ajv, { type ErrorObject } from "ajv";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { instanceName } from "./patterns";
import { isRecord, step } from "./encrypted";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The schema without its `allOf` keywords. The generator puts the constraints there for editors; the program validates
 * the constraints itself, with better messages.
 */
const typesOnly = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return value.map(typesOnly);
    }
    return isRecord(value)
        ? Object.fromEntries(
              Object.entries(value)
                  .filter(([word]) => word !== "allOf")
                  .map(([word, inner]) => [word, typesOnly(inner)]),
          )
        : value;
};

const kinds: Readonly<Record<string, string>> = {
    string: "a string",
    number: "a number",
    integer: "an integer",
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

/** Converts a JSON pointer (`/config/ssm-access:runCommand/patching/documents/1`) to a path. */
const pathOf = (pointer: string): string =>
    pointer
        .split("/")
        .slice(2)
        .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
        .reduce((path, part) => step(path, /^\d+$/.test(part) ? Number(part) : part), "");

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

const toIssue = ({ keyword, instancePath, params, data, parentSchema }: ErrorObject): ValidationIssue | undefined => {
    const path = pathOf(instancePath);
    const allowed = Object.keys((parentSchema?.properties ?? {}) as JsonObject);
    switch (keyword) {
        case "additionalProperties": {
            const name = (params as { additionalProperty: string }).additionalProperty;
            const value = (data as JsonObject)[name];
            const valueField = typeof value === "object" ? {} : { value };
            const message = "is an unknown property";
            return { path: step(path, name), ...valueField, message, fix: suggestion(name, allowed) };
        }
        case "required": {
            const name = (params as { missingProperty: string }).missingProperty;
            const { description } = (parentSchema?.properties as JsonObject)[name] as { description?: string };
            const fix = description === undefined ? "Add it." : `Add it: ${description}`;
            return { path, message: missingProperty(name), fix };
        }
        case "type": {
            const expected = (params as { type: string }).type;
            const found = kinds[kindOf(data)] ?? "another type";
            const message = `must be ${kinds[expected] ?? expected}, not ${found}`;
            return { path, value: data, message, fix: typeFix(expected, data) };
        }
        case "enum": {
            const values = (params as { allowedValues: readonly string[] }).allowedValues;
            return { path, value: data, message: "is not an allowed value", fix: `Use one of: ${values.join(", ")}.` };
        }
        case "propertyNames": {
            const name = (params as { propertyName: string }).propertyName;
            return { path: step(path, name), message: "is not a valid name", fix: `Use ${instanceName.description}.` };
        }
        default:
            return undefined;
    }
};

/**
 * Compiles a schema to a function that validates the value of its key `config`: unknown properties, missing properties
 * and values of the wrong type.
 */
export const schemaIssues = (schema: unknown): ((config: JsonObject) => readonly ValidationIssue[]) => {
    const check = new Ajv({
        allErrors: true,
        verbose: true,
        strict: false,
        // Each run validates one config, so optimizing the compiled code costs more than it saves. A test validates
        // the schema itself.
        code: { optimize: false },
        inlineRefs: false,
        validateSchema: false,
    }).compile(typesOnly(schema) as JsonObject);
    return (config) => {
        check({ config });
        return (check.errors ?? []).flatMap((error) => toIssue(error) ?? []);
    };
};
