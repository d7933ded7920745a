/** The texts of a document, and the names of its elements; what is no text becomes a flaw. */
import type { DocumentKind, SyntaxIssue, PolicyString } from "./document";
import { describeValue, type JsonObject } from "./describeValue";

/** The longest text IAM takes anywhere is an ARN of 2,048 characters; longer ones only serve to tire a reader. */
export const maxStringLength = 4096;

/** The nearest thing IAM knows by another case of the name, for the text to paste. */
const sameButForCase = (name: string, known: readonly string[]): string | undefined =>
    known.find((one) => one.toLowerCase() === name.toLowerCase());

/** Reports each member that IAM does not know under this name. */
export const reportUnknownElements = (
    members: JsonObject,
    known: readonly string[],
    path: string,
    kind: DocumentKind,
    issues: SyntaxIssue[],
): void => {
    for (const name of Object.keys(members)) {
        if (!known.includes(name)) {
            issues.push(unknownElement(name, known, path, kind));
        }
    }
};

const unknownElement = (name: string, known: readonly string[], path: string, kind: DocumentKind): SyntaxIssue => {
    const meant = sameButForCase(name, known);
    const lenient = meant === undefined && kind !== "trust" && kind !== "grant";
    return {
        path: path === "" ? name : `${path}.${name}`,
        message: `an element called ${describeValue(name)}`,
        identity: `an element called ${describeValue(name)}`,
        reason: "IAM knows no element of that name (names are case-sensitive) and refuses the document.",
        fix: meant === undefined ? `Elements: ${known.join(", ")}` : `"${meant}"`,
        ...(lenient ? { level: "advisory" as const } : {}),
    };
};

const readString = (
    value: unknown,
    path: string,
    trimmed: boolean,
    issues: SyntaxIssue[],
): PolicyString | undefined => {
    const text =
        typeof value === "string"
            ? value
            : typeof value === "number" || typeof value === "boolean"
              ? String(value)
              : undefined;
    if (text === undefined) {
        issues.push({ path, message: describeValue(value), reason: "IAM reads text here.", fix: `"…"` });
        return undefined;
    }
    if (text.length > maxStringLength) {
        issues.push({
            path,
            message: `a text of ${text.length} characters, beginning ${describeValue(text.slice(0, 40))}`,
            reason: "No action, ARN or value of IAM is that long, so it is judged by no rule.",
            fix: "Write the names out, each in a text of its own.",
        });
        return undefined;
    }
    return { text: trimmed ? text.trim() : text, path };
};

/** One text or a list of them, each with its path. Blanks around actions and ARNs must not blind a rule. */
export const readStrings = (
    value: unknown,
    path: string,
    issues: SyntaxIssue[],
    trimmed = true,
): readonly PolicyString[] => {
    if (value === undefined) {
        return none;
    }
    if (!Array.isArray(value)) {
        const one = readString(value, path, trimmed, issues);
        return one === undefined ? none : [one];
    }
    const many: PolicyString[] = [];
    const items: readonly unknown[] = value;
    for (let index = 0; index < items.length; index += 1) {
        const one = readString(items[index], `${path}[${index}]`, trimmed, issues);
        if (one !== undefined) {
            many.push(one);
        }
    }
    return many;
};

const none: readonly PolicyString[] = [];

/** The words of an element. Most elements of most statements are absent, so their paths are not even put together. */
export const readElement = (
    members: JsonObject,
    element: string,
    path: string,
    issues: SyntaxIssue[],
): readonly PolicyString[] => {
    const value = members[element];
    return value === undefined ? none : readStrings(value, `${path}.${element}`, issues);
};
