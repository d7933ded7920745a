import { parseDocument, type CollectionTag, type ScalarTag } from "yaml";

/** CloudFormation's short forms: `!Sub text` is `{ "Fn::Sub": "text" }`, but `!Ref` and `!Condition` are bare. */
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

/** Each rule asks for the same template again. */
const cache = new Map<string, unknown>();
const maxCached = 8;

/**
 * The core schema takes no date for a date: the Version of a policy stays a text. CloudFormation lets a key stand twice
 * and takes the last; and what this reader finds wrong elsewhere in a text must not hide what it can read.
 */
const read = (text: string): unknown =>
    parseDocument(text, { customTags, logLevel: "silent", schema: "core", uniqueKeys: false }).toJS({
        maxAliasCount: 100,
    }) as unknown;

/** A CloudFormation template in YAML as the value its JSON form would be; undefined for what is no YAML. Never throws. */
export const yamlTemplate = (text: string): unknown => {
    if (!cache.has(text)) {
        if (cache.size >= maxCached) {
            cache.clear();
        }
        try {
            cache.set(text, read(text));
        } catch {
            // Aliases that multiply without end are refused with a throw.
            cache.set(text, undefined);
        }
    }
    return cache.get(text);
};
