/** Every rule parses the same few texts of a resource. */
const cache = new Map<string, unknown>();
const maxCached = 64;

/**
 * Parses a JSON object or list; undefined for other text. A text search cannot replace it, because JSON escapes
 * letters.
 */
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

/** The JSON of a value, or undefined if it is nested too deeply to serialize. */
export const jsonText = (value: unknown): string | undefined => {
    try {
        return JSON.stringify(value);
    } catch {
        return undefined;
    }
};
