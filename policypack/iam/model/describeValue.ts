/** Describes a value of an unexpected type for a message. */

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object: not null and not a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A short description of the value. Lists and objects are named by type only, and strings are cut: they may be huge.
 */
export const describeValue = (value: unknown): string => {
    if (value === undefined) {
        return "nothing";
    }
    if (value === null) {
        return "null";
    }
    if (Array.isArray(value)) {
        return "a list";
    }
    if (typeof value === "object" || typeof value === "function") {
        return "an object";
    }
    const text = typeof value === "string" ? `"${value}"` : plain(value);
    return text.length > 120 ? `${text.slice(0, 117)}…` : text;
};

const plain = (value: unknown): string => {
    if (typeof value === "number" || typeof value === "boolean") {
        return `${value}`;
    }
    return `a ${typeof value}`;
};
