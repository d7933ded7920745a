/** The values that engine and provider exchange: JSON, with markers for unknown values at preview. */

export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

export type Properties = Record<string, Value>;

/** The engine's markers for unknown values, one for each kind of value (listed in the SDK's `rpc.ts`). */
const unknowns: ReadonlySet<string> = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The marker that a provider returns at preview for values that AWS will choose. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: Value | undefined): boolean => typeof value === "string" && unknowns.has(value);

export const isRecord = (value: unknown): value is Properties =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** True if the value, or anything inside it, is unknown. */
export const holdsUnknown = (value: Value | undefined): boolean => {
    if (Array.isArray(value)) {
        return value.some(holdsUnknown);
    }
    return isRecord(value) ? Object.values(value).some(holdsUnknown) : isUnknown(value);
};

/** The string value of a property; empty if it is absent. The checks have already verified its type. */
export const text = (properties: Properties, name: string): string => {
    const value = properties[name];
    return typeof value === "string" ? value : "";
};

/** The strings of a string or a list of strings; other values are dropped. */
export const texts = (value: Value | undefined): string[] =>
    (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");

/** The records of a property that is a list of records. */
export const records = (value: Value | undefined): Properties[] =>
    Array.isArray(value) ? value.filter((item): item is Properties => isRecord(item)) : [];

/** A canonical text of a value, independent of key order. Used to compare values. */
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
