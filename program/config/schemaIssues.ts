import Ajv, { type ErrorObject } from "ajv";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { instanceName } from "./patterns";
import { isRecord, step } from "./encrypted";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The schema without what `allOf` holds: there the generator puts the limits, which editors show and the catalogue tells
 * in better words.
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
    string: "text",
    number: "a number",
    integer: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a mapping",
    null: "nothing",
};

const kindOf = (value: unknown): string =>
    value === null ? "null" : Array.isArray(value) ? "array" : typeof value === "object" ? "object" : typeof value;

/** How far two words are apart, in letters changed, added or taken away. */
const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 0; i < a.length; i += 1) {
        const next = [i + 1];
        for (let j = 0; j < b.length; j += 1) {
            const changed = (row[j] ?? 0) + (a.charAt(i) === b.charAt(j) ? 0 : 1);
            next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
};

/** What may stand there, and what was probably meant. */
const offered = (name: string, known: readonly string[]): string => {
    const near = known.find((other) => distance(name.toLowerCase(), other.toLowerCase()) <= 2);
    return `${near === undefined ? "Take it away" : `Write "${near}"`}; known here: ${[...known].sort().join(", ")}.`;
};

/** The text `/ssm-access:runCommand/patching/documents/1` as a path. */
const pathOf = (pointer: string): string =>
    pointer
        .split("/")
        .slice(2)
        .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
        .reduce((path, part) => step(path, /^\d+$/.test(part) ? Number(part) : part), "");

const typeFix = (wanted: string, value: unknown): string =>
    wanted === "string" && ["number", "boolean"].includes(typeof value)
        ? `Put it in quotes: "${String(value)}".`
        : wanted === "array" && typeof value === "string"
          ? `Write a list: [${JSON.stringify(value)}].`
          : `Write ${kinds[wanted] ?? wanted}.`;

const toIssue = ({ keyword, instancePath, params, data, parentSchema }: ErrorObject): ValidationIssue | undefined => {
    const path = pathOf(instancePath);
    const known = Object.keys((parentSchema?.properties ?? {}) as JsonObject);
    switch (keyword) {
        case "additionalProperties": {
            const name = (params as { additionalProperty: string }).additionalProperty;
            const value = (data as JsonObject)[name];
            const shown = typeof value === "object" ? {} : { value };
            return { path: step(path, name), ...shown, message: "is not known", fix: offered(name, known) };
        }
        case "required": {
            const name = (params as { missingProperty: string }).missingProperty;
            const said = ((parentSchema?.properties as JsonObject)[name] as { description?: string }).description;
            return { path, message: `lacks "${name}"`, fix: `Add it${said === undefined ? "." : `: ${said}`}` };
        }
        case "type": {
            const wanted = (params as { type: string }).type;
            const found = kinds[kindOf(data)] ?? "something else";
            const message = `is ${found} where ${kinds[wanted] ?? wanted} is needed`;
            return { path, value: data, message, fix: typeFix(wanted, data) };
        }
        case "enum": {
            const allowed = (params as { allowedValues: readonly string[] }).allowedValues;
            const message = "is none of the values there are";
            return { path, value: data, message, fix: `Write one of: ${allowed.join(", ")}.` };
        }
        case "propertyNames": {
            const name = (params as { propertyName: string }).propertyName;
            return { path: step(path, name), message: "is not a name", fix: `Write ${instanceName.description}.` };
        }
        default:
            return undefined;
    }
};

/** Asks for what a schema says is missing, not known or of the wrong type in a config under its key `config`. */
export const schemaIssues = (schema: unknown): ((config: JsonObject) => readonly ValidationIssue[]) => {
    const check = new Ajv({
        allErrors: true,
        verbose: true,
        strict: false,
        // It checks one config and is gone: what makes checking faster takes longer than all the checking. That the
        // schema is one, a test says.
        code: { optimize: false },
        inlineRefs: false,
        validateSchema: false,
    }).compile(typesOnly(schema) as JsonObject);
    return (config) => {
        check({ config });
        return (check.errors ?? []).flatMap((error) => toIssue(error) ?? []);
    };
};
