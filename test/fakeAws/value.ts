/** What travels between the engine and a provider: JSON values, some of them not known before `up`. */

export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

export type Properties = Record<string, Value>;

/** The engine's marks for "not known yet", one for each kind of value (the SDK's `rpc.ts` lists them). */
const unknowns: ReadonlySet<string> = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The mark a provider answers with, at preview, for what only AWS will say. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: Value | undefined): boolean => typeof value === "string" && unknowns.has(value);

export const isRecord = (value: unknown): value is Properties =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** True when the value, or anything inside it, is not known yet. */
export const holdsUnknown = (value: Value | undefined): boolean => {
    if (Array.isArray(value)) {
        return value.some(holdsUnknown);
    }
    return isRecord(value) ? Object.values(value).some(holdsUnknown) : isUnknown(value);
};

/** The text of a property that the checks have already shown to be text; empty when it is left out. */
export const text = (properties: Properties, name: string): string => {
    const value = properties[name];
    return typeof value === "string" ? value : "";
};

/** The texts of a property that is a list of text; other values are dropped. */
export const texts = (value: Value | undefined): string[] =>
    (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");

/** The records of a property that is a list of records. */
export const records = (value: Value | undefined): Properties[] =>
    Array.isArray(value) ? value.filter((item): item is Properties => isRecord(item)) : [];

/** The same text for the same value, whatever the order of its keys: what equality is decided by. */
export const canonical = (value: Value | undefined): string => {
    if (Array.isArray(value)) {
        return `[${value.map(canonical).join(",")}]`;
    }
    if (isRecord(value)) {
        const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${sorted.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(",")}}`;
    }
    return JSON.stringify(value ?? null);
};

export const parseJson = (source: string): Value | undefined => {
    try {
        return JSON.parse(source) as Value;
    } catch {
        return undefined;
    }
};
