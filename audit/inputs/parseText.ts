/** Parses JSON, and says where it is broken without a quotation of it, which may be a secret. */
import { UnreadableError } from "./input";
import { Lines } from "./positions";

/** The message of the parser; undefined for valid JSON. */
const errorOf = (text: string): string | undefined => {
    try {
        JSON.parse(text);
        return undefined;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
};

/** Whether the parser would need more text, and finds no fault in what is there. */
const isTruncated = (text: string, message: string): boolean => {
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    return /Unexpected end|Unterminated/.test(message) || Number(position) === text.length;
};

/** The place of an error is searched by parsing the text in part, which would take long for larger ones. */
const maxCharacters = 2_000_000;

/** The offset of the first error: the parser does not tell it in every message. */
const errorOffset = (text: string, message: string): number | undefined => {
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    if (position !== undefined || text.length > maxCharacters) {
        return position === undefined ? undefined : Number(position);
    }
    let valid = 0;
    let invalid = text.length;
    while (invalid - valid > 1) {
        const middle = (valid + invalid) >> 1;
        const part = text.slice(0, middle);
        const found = errorOf(part);
        if (found === undefined || isTruncated(part, found)) {
            valid = middle;
        } else {
            invalid = middle;
        }
    }
    return valid;
};

const placeIn = (text: string, message: string): string => {
    const offset = errorOffset(text, message);
    if (offset === undefined) {
        return "";
    }
    const { line, column } = new Lines(text).at(offset);
    return ` at line ${line}, column ${column}`;
};

/** Whether the text is written as JSON: as an object or a list. */
export const isJsonText = (text: string): boolean => /^\s*[{[]/.test(text.slice(0, 4096));

/**
 * Parses JSON.
 *
 * @throws UnreadableError with the place of the first error.
 */
export const parseJsonText = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch (error) {
        const message = error instanceof Error ? error.message : "";
        throw new UnreadableError(
            isTruncated(text, message)
                ? "ends in the middle of its JSON: it is truncated"
                : `is not valid JSON${placeIn(text, message)}`,
        );
    }
};
