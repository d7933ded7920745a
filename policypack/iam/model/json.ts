/** Parses JSON without throwing, and detects duplicate keys, which JSON.parse drops. */

/** The parsed value, or the error message. */
export type Read = { readonly value: unknown } | { readonly error: string };

/** Parses JSON; invalid text yields the error message. */
export const readJson = (text: string): Read => {
    try {
        return { value: JSON.parse(text) as unknown };
    } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
    }
};

/**
 * The number of object members that are in the text but not in the parsed value, because of duplicate keys. JSON.parse
 * silently keeps the last of them, other parsers the first: a grant could hide in the one that is ignored.
 */
export const duplicateMembers = (text: string, value: unknown): number => writtenMembers(text) - heldMembers(value);

/** Counts colons outside strings: JSON has one for each member. Backslashes occur only inside strings. */
const writtenMembers = (text: string): number => {
    let colons = 0;
    let inString = false;
    for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code === 0x5c) {
            at += 1;
        } else if (code === 0x22) {
            inString = !inString;
        } else if (code === 0x3a && !inString) {
            colons += 1;
        }
    }
    return colons;
};

/** Counts the members of all nested objects. Iterative, because hostile input can nest deeper than the call stack. */
const heldMembers = (value: unknown): number => {
    let held = 0;
    const open: unknown[] = [value];
    while (open.length > 0) {
        const one = open.pop();
        if (typeof one !== "object" || one === null) {
            continue;
        }
        const inside: readonly unknown[] = Object.values(one);
        if (!Array.isArray(one)) {
            held += inside.length;
        }
        for (const member of inside) {
            open.push(member);
        }
    }
    return held;
};
