/** From the bytes of a file to its text: UTF-8 or UTF-16, with or without a byte order mark. */
import { constants } from "node:buffer";
import { UnreadableError } from "./input";

/** The encoding by the byte order mark, or else by the zero bytes that UTF-16 has beside ASCII. */
const encodingOf = (bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" => {
    const [first, second] = bytes;
    if (first === 0xff && second === 0xfe) {
        return "utf-16le";
    }
    if (first === 0xfe && second === 0xff) {
        return "utf-16be";
    }
    if (first !== 0 && second === 0) {
        return "utf-16le";
    }
    return first === 0 && second !== 0 && second !== undefined ? "utf-16be" : "utf-8";
};

/**
 * The text of a file, without its byte order mark.
 *
 * @throws UnreadableError if the bytes are no text.
 */
export const decode = (bytes: Uint8Array): string => {
    if (bytes.length > constants.MAX_STRING_LENGTH) {
        throw new UnreadableError(
            `has ${bytes.length} bytes; at most ${constants.MAX_STRING_LENGTH} can be read at once`,
        );
    }
    try {
        const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
        if (text.includes("\0")) {
            throw new UnreadableError("is a binary file; write it as JSON or YAML");
        }
        return text;
    } catch (error) {
        throw error instanceof UnreadableError
            ? error
            : new UnreadableError("is a binary file, or text that is neither UTF-8 nor UTF-16");
    }
};
