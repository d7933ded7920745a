/** Reads the strings and element names of a document; a value of another type becomes a syntax issue. */
import type { DocumentKind, SyntaxIssue, PolicyString } from "./document";
import { describeValue, type JsonObject } from "./describeValue";
import { completeArn } from "../syntax/arn";
import { transform } from "../syntax/deferredValue";

/** The longest string IAM accepts is an ARN of 2,048 characters; longer ones would only slow the rules down. */
export const maxStringLength = 4096;

/** The known element whose name differs only in case, for the fix. */
const sameButForCase = (name: string, known: readonly string[]): string | undefined =>
    known.find((one) => one.toLowerCase() === name.toLowerCase());

/** Reports each member that is not a known element. */
export const reportUnknownElements = (
    members: JsonObject,
    known: readonly string[],
    path: string,
    kind: DocumentKind,
    issues: SyntaxIssue[],
): void => {
    for (const name of Object.keys(members)) {
        if (!known.includes(name) && name !== transform) {
            reportUnknownElement(name, members, known, path, kind, issues);
        }
    }
};

/** Reports a member that is not a known element. */
export const reportUnknownElement = (
    name: string,
    members: JsonObject,
    known: readonly string[],
    path: string,
    kind: DocumentKind,
    issues: SyntaxIssue[],
): void => {
    issues.push(unknownElement(name, members, known, path, kind));
};

/** The replacement of an object in which a member has another name; none if it has a member of that name already. */
export const withMemberRenamed = (
    members: JsonObject,
    name: string,
    meant: string | undefined,
    path: string,
): Pick<SyntaxIssue, "replacement"> => {
    if (meant === undefined || Object.hasOwn(members, meant)) {
        return {};
    }
    const renamed = Object.entries(members).map(([key, value]) => [key === name ? meant : key, value] as const);
    return { replacement: { path, value: Object.fromEntries(renamed) } };
};

const unknownElement = (
    name: string,
    members: JsonObject,
    known: readonly string[],
    path: string,
    kind: DocumentKind,
): SyntaxIssue => {
    const meant = sameButForCase(name, known);
    const lenient = meant === undefined && kind !== "trust" && kind !== "grant";
    return {
        path: path === "" ? name : `${path}.${name}`,
        ...(meant === undefined
            ? { messageId: "unknownElement", data: { element: describeValue(name), elements: known.join(", ") } }
            : {
                  messageId: "elementInWrongCase",
                  data: { element: describeValue(name) },
                  ...withMemberRenamed(members, name, meant, path),
              }),
        ...(lenient ? { level: "advisory" as const } : {}),
    };
};

const toText = (value: unknown): string | undefined => {
    if (typeof value === "string") {
        return value;
    }
    return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
};

const readString = (
    value: unknown,
    path: string,
    trimmed: boolean,
    issues: SyntaxIssue[],
): PolicyString | undefined => {
    const text = toText(value);
    if (text === undefined) {
        issues.push({ path, messageId: "notString", data: { value: describeValue(value) } });
        return undefined;
    }
    if (text.length > maxStringLength) {
        issues.push({
            path,
            messageId: "longString",
            data: { length: text.length, start: describeValue(text.slice(0, 40)) },
        });
        return undefined;
    }
    return { text: trimmed && !hasPlainEnds(text) ? text.trim() : text, path };
};

const space = 0x20;
const del = 0x7f;

const isPlain = (code: number): boolean => code > space && code < del;

/** Whether the text obviously starts and ends without whitespace, which is found out sooner than by trimming it. */
const hasPlainEnds = (text: string): boolean =>
    isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1));

/** A string or a list of strings, each with its path. Actions and ARNs are trimmed, so that blanks cannot hide them. */
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

/** The strings of an element. Most elements are missing from most statements, so the path is built only when needed. */
export const readElement = (
    members: JsonObject,
    element: string,
    path: string,
    issues: SyntaxIssue[],
): readonly PolicyString[] => {
    const value = members[element];
    return value === undefined ? none : readStrings(value, `${path}.${element}`, issues);
};

/** The strings with complete ARNs. `isWiderSafe`: a violation is reported if an ambiguous one matches more. */
export const completeArns = (strings: readonly PolicyString[], isWiderSafe: boolean): readonly PolicyString[] => {
    const isIncomplete = strings.some(({ text }) => completeArn(text, isWiderSafe) !== undefined);
    return isIncomplete ? strings.map((one) => withCompleteArn(one, isWiderSafe)) : strings;
};

const withCompleteArn = (one: PolicyString, isWiderSafe: boolean): PolicyString => {
    const text = completeArn(one.text, isWiderSafe);
    return text === undefined ? one : { text, path: one.path, written: one.text };
};
