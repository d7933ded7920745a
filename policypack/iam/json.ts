/** From text to a value, without throwing, and without losing what JSON.parse loses. */

/** What became of a text. */
export type Read = { readonly value: unknown } | { readonly error: string };

/** Reads JSON; a text that is none is answered with the reason. */
export function readJson(text: string): Read {
    try {
        return { value: JSON.parse(text) as unknown };
    } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
    }
}

/**
 * How many members of objects the text writes that the value no longer has, because a key stands twice. JSON.parse
 * keeps the last of them in silence, other readers the first: a grant could hide in the one that is not read.
 */
export function lostMembers(text: string, value: unknown): number {
    const held = heldMembers(value);
    return mostMembers(text) === held ? 0 : writtenMembers(text) - held;
}

/**
 * Quotes before a colon. Where no colon stands apart from its quote that is each member, and perhaps a text that begins
 * with a colon or has a quote before one: never fewer than are written. So if as many are held, none was lost.
 */
function mostMembers(text: string): number | undefined {
    if (apart.some((colon) => text.includes(colon))) return undefined;
    let count = 0;
    for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2)) count += 1;
    return count;
}

/** A colon after any blank of JSON. */
const apart = [" :", "\n:", "\t:", "\r:"];

/** Colons outside strings: JSON has one for each member. */
function writtenMembers(text: string): number {
    let colons = 0;
    for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code === 0x3a) colons += 1;
        else if (code === 0x22) at = endOfString(text, at);
    }
    return colons;
}

function endOfString(text: string, start: number): number {
    let end = text.indexOf('"', start + 1);
    while (end !== -1 && backslashesBefore(text, end) % 2 === 1) end = text.indexOf('"', end + 1);
    return end === -1 ? text.length : end;
}

function backslashesBefore(text: string, at: number): number {
    let count = 0;
    while (text.charCodeAt(at - 1 - count) === 0x5c) count += 1;
    return count;
}

/** Own members of all objects within; by a list of work, because a hostile text nests deeper than the stack. */
function heldMembers(value: unknown): number {
    let held = 0;
    const open: unknown[] = [value];
    while (open.length > 0) {
        const one = open.pop();
        if (typeof one !== "object" || one === null) continue;
        if (Array.isArray(one)) {
            for (const item of one as readonly unknown[]) if (typeof item === "object") open.push(item);
            continue;
        }
        for (const key of Object.keys(one)) {
            held += 1;
            const member = (one as Readonly<Record<string, unknown>>)[key];
            if (typeof member === "object") open.push(member);
        }
    }
    return held;
}
