/** Reads the files of a package into resources that the rules can evaluate. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import type { EvaluatedResource } from "../../policypack/engine/evaluate";

/** Resources that belong together, such as those of one program, with what they were written as. */
export interface Sample {
    /** The path in the package, and the number of the example in a file with several. */
    readonly place: string;
    readonly resources: readonly EvaluatedResource[];
    /** The values as written, read without any code of the pack. */
    readonly written: readonly WrittenValue[];
}

/** A value as it is written. */
export interface WrittenValue {
    /** The name of the resource that has it; empty for a template, whose resources are below it. */
    readonly name: string;
    readonly value: unknown;
}

/** The files of a package that match, sorted. */
export const filesIn = (folder: string, pattern: RegExp): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
            join(entry.parentPath, entry.name)
                .slice(folder.length + 1)
                .replaceAll("\\", "/"),
        )
        .filter((path) => pattern.test(path))
        .sort();

const urnOf = (type: string, name: string): string => `urn:pulumi:corpus::corpus::${type}::${name}`;

/** A resource of a sample. */
export const resourceOf = (type: string, name: string, props: unknown): EvaluatedResource => ({
    type,
    urn: urnOf(type, name),
    name,
    props,
});

/** Reads any template: a tag such as `!Sub` is dropped, and what has syntax errors is read as far as possible. */
const parseLoosely = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        try {
            return parseYaml(text, { logLevel: "silent", strict: false, uniqueKeys: false });
        } catch {
            return undefined;
        }
    }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value);

const isTemplate = (value: unknown): boolean =>
    isObject(value) &&
    isObject(value.Resources) &&
    Object.values(value.Resources).some((resource) => isObject(resource) && typeof resource.Type === "string");

/** A type that the pack does not know, so that it decides by form what a document is. */
const unknownType = "corpus:index/document:Document";

const documentSample = (place: string, document: unknown): Sample => ({
    place,
    resources: [resourceOf(unknownType, "document", { document })],
    written: [{ name: "document", value: document }],
});

/** One sample for a file with a template or a policy document; none for any other file. */
const sampleIn = (place: string, text: string): readonly Sample[] => {
    const value = parseLoosely(text);
    if (isTemplate(value)) {
        const stack = resourceOf("aws:cloudformation/stack:Stack", "stack", { templateBody: text });
        return [{ place, resources: [stack], written: [{ name: "", value }] }];
    }
    return isObject(value) && "Statement" in value ? [documentSample(place, value)] : [];
};

/** The templates and documents among the files. */
export const fileSamples = (folder: string, pattern: RegExp): readonly Sample[] =>
    filesIn(folder, pattern).flatMap((path) => sampleIn(path, readFileSync(join(folder, path), "utf8")));

/** The end of the JSON object that starts at an index; undefined if none does. */
const endOfObject = (text: string, start: number): number | undefined => {
    let depth = 0;
    let inString = false;
    for (let i = start; i < text.length; i += 1) {
        const character = text[i];
        if (inString) {
            if (character === "\\") {
                i += 1;
            } else {
                inString = character !== '"';
            }
        } else if (character === '"') {
            inString = true;
        } else if (character === "{") {
            depth += 1;
        } else if (character === "}") {
            depth -= 1;
            if (depth === 0) {
                return i + 1;
            }
        }
    }
    return undefined;
};

const objectsIn = (text: string): readonly unknown[] => {
    const found: unknown[] = [];
    for (let start = text.indexOf("{"); start >= 0; start = text.indexOf("{", start)) {
        const end = endOfObject(text, start);
        try {
            found.push(end === undefined ? undefined : JSON.parse(text.slice(start, end)));
            start = end ?? text.length;
        } catch {
            start += 1;
        }
    }
    return found;
};

/** Every policy document in a value, also one that is written as text in it. */
const documentsIn = (value: unknown): readonly unknown[] => {
    if (typeof value === "string") {
        return value.includes('"Statement"') ? objectsIn(value).flatMap(documentsIn) : [];
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return isObject(value) && "Statement" in value ? [value] : Object.values(value).flatMap(documentsIn);
};

/** The policy documents in running text. */
export const textSamples = (folder: string, pattern: RegExp): readonly Sample[] =>
    filesIn(folder, pattern).flatMap((path) => {
        const text = readFileSync(join(folder, path), "utf8");
        return text.includes("Statement")
            ? objectsIn(text)
                  .flatMap(documentsIn)
                  .map((document, i) => documentSample(`${path}#${i + 1}`, document))
            : [];
    });
