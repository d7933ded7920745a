import { memoizeByText } from "../../iam";

/** Every rule parses the same few texts of a resource. */
const maxCachedCharacters = 4_000_000;

const read = memoizeByText(maxCachedCharacters, (text): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
});

/**
 * Parses a JSON object or list; undefined for other text. A text search cannot replace it, because JSON escapes
 * letters.
 */
export const parseJson = (text: string): unknown =>
    ["{", "["].includes(text.trimStart().charAt(0)) ? read(text) : undefined;

/** The JSON of a value, or undefined if it is nested too deeply to serialize. */
export const jsonText = (value: unknown): string | undefined => {
    try {
        return JSON.stringify(value);
    } catch {
        return undefined;
    }
};
