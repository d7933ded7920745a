/** From text to a value, without throwing, and without losing what JSON.parse loses. */

/** What became of a text. */
export type Read = { readonly value: unknown } | { readonly error: string };

/** Reads JSON; a text that is none is answered with the reason. */
export const readJson = (text: string): Read => {
    try {
        return { value: JSON.parse(text) as unknown };
    } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
    }
};

/**
 * How many members of objects the text writes that the value no longer has, because a key stands twice. JSON.parse
 * keeps the last of them in silence, other readers the first: a grant could hide in the one that is not read.
 */
export const duplicateMembers = (text: string, value: unknown): number => writtenMembers(text) - heldMembers(value);

/** Colons outside strings: JSON has one for each member, and a backslash in strings alone. */
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

/** Own members of all objects within; by a list of work, because a hostile text nests deeper than the stack. */
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
