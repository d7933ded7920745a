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

/** What is counted in the text of a JSON value. */
interface Counts {
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

/** Counts what a parsed value holds. */
class Held {
    /** The members of all nested objects. */
    members = 0;
    /** The characters of the shortest text that reads as the value; fewer, if it has numbers. */
    characters = 0;

    constructor(value: unknown) {
        this.add(value, deepestCall);
    }

    private add(value: unknown, depth: number): void {
        if (typeof value === "string") {
            this.characters += value.length + quotes;
        } else if (typeof value !== "object" || value === null) {
            this.characters += typeof value === "number" ? 1 : String(value).length;
        } else if (depth === 0) {
            this.members += heldMembersInLoop(value);
        } else if (Array.isArray(value)) {
            this.addList(value, depth);
        } else {
            this.addObject(value as Readonly<Record<string, unknown>>, depth);
        }
    }

    private addList(list: readonly unknown[], depth: number): void {
        this.characters += lengthOfPunctuation(list.length);
        for (const item of list) {
            this.add(item, depth - 1);
        }
    }

    private addObject(object: Readonly<Record<string, unknown>>, depth: number): void {
        const keys = Object.keys(object);
        this.members += keys.length;
        this.characters += lengthOfPunctuation(keys.length) + keys.length * (quotes + 1);
        for (const key of keys) {
            this.characters += key.length;
            this.add(object[key], depth - 1);
        }
    }
}

const quotes = 2;

/** Two brackets, and the commas between this many elements. */
const lengthOfPunctuation = (count: number): number => (count === 0 ? 2 : count + 1);

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

/** What the text of a JSON value tells in addition to the value. */
export interface TextFacts {
    /**
     * The number of object members that are in the text but not in the parsed value, because of duplicate keys.
     * JSON.parse silently keeps the last of them, other parsers the first: a grant could hide in the one that is ignored.
     */
    readonly duplicates: number;
    /** The characters that AWS counts: it does not count whitespace. */
    readonly size: number;
}

/**
 * The facts about a text that reads as this value. A text without blanks that is as short as the value allows has no
 * duplicates, which is found out sooner than by looking at each of its characters.
 */
export const factsOf = (text: string, value: unknown): TextFacts => {
    const held = new Held(value);
    if (held.characters === text.length && !text.includes(" ")) {
        return { duplicates: 0, size: text.length };
    }
    const { members, size } = countsOf(text);
    return { duplicates: members - held.members, size };
};
