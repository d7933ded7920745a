/** What kind of thing stands where something was expected. */

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether this is an object with members, as JSON has them. */
export const isJsonObject = (value: unknown): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands there, in a few words: never the thing itself, which may be huge. */
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
