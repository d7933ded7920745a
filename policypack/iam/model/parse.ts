/** Any policy document, as text or as an object, in one normal form. Never throws. */
import { validateElements } from "./validate";
import { duplicateMembers, readJson } from "./json";
import type { DocumentKind, SyntaxIssue, PolicyModel, StatementModel } from "./document";
import { toStatementModel } from "./statement";
import { isJsonObject, describeValue } from "./describeValue";
import { reportUnknownElements } from "./elements";

/** Flaws beyond this many say nothing new, and a hostile document could have millions. */
const maxIssues = 50;

/**
 * Several rules ask for the same text one after the other. A ring, not a map: what is kept longer than it is used is
 * what makes the collector work.
 */
const cache: { readonly kind: DocumentKind; readonly raw: string; readonly document: PolicyModel }[] = [];
const maxCached = 16;
const maxCachedLength = 100_000;
let oldest = 0;

/** Reads a document. The same text is read once, however many rules ask. */
export const parse = (kind: DocumentKind, raw: unknown): PolicyModel => {
    if (typeof raw !== "string" || raw.length > maxCachedLength) {
        return guarded(kind, raw);
    }
    const known = cache.find((one) => one.raw === raw && one.kind === kind);
    if (known !== undefined) {
        return known.document;
    }
    const document = guarded(kind, raw);
    cache[oldest] = { kind, raw, document };
    oldest = (oldest + 1) % maxCached;
    return document;
};

/** Objects may hold getters and proxies that throw; that too is a finding about the document. */
const guarded = (kind: DocumentKind, raw: unknown): PolicyModel => {
    try {
        return toPolicyModel(kind, raw);
    } catch (error) {
        const said = error instanceof Error ? error.message : "an error without a name";
        return unreadable(kind, `a document that cannot be read: ${said}`);
    }
};

const unreadable = (kind: DocumentKind, found: string): PolicyModel => {
    const flaw: SyntaxIssue = {
        path: "",
        message: found,
        identity: found,
        reason: "What cannot be read cannot be judged, and IAM refuses it.",
        fix: '{ "Version": "2012-10-17", "Statement": [ … ] }',
    };
    return { kind, version: "2008-10-17", statements: [], issues: [flaw], size: 0 };
};

const toPolicyModel = (kind: DocumentKind, raw: unknown): PolicyModel => {
    if (typeof raw !== "string") {
        return fromValue(kind, raw, "");
    }
    if (raw.trim() === "") {
        return unreadable(kind, "an empty text");
    }
    const read = readJson(raw);
    return "error" in read
        ? unreadable(kind, `text that is not JSON: ${read.error}`)
        : fromValue(kind, read.value, raw);
};

const documentElements = ["Version", "Id", "Statement"];

const fromValue = (kind: DocumentKind, value: unknown, text: string): PolicyModel => {
    if (!isJsonObject(value)) {
        return unreadable(kind, `${describeValue(value)} where a document should be`);
    }
    const issues: SyntaxIssue[] = [];
    reportUnknownElements(value, documentElements, "", kind, issues);
    const lost = text === "" ? 0 : duplicateMembers(text, value);
    if (lost > 0) {
        issues.push({
            path: "",
            message: `${lost === 1 ? "a key" : `${lost} keys`} written twice in one object`,
            identity: `${lost === 1 ? "a key" : `${lost} keys`} written twice in one object`,
            reason: "Readers differ in which of the two counts, so a grant can hide in the other.",
            fix: "Write each key once; put several values into one list.",
        });
    }
    const { Version, Statement } = value;
    if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
        issues.push({
            path: "Version",
            message: describeValue(Version),
            identity: describeValue(Version),
            reason: "IAM knows two versions of its language, and takes other text for an error.",
            fix: '"Version": "2012-10-17"',
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
        issues.push({
            path: "Statement",
            message: "nothing",
            identity: "nothing",
            reason: "A policy is its statements.",
            fix: '"Statement": [ … ]',
        });
        return [];
    }
    if (!Array.isArray(value)) {
        const one = toStatementModel(value, "Statement", kind, issues);
        return one === undefined ? [] : [one];
    }
    if (value.length === 0 && (kind === "grant" || kind === "trust")) {
        issues.push({
            path: "Statement",
            message: "an empty list",
            identity: "an empty list",
            reason: "IAM refuses a policy without a statement.",
            fix: '"Statement": [ … ], or no policy at all',
        });
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

/** AWS does not count white space. */
const sizeOf = (text: string): number => {
    let size = 0;
    for (let at = 0; at < text.length; at += 1) {
        if (text.charCodeAt(at) > 0x20) {
            size += 1;
        }
    }
    return size;
};
