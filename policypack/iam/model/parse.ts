/** Parses a policy document, given as JSON text or as an object, into its normal form. Never throws. */
import { memoizeByObject, memoizeByText } from "../syntax/memoize";
import { maxIssues, validateElements } from "./validate";
import { duplicateMembers, readJson } from "./json";
import {
    UnreadableDocument,
    type DocumentKind,
    type SyntaxIssue,
    type PolicyModel,
    type StatementModel,
} from "./document";
import { toStatementModel } from "./statement";
import { isJsonObject, describeValue } from "./describeValue";
import { reportUnknownElements } from "./elements";

/** Hundreds of documents of one resource fit. More would only live long enough to cost garbage collection. */
const maxCachedCharacters = 250_000;

type Parse<Raw> = (raw: Raw) => PolicyModel;

const byKind = <Raw>(parseOf: (kind: DocumentKind) => Parse<Raw>): Readonly<Record<DocumentKind, Parse<Raw>>> => ({
    trust: parseOf("trust"),
    grant: parseOf("grant"),
    boundary: parseOf("boundary"),
    resource: parseOf("resource"),
});

const parseText = byKind((kind) => memoizeByText(maxCachedCharacters, (text) => guarded(kind, text)));

/** The documents of templates, by their frozen values. */
const parseFrozen = byKind((kind) => memoizeByObject((value: object) => guarded(kind, value)));

/** Parses a document. The result is cached for a text or a frozen object, so that it is parsed once for all rules. */
export const parse = (kind: DocumentKind, raw: unknown): PolicyModel => {
    if (typeof raw === "string") {
        return parseText[kind](raw);
    }
    return typeof raw === "object" && raw !== null && Object.isFrozen(raw)
        ? parseFrozen[kind](raw)
        : guarded(kind, raw);
};

/** Objects may have getters and proxies that throw; that is reported as an issue of the document. */
const guarded = (kind: DocumentKind, raw: unknown): PolicyModel => {
    try {
        return toPolicyModel(kind, raw);
    } catch (error) {
        const cause = error instanceof Error ? error.message : "an error without a name";
        const identity = `a document that cannot be read: ${cause}`;
        return unreadable(kind, { messageId: "unreadable", data: { error: cause }, identity });
    }
};

const unreadable = (kind: DocumentKind, issue: Omit<SyntaxIssue, "path">): PolicyModel => ({
    kind,
    version: "2008-10-17",
    statements: [],
    issues: [{ path: "", ...issue }],
    size: 0,
});

/** Never compliant: what cannot be read may allow anything. */
const unreadableTemplate = (kind: DocumentKind, { reason }: UnreadableDocument): PolicyModel =>
    unreadable(kind, {
        messageId: "beyondLimits",
        data: { limit: reason },
        identity: `not evaluated: ${reason}`,
    });

const toPolicyModel = (kind: DocumentKind, raw: unknown): PolicyModel => {
    if (raw instanceof UnreadableDocument) {
        return unreadableTemplate(kind, raw);
    }
    if (typeof raw !== "string") {
        return fromValue(kind, raw, "");
    }
    if (raw.trim() === "") {
        return unreadable(kind, { messageId: "emptyText", identity: "an empty text" });
    }
    const read = readJson(raw);
    if ("error" in read) {
        const { error } = read;
        return unreadable(kind, {
            messageId: "invalidJson",
            data: { error },
            identity: `text that is not JSON: ${error}`,
        });
    }
    return fromValue(kind, read.value, raw);
};

const documentElements = ["Version", "Id", "Statement"];

const fromValue = (kind: DocumentKind, value: unknown, text: string): PolicyModel => {
    if (!isJsonObject(value)) {
        const found = describeValue(value);
        const identity = `${found} where a document should be`;
        return unreadable(kind, { messageId: "documentNotObject", data: { value: found }, identity });
    }
    const issues: SyntaxIssue[] = [];
    reportUnknownElements(value, documentElements, "", kind, issues);
    const lost = text === "" ? 0 : duplicateMembers(text, value);
    if (lost > 0) {
        issues.push({
            path: "",
            ...(lost === 1 ? { messageId: "duplicateKey" } : { messageId: "duplicateKeys", data: { count: lost } }),
            identity: `${lost === 1 ? "a key" : `${lost} keys`} written twice in one object`,
        });
    }
    const { Version, Statement } = value;
    if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
        issues.push({
            path: "Version",
            messageId: "unknownVersion",
            data: { version: describeValue(Version) },
            replacement: { path: "Version", value: "2012-10-17" },
            identity: describeValue(Version),
        });
    }
    const statements = statementsOf(Statement, kind, issues);
    validateElements(statements, kind, issues);
    return {
        kind,
        version: Version === "2012-10-17" ? "2012-10-17" : "2008-10-17",
        statements,
        issues: issues.length > maxIssues ? issues.slice(0, maxIssues) : issues,
        size: text === "" ? sizeOf(JSON.stringify(value)) : sizeOf(text),
    };
};

const statementsOf = (value: unknown, kind: DocumentKind, issues: SyntaxIssue[]): readonly StatementModel[] => {
    if (value === undefined) {
        issues.push({ path: "Statement", messageId: "missingStatement", identity: "nothing" });
        return [];
    }
    if (!Array.isArray(value)) {
        const one = toStatementModel(value, "Statement", kind, issues);
        return one === undefined ? [] : [one];
    }
    if (value.length === 0 && (kind === "grant" || kind === "trust")) {
        issues.push({ path: "Statement", messageId: "emptyStatement", identity: "an empty list" });
    }
    const many: StatementModel[] = [];
    const items: readonly unknown[] = value;
    for (let index = 0; index < items.length; index += 1) {
        const one = toStatementModel(items[index], `Statement[${index}]`, kind, issues);
        if (one !== undefined) {
            many.push(one);
        }
    }
    return many;
};

/** AWS does not count whitespace. */
const sizeOf = (text: string): number => {
    let size = 0;
    for (let at = 0; at < text.length; at += 1) {
        if (text.charCodeAt(at) > 0x20) {
            size += 1;
        }
    }
    return size;
};
