/** Few texts are asked for often: each rule asks again for the same resource. */
const cache = new Map<string, unknown>();
const maxCached = 64;

/** The object or list a text spells in JSON, or undefined. No shorter look at the text decides: JSON escapes letters. */
export const parseJson = (text: string): unknown => {
    const start = text.trimStart().charAt(0);
    if (start !== "{" && start !== "[") {
        return undefined;
    }
    if (cache.has(text)) {
        return cache.get(text);
    }
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        value = undefined;
    }
    if (cache.size >= maxCached) {
        cache.clear();
    }
    cache.set(text, value);
    return value;
};

/** The JSON of a value, or undefined for one so deep that it cannot be written. */
export const jsonText = (value: unknown): string | undefined => {
    try {
        return JSON.stringify(value);
    } catch {
        return undefined;
    }
};
