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

/** What the text of a JSON value holds, besides the value. */
export interface Counts {
    /** The members that are written, including those with the same key. */
    readonly members: number;
    /** The characters that AWS counts: it does not count whitespace. */
    readonly size: number;
}

/**
 * Counts in one pass. JSON has one colon outside strings for each member, and backslashes only inside strings. Most
 * characters are lower-case letters, which come after all of those that count.
 */
export const countsOf = (text: string): Counts => {
    const { length } = text;
    let members = 0;
    let blanks = 0;
    let inString = false;
    for (let at = 0; at < length; at += 1) {
        const code = text.charCodeAt(at);
        if (code > backslash) {
            continue;
        }
        if (code === quote) {
            inString = !inString;
        } else if (code <= space) {
            blanks += 1;
        } else if (code === colon) {
            members += inString ? 0 : 1;
        } else if (code === backslash) {
            at += 1;
        }
    }
    return { members, size: length - blanks };
};

const space = 0x20;
const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

/** Policy documents nest six levels. Deeper values, which can overflow the call stack, are counted in a loop. */
const deepestCall = 16;

/** Counts the members of all nested objects. */
const heldMembers = (value: unknown, depth = deepestCall): number => {
    if (typeof value !== "object" || value === null) {
        return 0;
    }
    if (depth === 0) {
        return heldMembersInLoop(value);
    }
    let held = 0;
    if (Array.isArray(value)) {
        const items: readonly unknown[] = value;
        for (const item of items) {
            if (typeof item === "object") {
                held += heldMembers(item, depth - 1);
            }
        }
        return held;
    }
    const members = value as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(members)) {
        const member = members[key];
        held += typeof member === "object" ? 1 + heldMembers(member, depth - 1) : 1;
    }
    return held;
};

const heldMembersInLoop = (value: object): number => {
    let held = 0;
    const open: unknown[] = [value];
    while (open.length > 0) {
        const one = open.pop();
        if (typeof one !== "object" || one === null) {
            continue;
        }
        const inside: readonly unknown[] = Object.values(one);
        held += Array.isArray(one) ? 0 : inside.length;
        for (const member of inside) {
            open.push(member);
        }
    }
    return held;
};

/**
 * The number of object members that are in the text but not in the parsed value, because of duplicate keys. JSON.parse
 * silently keeps the last of them, other parsers the first: a grant could hide in the one that is ignored.
 */
export const duplicateMembers = ({ members }: Counts, value: unknown): number => members - heldMembers(value);
