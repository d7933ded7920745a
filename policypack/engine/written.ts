/** What is written in a document, for violations about what the parsed document does not contain. */
import { jsonText, parseJson } from "../documents/values/parseJson";
import { getOwn, keysOf } from "../documents/values/paths";
import { stepsOf } from "../documents/values/place";
import { memoizeLast } from "../iam";

/** Far beyond any policy document, so that no input overflows the call stack. */
const deepest = 256;

/** A text that is equal for equal values, whatever the order of members and elements, for lists and single values. */
const canonicalText = (value: unknown, depth = deepest): string => {
    if (typeof value === "string") {
        return JSON.stringify(value);
    }
    if (typeof value !== "object" || value === null) {
        return String(value);
    }
    if (depth === 0) {
        return "…";
    }
    if (!Array.isArray(value)) {
        const keys = keysOf(value);
        if (keys.length === 0) {
            return "{}";
        }
        // IAM ignores the case of operators and condition keys; the path distinguishes elements.
        return `{${inOrder(
            keys.map((key) => `${JSON.stringify(key.toLowerCase())}:${canonicalText(getOwn(value, key), depth - 1)}`),
        ).join()}}`;
    }
    const elements = inOrder(value.map((_, at) => canonicalText(getOwn(value, at), depth - 1)));
    return elements.length === 1 ? elements.join() : `[${elements.join()}]`;
};

const inOrder = (texts: readonly string[]): readonly string[] => (texts.length < 2 ? texts : [...texts].sort());

/**
 * What is written at a path of a document, given as text or as a value. A text that is no JSON counts as a whole. Never
 * throws.
 */
export const writtenAt = (raw: unknown, path: string): string => {
    try {
        return textAt(raw, path);
    } catch {
        // An object that cannot be read is the same for every policy.
        return "";
    }
};

const textAt = (raw: unknown, path: string): string => {
    const root = typeof raw === "string" && path !== "" ? parseJson(raw) : raw;
    if (root === undefined || typeof root === "string") {
        return withoutSpace(String(raw));
    }
    return hasJsonForm(root) ? canonicalForm((stepsOf(root, path) ?? []).reduce<unknown>(getOwn, root)) : "";
};

const withoutSpace = memoizeLast((text: string) => text.replace(/\s+/g, ""));

/** The violations about what a document does not contain all depend on the whole document. */
const canonicalForm = memoizeLast((value: unknown) => canonicalText(value));

/** A value without a JSON form may contain itself. A document with many violations is asked about for each of them. */
const hasJsonForm = memoizeLast((root: unknown): boolean => jsonText(root) !== undefined);
