/** The texts of a document, and the names of its elements; what is no text becomes a flaw. */
import type { DocumentKind, Flaw, Word } from "./document";
import { shown, type Members } from "./describeValue";

/** The longest text IAM takes anywhere is an ARN of 2,048 characters; longer ones only serve to tire a reader. */
export const longestWord = 4096;

/** The nearest thing IAM knows by another case of the name, for the text to paste. */
const sameButForCase = (name: string, known: readonly string[]): string | undefined =>
    known.find((one) => one.toLowerCase() === name.toLowerCase());

/** Reports each member that IAM does not know under this name. */
export function strangers(
    members: Members,
    known: readonly string[],
    path: string,
    kind: DocumentKind,
    flaws: Flaw[],
): void {
    for (const name of Object.keys(members)) if (!known.includes(name)) flaws.push(stranger(name, known, path, kind));
}

function stranger(name: string, known: readonly string[], path: string, kind: DocumentKind): Flaw {
    const meant = sameButForCase(name, known);
    const lenient = meant === undefined && kind !== "trust" && kind !== "grant";
    return {
        path: path === "" ? name : `${path}.${name}`,
        found: `an element called ${shown(name)}`,
        why: "IAM knows no element of that name (names are case-sensitive) and refuses the document.",
        paste: meant === undefined ? `Elements: ${known.join(", ")}` : `"${meant}"`,
        ...(lenient ? { level: "advisory" as const } : {}),
    };
}

function word(value: unknown, path: string, trimmed: boolean, flaws: Flaw[]): Word | undefined {
    const text =
        typeof value === "string"
            ? value
            : typeof value === "number" || typeof value === "boolean"
              ? String(value)
              : undefined;
    if (text === undefined) {
        flaws.push({ path, found: shown(value), why: "IAM reads text here.", paste: `"…"` });
        return undefined;
    }
    if (text.length > longestWord) {
        flaws.push({
            path,
            found: `a text of ${text.length} characters, beginning ${shown(text.slice(0, 40))}`,
            why: "No action, ARN or value of IAM is that long, so it is judged by no rule.",
            paste: "Write the names out, each in a text of its own.",
        });
        return undefined;
    }
    return { text: trimmed ? text.trim() : text, path };
}

/** One text or a list of them, each with its path. Blanks around actions and ARNs must not blind a rule. */
export function words(value: unknown, path: string, flaws: Flaw[], trimmed = true): readonly Word[] {
    if (value === undefined) return none;
    if (!Array.isArray(value)) {
        const one = word(value, path, trimmed, flaws);
        return one === undefined ? none : [one];
    }
    const many: Word[] = [];
    const items: readonly unknown[] = value;
    for (let index = 0; index < items.length; index += 1) {
        const one = word(items[index], `${path}[${index}]`, trimmed, flaws);
        if (one !== undefined) many.push(one);
    }
    return many;
}

const none: readonly Word[] = [];

/** The words of an element. Most elements of most statements are absent, so their paths are not even put together. */
export const wordsIn = (members: Members, element: string, path: string, flaws: Flaw[]): readonly Word[] => {
    const value = members[element];
    return value === undefined ? none : words(value, `${path}.${element}`, flaws);
};
