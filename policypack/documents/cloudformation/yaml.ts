import { parseDocument, type CollectionTag, type ScalarTag } from "yaml";

/**
 * CloudFormation's short forms: `!Sub text` is `{ "Fn::Sub": "text" }`; `!Ref` and `!Condition` have no `Fn::` prefix.
 */
const functions = [
    "And",
    "Base64",
    "Cidr",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
];

const longName = (tag: string): string => (functions.includes(tag) ? `Fn::${tag}` : tag);

interface Jsonable {
    toJSON: () => unknown;
}

const tagsOf = (tag: string): readonly (ScalarTag | CollectionTag)[] => {
    const wrap = (value: unknown): unknown => ({ [longName(tag)]: value });
    const collection = (value: Jsonable): unknown => wrap(value.toJSON());
    return [
        { tag: `!${tag}`, resolve: wrap },
        { tag: `!${tag}`, collection: "seq", resolve: collection as unknown as CollectionTag["resolve"] },
        { tag: `!${tag}`, collection: "map", resolve: collection as unknown as CollectionTag["resolve"] },
    ] as readonly (ScalarTag | CollectionTag)[];
};

const customTags = [...functions, "Ref", "Condition"].flatMap(tagsOf);

/** Every rule reads the same template. */
const cache = new Map<string, unknown>();
const maxCached = 8;

/**
 * The core schema does not parse dates, so the Version of a policy stays a string. CloudFormation accepts duplicate
 * keys and uses the last one. Syntax errors are ignored, so that the rest of the template is still evaluated.
 */
const read = (text: string): unknown =>
    parseDocument(text, { customTags, logLevel: "silent", schema: "core", uniqueKeys: false }).toJS({
        maxAliasCount: 100,
    }) as unknown;

/** Parses a YAML template into the value of its JSON form; undefined if it is not YAML. Never throws. */
export const yamlTemplate = (text: string): unknown => {
    if (!cache.has(text)) {
        if (cache.size >= maxCached) {
            cache.clear();
        }
        try {
            cache.set(text, read(text));
        } catch {
            // The parser throws on excessive alias expansion.
            cache.set(text, undefined);
        }
    }
    return cache.get(text);
};
